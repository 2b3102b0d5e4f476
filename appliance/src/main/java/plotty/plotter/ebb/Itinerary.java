package plotty.plotter.ebb;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import plotty.motion.MachineProfile;
import plotty.motion.PlanMark;
import plotty.motion.Run;
import plotty.motion.Trajectory;
import plotty.plotter.ebb.Action.Kind;
import plotty.plotter.ebb.MotionCompiler.Cursor;
import plotty.plotter.ebb.MotionCompiler.Cut;
import plotty.plotter.ebb.MotorFrame.Steps;

/**
 * What the board is to do next for one drawing, compiled one command ahead. An action that was only looked at is forgotten
 * when plans change, so that {@link #brake} and {@link #goOn} begin where the last command that was sent ends.
 */
final class Itinerary {
    private static final double NEAR_MM = 1e-6;

    private final Trajectory trajectory;
    private final MotorFrame frame;
    private final MotionCompiler compiler;
    private final Permission permission;

    private Steps at;
    private PlanMark mark;
    private Leg leg;
    private Cursor cursor;
    private final Deque<Action> penActions = new ArrayDeque<>();
    private boolean penDown;
    private boolean braking;
    private Action ahead;
    private Cut aheadCut;

    Itinerary(Trajectory trajectory, MotorFrame frame, MotionCompiler compiler, Steps at, PlanMark from) {
        this.trajectory = trajectory;
        this.frame = frame;
        this.compiler = compiler;
        this.permission = new Permission(trajectory);
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

    /** Whether everything was sent up to the hold or the end. */
    boolean atRest() {
        return leg instanceof Leg.Rest;
    }

    boolean finished() {
        return atRest() && !braking && mark.stroke() >= trajectory.route().strokeCount();
    }

    /** Goes on from a mark, with the pen up and the motors at rest at a place: from the start, after a hold or a fault. */
    void goOn(PlanMark from, Steps place) {
        forget();
        at = place;
        mark = from;
        braking = false;
        penDown = false;
        enter(travelTo(from));
    }

    /** Back to the origin, with the pen up and at rest. */
    void goHome() {
        forget();
        braking = true;
        Run run = Run.straight(x(), y(), 0, 0, trajectory.profile().travel());
        double planned = trajectory.timeAt(mark);
        enter(new Leg.Travel(run, mark, planned, planned));
    }

    private Leg travelTo(PlanMark from) {
        int strokes = trajectory.route().strokeCount();
        if (from.stroke() >= strokes) {
            double end = trajectory.durationS();
            mark = new PlanMark(strokes, 0);
            return new Leg.Travel(wayTo(trajectory.travel(strokes)), mark, afterLift(strokes - 1), end);
        }
        Run whole = trajectory.stroke(from.stroke());
        double distance = whole.distanceOf(from.point());
        if (distance > 0 && distance >= whole.lengthMm() - NEAR_MM) {
            return travelTo(new PlanMark(from.stroke() + 1, 0));
        }
        mark = from;
        double begin = trajectory.lowerStartS(from.stroke());
        if (distance > 0) {
            double planned = trajectory.timeAt(from);
            Run run = Run.straight(
                    x(),
                    y(),
                    whole.xAt(distance),
                    whole.yAt(distance),
                    trajectory.profile().travel());
            return new Leg.Travel(run, from, planned, planned);
        }
        return new Leg.Travel(wayTo(trajectory.travel(from.stroke())), from, afterLift(from.stroke() - 1), begin);
    }

    /** The planned travel if it begins where the motors are, else a straight one to the same end. */
    private Run wayTo(Run planned) {
        if (frame.at(planned.xAt(0), planned.yAt(0)).equals(at)) {
            return planned;
        }
        double length = planned.lengthMm();
        return Run.straight(
                x(),
                y(),
                planned.xAt(length),
                planned.yAt(length),
                trajectory.profile().travel());
    }

    private double afterLift(int stroke) {
        return stroke < 0
                ? 0
                : trajectory.endS(stroke) + trajectory.profile().pen().liftS();
    }

    private double x() {
        return frame.xMm(at.motor1(), at.motor2());
    }

    private double y() {
        return frame.yMm(at.motor1(), at.motor2());
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
                boolean moving = cursor.timeS() > 0 && !cursor.atEnd();
                enter(moving ? braked(travel) : new Leg.Rest(mark));
            }
            case Leg.Lower lower -> enter(penDown ? new Leg.Lift(lower.at()) : new Leg.Rest(lower.at()));
            case Leg.Draw draw -> {
                if (cursor.atEnd()) {
                    enter(following());
                } else if (cursor.timeS() > 0) {
                    enter(new Leg.Draw(cursor.run().brakedFrom(cursor.timeS()), draw.stroke()));
                } else {
                    enter(new Leg.Lift(mark));
                }
            }
            case Leg.Lift _, Leg.Rest _ -> {}
        }
    }

    private Leg braked(Leg.Travel travel) {
        double planned = plannedOn(travel, cursor.timeS());
        return new Leg.Travel(cursor.run().brakedFrom(cursor.timeS()), mark, planned, planned);
    }

    private void forget() {
        ahead = null;
        aheadCut = null;
    }

    private void enter(Leg next) {
        leg = next;
        penActions.clear();
        MachineProfile.PenProfile pen = trajectory.profile().pen();
        switch (next) {
            case Leg.Travel travel -> cursor = compiler.begin(travel.run(), at);
            case Leg.Draw draw -> cursor = compiler.begin(draw.run(), at);
            case Leg.Lower lower -> planPen(Kind.LOWER, lower.at(), pen.dropS());
            case Leg.Lift lift -> planPen(Kind.LIFT, lift.after(), pen.liftS());
            case Leg.Rest rest -> mark = rest.at();
        }
    }

    private void planPen(Kind kind, PlanMark after, double seconds) {
        boolean within = kind == Kind.LOWER || after.point() > 0;
        double reached = within ? trajectory.timeAt(after) : afterLift(after.stroke() - 1);
        penActions.addAll(Action.pen(kind, seconds, at, after, reached));
    }

    /** What to send next; nothing if at rest. */
    Optional<Action> peek() {
        while (ahead == null) {
            switch (leg) {
                case Leg.Rest _ -> {
                    return Optional.empty();
                }
                case Leg.Lower _, Leg.Lift _ -> {
                    if (penActions.isEmpty()) {
                        enter(following());
                    } else {
                        ahead = penActions.peek();
                    }
                }
                case Leg.Travel travel -> {
                    if (cursor.atEnd()) {
                        enter(following());
                    } else {
                        compile(Kind.TRAVEL, travel.to());
                    }
                }
                case Leg.Draw draw -> {
                    if (cursor.atEnd()) {
                        enter(following());
                    } else {
                        compile(Kind.DRAW, new PlanMark(draw.stroke(), 0));
                    }
                }
            }
        }
        return Optional.of(ahead);
    }

    private void compile(Kind kind, PlanMark of) {
        aheadCut = compiler.next(cursor);
        Cursor after = aheadCut.after();
        Run run = cursor.run();
        PlanMark reached = of;
        double planned;
        if (leg instanceof Leg.Travel travel) {
            planned = plannedOn(travel, after.timeS());
        } else {
            reached = new PlanMark(of.stroke(), run.pointAt(run.distanceAt(after.timeS())));
            planned = trajectory.timeAt(reached);
        }
        long nanos = aheadCut.ticks() * (1_000_000_000L / Gait.TICKS_PER_S);
        ahead = new Action(aheadCut.command(), nanos, kind, at, after.at(), reached, planned);
    }

    private double plannedOn(Leg.Travel travel, double timeS) {
        double duration = travel.run().durationS();
        double share = duration > 0 ? Math.min(1, timeS / duration) : 1;
        return travel.fromS() + share * (travel.toS() - travel.fromS());
    }

    private Leg following() {
        return switch (leg) {
            case Leg.Travel travel ->
                braking || travel.to().stroke() >= trajectory.route().strokeCount()
                        ? new Leg.Rest(mark)
                        : new Leg.Lower(travel.to());
            case Leg.Lower lower -> new Leg.Draw(restOf(lower.at()), lower.at().stroke());
            case Leg.Draw draw -> new Leg.Lift(reachedEndOf(draw.stroke()) ? new PlanMark(draw.stroke() + 1, 0) : mark);
            case Leg.Lift lift -> braking ? new Leg.Rest(lift.after()) : travelTo(lift.after());
            case Leg.Rest rest -> rest;
        };
    }

    private Run restOf(PlanMark from) {
        Run whole = trajectory.stroke(from.stroke());
        double distance = whole.distanceOf(from.point());
        return distance > 0 ? whole.restFrom(distance) : whole;
    }

    private boolean reachedEndOf(int stroke) {
        Run whole = trajectory.stroke(stroke);
        return mark.stroke() == stroke
                && (whole.lengthMm() == 0 || whole.distanceOf(mark.point()) >= whole.lengthMm() - NEAR_MM);
    }

    /** The action that was looked at has been sent. */
    void sent() {
        Action action = ahead;
        forgetSent();
        at = action.to();
        mark = action.mark();
        penDown = !action.kind().penIsUp();
    }

    private void forgetSent() {
        if (aheadCut != null) {
            cursor = aheadCut.after();
        } else {
            penActions.poll();
        }
        forget();
    }

    /** Whether, after the action that was looked at, motion can still end before a planned time. */
    boolean staysBefore(double untilS) {
        return switch (leg) {
            case Leg.Travel _, Leg.Lift _, Leg.Rest _ -> true;
            case Leg.Lower lower -> penDown || mayBegin(lower.at(), untilS);
            case Leg.Draw draw ->
                braking || permission.allows(cursor.run(), aheadCut.after().timeS(), draw.stroke(), untilS);
        };
    }

    /** Whether drawing from a mark on can begin at all and end again before a planned time. */
    boolean mayBegin(PlanMark from, double untilS) {
        if (from.stroke() >= trajectory.route().strokeCount()) {
            return true;
        }
        Run run = restOf(from);
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
        penDown = false;
        enter(new Leg.Rest(drawn));
    }
}
