package plotty.plotter.board.grbl;

/** How the pen hangs on the machine. */
public sealed interface PenMount {

    /** The same that touches the paper elsewhere, S or mm. */
    default PenMount withContact(double contact) {
        return switch (this) {
            case Servo servo -> new Servo(contact, servo.downAbove(), servo.latencyNanos());
            case ZAxis z -> new ZAxis(contact, z.downAbove());
        };
    }

    /** The same whose servo lags so much behind; Z does not. */
    default PenMount withLatency(long nanos) {
        return switch (this) {
            case Servo servo -> new Servo(servo.contact(), servo.downAbove(), nanos);
            case ZAxis z -> z;
        };
    }

    /**
     * A servo on the spindle's output ({@code M3 Sn}). {@code M5} and a reset give it S 0.
     *
     * @param contact S at which the pen touches the paper
     * @param downAbove whether the pen is down above that value, else below
     * @param latencyNanos how long the pen lags behind the signal
     */
    record Servo(double contact, boolean downAbove, long latencyNanos) implements PenMount {}

    /**
     * The Z axis.
     *
     * @param contactMm machine Z at which the pen touches the paper
     * @param downAbove whether the pen is down above that height (iDraw 2), else below
     */
    record ZAxis(double contactMm, boolean downAbove) implements PenMount {}
}
