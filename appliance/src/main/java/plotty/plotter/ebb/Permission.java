package plotty.plotter.ebb;

import plotty.motion.PlanMark;
import plotty.motion.Run;
import plotty.motion.Trajectory;

/** Whether drawing may go on when it is permitted only up to a planned time: it must be able to come to rest before. */
final class Permission {
    private static final double ROUNDING_S = 1e-9;
    private static final double BRAKING_FACTOR = 1.5;
    private static final double BRAKING_SLACK_S = 0.1;

    private final Trajectory trajectory;

    Permission(Trajectory trajectory) {
        this.trajectory = trajectory;
    }

    /** Whether a run along a stroke, braked after a time of its own, ends before a planned time. */
    boolean allows(Run run, double timeS, int stroke, double untilS) {
        double reached = trajectory.timeAt(new PlanMark(stroke, run.pointAt(run.distanceAt(timeS))));
        double brakingS =
                BRAKING_FACTOR * run.speedAt(timeS) / run.limitsAt(timeS).accelerationMmPerS2();
        if (reached + brakingS + BRAKING_SLACK_S <= untilS) {
            return true;
        }
        if (reached > untilS) {
            return false;
        }
        Run braked = run.brakedFrom(timeS);
        double end = trajectory.timeAt(new PlanMark(stroke, braked.pointAt(braked.lengthMm())));
        return end <= untilS + ROUNDING_S;
    }
}
