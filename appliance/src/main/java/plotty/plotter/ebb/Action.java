package plotty.plotter.ebb;

import java.util.Optional;
import plotty.motion.PlanMark;
import plotty.plotter.ebb.MotorFrame.Steps;

/**
 * A command of a drawing, with what it means.
 *
 * @param lead command of no duration that goes before it, in one breath, so that the board never has only the one of both
 * @param nanos how long the board is busy with it
 * @param from where the motors are before it
 * @param to where the motors are after it
 * @param mark what is drawn after it
 * @param plannedS planned time reached after it
 */
record Action(
        Optional<EbbCommand> lead,
        EbbCommand command,
        long nanos,
        Kind kind,
        Steps from,
        Steps to,
        PlanMark mark,
        double plannedS) {

    /** A single command. */
    Action(EbbCommand command, long nanos, Kind kind, Steps from, Steps to, PlanMark mark, double plannedS) {
        this(Optional.empty(), command, nanos, kind, from, to, mark, plannedS);
    }

    /** So many places it takes in the board's queue. */
    int places() {
        return lead.isPresent() ? 2 : 1;
    }

    /** Whether it sends the pen to the paper. */
    boolean lowersPen() {
        return lead.orElse(command).lowersPen();
    }

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
