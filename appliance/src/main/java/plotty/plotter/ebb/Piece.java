package plotty.plotter.ebb;

import java.util.Optional;
import plotty.motion.PlanMark;
import plotty.plotter.ebb.Action.Kind;
import plotty.plotter.ebb.MotionCompiler.Cut;
import plotty.plotter.ebb.MotorFrame.Steps;

/**
 * The next action of an itinerary, and what changes once it has been sent.
 *
 * @param cut how far a run has been compiled then
 * @param order what the pen has been told then
 */
record Piece(Action action, Optional<Cut> cut, PenOrder order) {
    /** The board is busy for one tick with a servo command that is not waited for. */
    private static final long TICK_NANOS = 1_000_000_000L / Gait.TICKS_PER_S;

    /** What the pen is told. */
    enum PenOrder {
        NONE,
        UP,
        DOWN
    }

    /** A part of a motion. */
    static Piece motion(Cut cut, Kind kind, Steps at, PlanMark mark, double plannedS) {
        Action action = new Action(
                cut.command(), cut.ticks() * TICK_NANOS, kind, at, cut.after().at(), mark, plannedS);
        return new Piece(action, Optional.of(cut), PenOrder.NONE);
    }

    /** A motion while the pen goes down, as one: without its motion the order would set the pen down somewhere on the way. */
    static Piece approach(Optional<EbbCommand> lower, Cut cut, Kind kind, Steps at, PlanMark mark, double plannedS) {
        long nanos = (cut.ticks() + 1) * TICK_NANOS;
        Action action =
                new Action(lower, cut.command(), nanos, kind, at, cut.after().at(), mark, plannedS);
        return new Piece(action, Optional.of(cut), PenOrder.DOWN);
    }

    /** An order to the pen, and so many ms to wait for it. */
    static Piece pen(PenOrder order, EbbCommand servo, int ms, Kind kind, Steps at, PlanMark mark, double plannedS) {
        long nanos = Math.max(TICK_NANOS, ms * 1_000_000L);
        return new Piece(new Action(servo, nanos, kind, at, at, mark, plannedS), Optional.empty(), order);
    }

    /** So many ms of rest. */
    static Piece rest(int ms, Kind kind, Steps at, PlanMark mark, double plannedS) {
        Action action = new Action(EbbCommand.delay(ms), ms * 1_000_000L, kind, at, at, mark, plannedS);
        return new Piece(action, Optional.empty(), PenOrder.NONE);
    }

    /** Whether it is nothing but motion. */
    boolean onlyMoves() {
        return cut.isPresent() && order == PenOrder.NONE;
    }
}
