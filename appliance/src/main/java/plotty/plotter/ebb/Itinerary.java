package plotty.plotter.ebb;

import java.util.Optional;
import plotty.motion.PlanMark;
import plotty.motion.Run;
import plotty.motion.Trajectory;
import plotty.plotter.PlotRequest;
import plotty.plotter.ebb.Action.Kind;
import plotty.plotter.ebb.MotionCompiler.Cursor;
import plotty.plotter.ebb.MotionCompiler.Cut;
import plotty.plotter.ebb.MotorFrame.Steps;
import plotty.plotter.ebb.Piece.PenOrder;

/**
 * What the board is to do next for one drawing, compiled one command ahead. An action that was only looked at is forgotten
 * when plans change, so that {@link #brake} and {@link #goOn} begin where the last command that was sent ends.
 *
 * <p>The pen is told to go up and down by commands of no duration beside those of the motion, where the plan has both at once.
 */
final class Itinerary {
    private static final double SLACK_S = 1e-6;

    private final PlotRequest request;
    private final Trajectory trajectory;
    private final MotionCompiler compiler;
    private final Permission permission;
    private final Ways ways;
    private final PenTimes times;

    private Steps at;
    private PlanMark mark;
    private Leg leg;
    private Cursor cursor;
    /** Time of the travel at which the pen is told to go down. */
    private double lowerAtS = Double.MAX_VALUE;

    private double leftToWaitS;
    /** Planned time reached after the last action that was sent. */
    private double reachedS;

    private double pace = 1;
    private boolean braking;
    private boolean atStop;
    private boolean penMovedAnew;
    private Optional<Piece> ahead = Optional.empty();

    Itinerary(PlotRequest request, MotorFrame frame, MotionCompiler compiler, Steps at, PlanMark from) {
        this.request = request;
        this.trajectory = request.trajectory();
        this.compiler = compiler;
        this.permission = new Permission(trajectory);
        this.ways = new Ways(trajectory, frame);
        this.times = new PenTimes(trajectory.profile().pen());
        this.at = at;
        this.mark = from;
        this.leg = new Leg.Rest(from);
    }

    /** What is drawn after the last action that was sent. */
    PlanMark mark() {
        return mark;
    }

    /** Where the motors are after the last action that was sent. */
    Steps at() {
        return at;
    }

    /** The place from which drawing really goes on from a mark: at the end of a stroke, the next one. */
    PlanMark next(PlanMark from) {
        return ways.next(from);
    }

    /** Whether motion ends, or has ended, before a stroke at which the request has a stop. */
    boolean atStop() {
        return atStop;
    }

    /** From now on strokes are drawn at this share of their planned speed, at most 1. */
    void pace(double share) {
        pace = share;
        forget();
    }

    /** The pen's heights have changed: it is sent to its present one anew. */
    void movePenAnew() {
        penMovedAnew = true;
        forget();
    }

    /** Goes on from a mark, with the pen up and the motors at rest at a place: from the start, after a hold or a fault. */
    void goOn(PlanMark from, Steps place) {
        stoppedAt(place, ways.next(from));
        braking = false;
        enter(passageTo(mark));
    }

    /** Back to the origin, with the pen up and at rest. */
    void goHome() {
        forget();
        braking = true;
        enter(ways.home(mark, at));
    }

    private Leg passageTo(PlanMark next) {
        mark = next;
        double delayS = next.point() > 0 ? 0 : trajectory.delayS(next.stroke());
        return delayS > 0 ? new Leg.Wait(next, delayS) : ways.to(next, at);
    }

    /** Comes to rest as soon as possible: brakes along the path and lifts. */
    void brake() {
        forget();
        if (braking) {
            return;
        }
        braking = true;
        switch (leg) {
            case Leg.Travel travel -> {
                if (!times.lowered()) {
                    boolean moving = cursor.timeS() > 0 && !cursor.atEnd();
                    enter(moving ? braked(travel) : new Leg.Lift(mark, true));
                }
            }
            case Leg.Wait _ -> enter(new Leg.Lift(mark, true));
            case Leg.Lower lower -> enter(new Leg.Lift(lower.at(), true));
            case Leg.Draw draw -> {
                if (cursor.atEnd()) {
                    enter(following());
                } else if (cursor.timeS() > 0) {
                    double speed = cursor.pace() * cursor.run().speedAt(cursor.timeS());
                    enter(new Leg.Draw(cursor.run().brakedFrom(cursor.timeS(), speed), draw.stroke()));
                } else {
                    enter(new Leg.Lift(mark, true));
                }
            }
            case Leg.Lift lift -> leg = new Leg.Lift(lift.after(), true);
            case Leg.Rest _ -> {}
        }
    }

