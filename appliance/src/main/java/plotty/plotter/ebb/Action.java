package plotty.plotter.ebb;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
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

    /** A pen's way is cut into pieces of this length, so that what is queued stays short in time. */
    private static final int PIECE_MS = 30;

    private static final int SHORTEST_MS = Gait.FEWEST_TICKS * 1000 / Gait.TICKS_PER_S;

    /** What the pen does meanwhile. */
    enum Kind {
        TRAVEL,
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

    /** Lowering or lifting: the servo's command and the time that the pen takes. */
    static List<Action> pen(Kind kind, double seconds, Steps at, PlanMark mark, double plannedS) {
        List<Action> actions = new ArrayList<>();
        int left = (int) Math.round(seconds * 1000);
        do {
            int piece = left <= PIECE_MS + SHORTEST_MS ? left : PIECE_MS;
            EbbCommand command = actions.isEmpty() ? servo(kind, piece) : EbbCommand.delay(piece);
            long nanos = TimeUnit.MILLISECONDS.toNanos(piece);
            actions.add(new Action(command, nanos, kind, at, at, mark, plannedS));
            left -= piece;
        } while (left > 0);
        return actions;
    }

    private static EbbCommand servo(Kind kind, int delayMs) {
        return kind.penIsUp() ? EbbCommand.lift(delayMs) : EbbCommand.lower(delayMs);
    }
}
