package plotty.plotter;

import plotty.drawing.Stroke;

/** What a person has a plotter do by hand, while nothing is drawn or while a drawing is held. */
public sealed interface HandMove {

    /**
     * Moves by a way with the pen as it is, at a gentle speed. Needs no known position; with one, it ends at the edge of the
     * work area.
     *
     * @param dxMm to the right, at most 1,000 either way
     * @param dyMm down the sheet, at most 1,000 either way
     */
    record Jog(double dxMm, double dyMm) implements HandMove {
        public static final double MOST_MM = 1000;

        public Jog {
            if (!(Math.abs(dxMm) <= MOST_MM) || !(Math.abs(dyMm) <= MOST_MM)) {
                throw new IllegalArgumentException(
                        "A jog goes at most %.0f mm each way, not %s, %s mm.".formatted(MOST_MM, dxMm, dyMm));
            }
        }
    }

    /** Travels with the pen up to a place within the work area; the position must be known. */
    record GoTo(double xMm, double yMm) implements HandMove {}

    /** Travels to the origin with the pen up; the position must be known. */
    record GoToOrigin() implements HandMove {}

    /** Travels along a path within the work area with the pen up, and to its start first; the position must be known. */
    record Walk(Stroke path) implements HandMove {}

    /** The pen up. */
    record PenUp() implements HandMove {}

    /** The pen down on the paper, at rest: to see whether it touches. */
    record PenDown() implements HandMove {}

    /** A homing cycle; only with {@link Capability#HOMES}. The position is known afterwards. */
    record Home() implements HandMove {}

    /** Switches the motors off: the carriage can be moved by hand, the position is lost. Refused while a drawing is held. */
    record MotorsOff() implements HandMove {}
}
