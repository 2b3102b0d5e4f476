package plotty.plotter.ebb;

import plotty.motion.PlanMark;
import plotty.motion.Run;
import plotty.motion.Trajectory;
import plotty.plotter.ebb.MotorFrame.Steps;

/** The ways with the pen up of one trajectory, from where the motors are. */
final class Ways {
    private static final double NEAR_MM = 1e-6;

    private final Trajectory trajectory;
    private final MotorFrame frame;

    Ways(Trajectory trajectory, MotorFrame frame) {
        this.trajectory = trajectory;
        this.frame = frame;
    }

    /** The place from which drawing really goes on: at the end of a stroke, the next one. */
    PlanMark next(PlanMark from) {
        int strokes = trajectory.route().strokeCount();
        if (from.stroke() >= strokes) {
            return new PlanMark(strokes, 0);
        }
        return from.point() > 0 && reachesEnd(from) ? new PlanMark(from.stroke() + 1, 0) : from;
    }

    /** Whether nothing of a stroke is left after a mark in it. */
    boolean reachesEnd(PlanMark mark) {
        Run whole = trajectory.stroke(mark.stroke());
        return whole.lengthMm() == 0 || whole.distanceOf(mark.point()) >= whole.lengthMm() - NEAR_MM;
    }

    /** What is left of a mark's stroke, started from rest. */
    Run restOf(PlanMark from) {
        Run whole = trajectory.stroke(from.stroke());
        double distance = whole.distanceOf(from.point());
        return distance > 0 ? whole.restFrom(distance) : whole;
    }

    /** To a mark, see {@link #next}, or back to the origin. */
    Leg.Travel to(PlanMark mark, Steps at) {
        int stroke = mark.stroke();
        double hoverS = trajectory.profile().pen().hoverS();
        if (stroke >= trajectory.route().strokeCount()) {
            Run run = fromHere(trajectory.travel(stroke), at);
            return new Leg.Travel(run, mark, trajectory.travelStartS(stroke), trajectory.durationS(), 0);
        }
        Run whole = trajectory.stroke(stroke);
        double distance = whole.distanceOf(mark.point());
        if (distance > 0) {
            double planned = trajectory.timeAt(mark);
            Run run = straight(at, whole.xAt(distance), whole.yAt(distance));
            return new Leg.Travel(run, mark, planned, planned, hoverS);
        }
        Run run = fromHere(trajectory.travel(stroke), at);
        return new Leg.Travel(run, mark, trajectory.travelStartS(stroke), trajectory.travelEndS(stroke), hoverS);
    }

    /** To the origin, when drawing is given up at a mark. */
    Leg.Travel home(PlanMark mark, Steps at) {
        double planned = trajectory.timeAt(mark);
        return new Leg.Travel(straight(at, 0, 0), mark, planned, planned, 0);
    }

    /** The planned travel if it begins where the motors are, else a straight one to the same end. */
    private Run fromHere(Run planned, Steps at) {
        if (frame.at(planned.xAt(0), planned.yAt(0)).equals(at)) {
            return planned;
        }
        double length = planned.lengthMm();
        return straight(at, planned.xAt(length), planned.yAt(length));
    }

    private Run straight(Steps at, double toX, double toY) {
        return Run.travel(
                frame.xMm(at.motor1(), at.motor2()),
                frame.yMm(at.motor1(), at.motor2()),
                toX,
                toY,
                trajectory.profile());
    }
}
