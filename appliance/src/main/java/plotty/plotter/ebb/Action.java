package plotty.plotter.ebb;

import plotty.motion.PlanMark;
import plotty.plotter.ebb.MotorFrame.Steps;

/**
 * A command of a drawing, with what it means.
 *
 * @param nanos how long the board is busy with it
 * @param from where the motors are before it
 * @param to where the motors are after it
 * @param mark what is drawn after it
 * @param plannedS planned time reached after it
 */
record Action(EbbCommand command, long nanos, Kind kind, Steps from, Steps to, PlanMark mark, double plannedS) {

    /** What the pen does meanwhile. */
    enum Kind {
        /** It is up, or on its way up. */
        TRAVEL,
        /** It goes down, perhaps before travel has ended. */
        LOWER,
        DRAW,
        LIFT;

        boolean penIsUp() {
            return switch (this) {
                case TRAVEL, LIFT -> true;
                case LOWER, DRAW -> false;
            };
        }
    }
}