    private Leg braked(Leg.Travel travel) {
        double planned = travel.plannedAt(cursor.timeS());
        return new Leg.Travel(cursor.run().brakedFrom(cursor.timeS()), mark, planned, planned, 0);
    }

    private void forget() {
        ahead = Optional.empty();
    }

    private void enter(Leg next) {
        leg = next;
        switch (next) {
            case Leg.Travel travel -> {
                cursor = compiler.begin(travel.run(), at);
                lowerAtS = travel.lowerAtS(times.untilUpS());
            }
            case Leg.Draw draw -> cursor = compiler.begin(draw.run(), at, braking ? 1 : pace);
            case Leg.Wait wait -> leftToWaitS = Math.max(0, times.untilUpS()) + wait.seconds();
            case Leg.Rest rest -> mark = rest.at();
            case Leg.Lower _, Leg.Lift _ -> {}
        }
    }

    /** What to send next; nothing if at rest. */
    Optional<Action> peek() {
        while (ahead.isEmpty()) {
            switch (leg) {
                case Leg.Rest _ -> {
                    return Optional.empty();
                }
                case Leg.Lift lift -> lift(lift);
                case Leg.Wait wait ->
                    rest(
                            leftToWaitS,
                            Kind.TRAVEL,
                            trajectory.travelStartS(wait.before().stroke()));
                case Leg.Lower lower -> lower(lower);
                case Leg.Travel travel -> travel(travel);
                case Leg.Draw draw -> draw(draw);
            }
            if (penMovedAnew && ahead.filter(Piece::onlyMoves).isPresent()) {
                PenOrder order = times.lowered() ? PenOrder.DOWN : PenOrder.UP;
                ahead = Optional.of(Piece.pen(
                        order, servo(order, 0), 0, ahead.get().action().kind(), at, mark, reached(mark)));
            }
        }
        return ahead.map(Piece::action);
    }

    private void lift(Leg.Lift lift) {
        double wholeS = lift.entirely() ? times.liftS() : times.clearS();
        if (times.lowered()) {
            pen(PenOrder.UP, wholeS, lift.after());
        } else {
            rest(lift.entirely() ? times.untilUpS() : times.untilClearS(), Kind.LIFT, reached(lift.after()));
        }
    }

    private void lower(Leg.Lower lower) {
        if (times.lowered()) {
            rest(times.untilDownS(), lowering(), reached(lower.at()));
        } else if (PenTimes.pieceMs(times.untilUpS()) > 0) {
            rest(
                    times.untilUpS(),
                    Kind.TRAVEL,
                    trajectory.lowerStartS(lower.at().stroke()));
        } else {
            pen(PenOrder.DOWN, times.dropS(), lower.at());
        }
    }

    private void travel(Leg.Travel travel) {
        if (cursor.atEnd()) {
            enter(following());
        } else if (!times.lowered() && cursor.timeS() >= lowerAtS - SLACK_S) {
            Optional<EbbCommand> lower = request.dry() ? Optional.empty() : Optional.of(EbbCommand.lower(0));
            ahead = Optional.of(Piece.approach(lower, compiler.rest(cursor), lowering(), at, mark, travel.toS()));
        } else {
            Cut cut = compiler.next(cursor, 1, lowerAtS);
            double planned = travel.plannedAt(cut.after().timeS());
            ahead = Optional.of(Piece.motion(cut, Kind.TRAVEL, at, mark, planned));
        }
    }

    private void draw(Leg.Draw draw) {
        if (cursor.atEnd()) {
            enter(following());
            return;
        }
        Cut cut = compiler.next(cursor, braking ? 1 : pace, Double.MAX_VALUE);
        Run run = cursor.run();
        PlanMark drawn = new PlanMark(
                draw.stroke(), run.pointAt(run.distanceAt(cut.after().timeS())));
        Kind kind = request.dry() ? Kind.TRAVEL : Kind.DRAW;
        ahead = Optional.of(Piece.motion(cut, kind, at, drawn, trajectory.timeAt(drawn)));
    }

    private Kind lowering() {
        return request.dry() ? Kind.TRAVEL : Kind.LOWER;
    }

    /** Tells the pen to move and waits the first piece of its time. */
    private void pen(PenOrder order, double wholeS, PlanMark after) {
        int ms = PenTimes.pieceMs(wholeS);
        Kind kind = order == PenOrder.DOWN ? lowering() : Kind.LIFT;
        ahead = Optional.of(Piece.pen(order, servo(order, ms), ms, kind, at, after, reached(after)));
    }

