package plotty.plotter.hpgl;

import plotty.motion.PlanMark;

/**
 * One instruction for the plotter and what is true once it is done.
 *
 * @param command as it is sent, with its semicolon
 * @param kind what it does
 * @param from where the pen is before
 * @param to where the pen is after
 * @param seconds how long it takes, about
 * @param mark how far the drawing is after it
 * @param plannedS the same as planned time
 * @param fromMm for ink, how far along its stroke it begins
 * @param toMm for ink, how far along its stroke it ends
 */
record Piece(
        String command,
        Kind kind,
        Spot from,
        Spot to,
        double seconds,
        PlanMark mark,
        double plannedS,
        double fromMm,
        double toMm) {

    /** What an instruction does. */
    enum Kind {
        /** Moves with the pen up. */
        TRAVEL,
        /** Moves with the pen down. */
        INK,
        /** Lowers the pen. */
        DOT,
        /** Changes the pen. */
        PEN,
        /** Changes the speed. */
        SPEED,
        /** Asks for errors. */
        CHECK;

        boolean penIsUp() {
            return switch (this) {
                case TRAVEL, PEN -> true;
                case INK, DOT, SPEED, CHECK -> false;
            };
        }
    }
}
