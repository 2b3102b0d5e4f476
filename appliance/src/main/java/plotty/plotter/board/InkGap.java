package plotty.plotter.board;

/** The motion queue was empty from one time to another, ns, with the pen resting on the paper at a place, mm. */
public record InkGap(long startNanos, long endNanos, double xMm, double yMm) {

    /** How long the pen rested, ns. */
    public long nanos() {
        return endNanos - startNanos;
    }
}
