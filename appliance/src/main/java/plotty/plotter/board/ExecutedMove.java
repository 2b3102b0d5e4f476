package plotty.plotter.board;

/**
 * A move of the motors that the board has executed, whole or up to where it was stopped.
 *
 * @param command its name, such as {@code LM}
 * @param startNanos when it began
 * @param endNanos when the next command could begin
 * @param moving how long the motors moved, ns; less than the whole if it stalled
 * @param stalled whether it was shorter than the board can sustain, so that the motors stood for a while
 * @param stopped whether it was cut short by an emergency stop or a reset
 * @param inkEnd whether the pen was on the paper when it ended
 * @param queued how many commands waited behind it when it began
 * @param first step counter of motor 1 at its end
 * @param second step counter of motor 2 at its end
 */
public record ExecutedMove(
        String command,
        long startNanos,
        long endNanos,
        long moving,
        boolean stalled,
        boolean stopped,
        boolean inkEnd,
        int queued,
        int first,
        int second) {

    /** How long the board was busy with it, ns. */
    public long nanos() {
        return endNanos - startNanos;
    }
}