    private EbbCommand servo(PenOrder order, int ms) {
        return order == PenOrder.DOWN && !request.dry() ? EbbCommand.lower(ms) : EbbCommand.lift(ms);
    }

    /** Waits for the next piece of a time; if there is none left, goes over to what follows. */
    private void rest(double seconds, Kind kind, double plannedS) {
        int ms = PenTimes.pieceMs(seconds);
        if (ms == 0) {
            enter(following());
        } else {
            ahead = Optional.of(Piece.rest(ms, kind, at, mark, plannedS));
        }
    }

    /** The planned time reached when the pen has moved at a mark; never less than before. */
    private double reached(PlanMark after) {
        boolean between = after.point() == 0 && after.stroke() > 0 && !(leg instanceof Leg.Lower);
        return Math.max(
                reachedS, between ? trajectory.endS(after.stroke() - 1) + times.clearS() : trajectory.timeAt(after));
    }

    private Leg following() {
        return switch (leg) {
            case Leg.Travel travel -> {
                boolean drawsThen =
                        !braking && travel.to().stroke() < trajectory.route().strokeCount();
                yield drawsThen ? new Leg.Lower(travel.to()) : new Leg.Lift(mark, true);
            }
            case Leg.Wait wait -> ways.to(wait.before(), at);
            case Leg.Lower lower ->
                new Leg.Draw(ways.restOf(lower.at()), lower.at().stroke());
            case Leg.Draw draw -> {
                boolean whole = mark.stroke() == draw.stroke() && ways.reachesEnd(mark);
                PlanMark next = whole ? new PlanMark(draw.stroke() + 1, 0) : mark;
                atStop = whole && request.stops().contains(next.stroke());
                yield new Leg.Lift(next, braking || atStop);
            }
            case Leg.Lift lift -> lift.entirely() ? new Leg.Rest(lift.after()) : passageTo(lift.after());
            case Leg.Rest rest -> rest;
        };
    }

    /** The action that was looked at has been sent. */
    void sent() {
        Piece piece = ahead.orElseThrow();
        Action action = piece.action();
        piece.cut().ifPresent(cut -> cursor = cut.after());
        penMovedAnew &= piece.order() == PenOrder.NONE;
        times.note(piece.order());
        times.pass(action.nanos());
        leftToWaitS -= action.nanos() / 1e9;
        at = action.to();
        mark = action.mark();
        reachedS = action.plannedS();
        forget();
    }

    /** Whether, after the action that was looked at, motion can still end before a planned time. */
    boolean staysBefore(double untilS) {
        return switch (leg) {
            case Leg.Lift _, Leg.Wait _, Leg.Rest _ -> true;
            case Leg.Travel travel ->
                ahead.filter(piece -> piece.order() == PenOrder.DOWN).isEmpty() || mayBegin(travel.to(), untilS);
            case Leg.Lower lower -> times.lowered() || mayBegin(lower.at(), untilS);
            case Leg.Draw draw ->
                braking
                        || ahead.flatMap(Piece::cut)
                                .map(cut -> permission.allows(
                                        cursor.run(), cut.after().timeS(), draw.stroke(), untilS))
                                .orElse(true);
        };
    }

    /** The pen stays up until the travel that is under way has ended; false if it has. */
    boolean lowerLater() {
        boolean travels = leg instanceof Leg.Travel && lowerAtS < Double.MAX_VALUE;
        if (travels) {
            lowerAtS = Double.MAX_VALUE;
            forget();
        }
        return travels;
    }

    /** Whether drawing from a mark on can begin at all and end again before a planned time. */
    boolean mayBegin(PlanMark from, double untilS) {
        if (from.stroke() >= trajectory.route().strokeCount()) {
            return true;
        }
        Run run = ways.restOf(from);
        double first = run.durationS() == 0
                ? 0
                : compiler.next(compiler.begin(run, at)).after().timeS();
        return permission.allows(run, first, from.stroke(), untilS);
    }

    /** The board stopped elsewhere than planned, at rest with the pen up: nothing is known to be drawn beyond the mark. */
    void stoppedAt(Steps place, PlanMark drawn) {
        forget();
        at = place;
        mark = drawn;
        braking = true;
        atStop = false;
        reachedS = 0;
        penMovedAnew = false;
        times.settledUp();
        enter(new Leg.Rest(drawn));
    }
}
