package plotty.motion;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import plotty.drawing.Layer;

/**
 * A route's motion in time on one machine. It starts at the origin with the pen up; each stroke is a travel, a pen drop,
 * the stroke, a pen lift; it ends with a travel back to the origin. Travel overlaps the pen's ways as far as the profile says
 * that no trace is left. What a layer orders about speed and delay is in it; its pause before is not. Immutable; 100,000 points
 * take less than 8 MB with the route.
 */
public final class Trajectory {
    private final Route route;
    private final MachineProfile profile;
    /** Limits with the pen down per layer, and with the pen up. */
    private final PathLimits[] limits;

    private final PathLimits travelLimits;
    /** Per point: distance from its stroke's start, speed there, time since its stroke's start. */
    private final double[] distance;

    private final double[] speed;
    private final double[] time;
    /** Per stroke, and at the end the plan's duration. */
    private final double[] startS;

    private final double penDownS;

    /** Takes distances and speeds at the points as planned, and puts them on the clock. */
    private Trajectory(Route route, MachineProfile profile, double[] distance, double[] speed, double[] time) {
        this.route = route;
        this.profile = profile;
        this.limits = limitsByLayer(route, profile);
        this.travelLimits = PathLimits.travel(profile);
        this.distance = distance;
        this.speed = speed;
        this.time = time;
        this.startS = new double[route.strokeCount() + 1];
        double down = 0;
        for (int i = 0; i < route.strokeCount(); i++) {
            startS[i] = lowerStartS(i) + profile.pen().dropS();
            down += strokeS(i);
        }
        startS[route.strokeCount()] = Math.max(travelEndS(route.strokeCount()), liftedS(route.strokeCount()));
        penDownS = down;
    }

    /** Plans a route on a machine. */
    public static Trajectory plan(Route route, MachineProfile profile) {
        PathLimits[] limits = limitsByLayer(route, profile);
        double[] distance = new double[route.pointCount()];
        double[] speed = new double[route.pointCount()];
        double[] time = new double[route.pointCount()];
        for (int i = 0; i < route.strokeCount(); i++) {
            SpeedPlan.plan(route.stroke(i), limits[route.layerOf(i)], distance, speed, time, route.pointsBefore(i));
        }
        return new Trajectory(route, profile, distance, speed, time);
    }

    /** The trajectory that has these speeds at the route's points; distances and times follow from them. */
    static Trajectory withSpeeds(Route route, MachineProfile profile, double[] speed) {
        PathLimits[] limits = limitsByLayer(route, profile);
        double[] distance = new double[route.pointCount()];
        double[] time = new double[route.pointCount()];
        for (int i = 0; i < route.strokeCount(); i++) {
            int at = route.pointsBefore(i);
            SpeedPlan.measure(route.stroke(i), distance, at);
            SpeedPlan.clock(route.stroke(i), limits[route.layerOf(i)], distance, speed, time, at);
        }
        return new Trajectory(route, profile, distance, speed, time);
    }

    private static PathLimits[] limitsByLayer(Route route, MachineProfile profile) {
        return route.layers().stream()
                .map(layer -> PathLimits.drawing(limitsOf(layer, profile), profile))
                .toArray(PathLimits[]::new);
    }

    /** AxiDraw's {@code +s} is a share of the pen-down speed, at most 110 %. */
    private static MotionLimits limitsOf(Layer layer, MachineProfile profile) {
        int percent = Math.clamp(layer.directives().speedPercent().orElse(100), 1, 110);
        return percent == 100 ? profile.drawing() : profile.drawing().atPercent(percent);
    }

    public Route route() {
        return route;
    }

    public MachineProfile profile() {
        return profile;
    }

    /** Total time, s. */
    public double durationS() {
        return startS[route.strokeCount()];
    }

    /** Total time in which the pen moves on the paper, s. */
    public double penDownS() {
        return penDownS;
    }

    /** Limits with the pen down in the layer of a stroke; in some directions the machine may bear less. */
    public MotionLimits limits(int stroke) {
        return limits[route.layerOf(stroke)].path();
    }

    /** The travel before a stroke; with the number of strokes, the travel back to the origin. */
    public Run travel(int stroke) {
        return Run.straight(leftX(stroke), leftY(stroke), reachedX(stroke), reachedY(stroke), travelLimits);
    }

    /** Duration of the travel before a stroke: what {@link #travel} has, without making it. */
    private double travelS(int stroke) {
        double dx = reachedX(stroke) - leftX(stroke);
        double dy = reachedY(stroke) - leftY(stroke);
        double length = Math.sqrt(dx * dx + dy * dy);
        return length < SpeedPlan.SAME_PLACE_MM
                ? 0
                : Ramp.between(0, 0, length, travelLimits.along(dx, dy)).durationS();
    }

    private double leftX(int stroke) {
        return stroke == 0
                ? 0
                : route.stroke(stroke - 1).x(route.stroke(stroke - 1).size() - 1);
    }

    private double leftY(int stroke) {
        return stroke == 0
                ? 0
                : route.stroke(stroke - 1).y(route.stroke(stroke - 1).size() - 1);
    }

    private double reachedX(int stroke) {
        return stroke == route.strokeCount() ? 0 : route.stroke(stroke).x(0);
    }

    private double reachedY(int stroke) {
        return stroke == route.strokeCount() ? 0 : route.stroke(stroke).y(0);
    }

    /** The motion of a stroke. */
    public Run stroke(int stroke) {
        return Run.along(
                route.stroke(stroke), limits[route.layerOf(stroke)], distance, speed, time, route.pointsBefore(stroke));
    }

    private double strokeS(int stroke) {
        return time[route.pointsBefore(stroke + 1) - 1];
    }

    /**
     * When the stroke's own motion begins (the pen is down), s from the start of the plan. With the number of strokes, the end
     * of the plan.
     */
    public double startS(int stroke) {
        return startS[stroke];
    }

    /** When the stroke's own motion ends (before the lift), s from the start of the plan. */
    public double endS(int stroke) {
        return startS[stroke] + strokeS(stroke);
    }

    /** When the travel before a stroke begins (with the number of strokes: the one back to the origin), s. */
    public double travelStartS(int stroke) {
        double clear = stroke == 0 ? 0 : endS(stroke - 1) + profile.pen().clearS();
        double delay = delayS(stroke);
        return delay > 0 ? liftedS(stroke) + delay : clear;
    }

    /** When the travel before a stroke ends, s from the start of the plan. */
    public double travelEndS(int stroke) {
        return travelStartS(stroke) + travelS(stroke);
    }

    /**
     * When the pen is told to go down before a stroke, s from the start of the plan: as early as it hovers long enough for the
     * rest of the travel, but never before it has been lifted in full.
     */
    public double lowerStartS(int stroke) {
        return Math.max(travelEndS(stroke) - profile.pen().hoverS(), liftedS(stroke));
    }

    /** When the pen is fully up after the stroke before this one, s from the start of the plan. */
    private double liftedS(int stroke) {
        return stroke == 0 ? 0 : endS(stroke - 1) + profile.pen().liftS();
    }

    /** How long the pen waits, lifted and at rest, before the travel to a stroke: what its layer orders, at its first stroke. */
    public double delayS(int stroke) {
        if (stroke == route.strokeCount() || stroke != route.strokesBefore(route.layerOf(stroke))) {
            return 0;
        }
        return route.layers().get(route.layerOf(stroke)).directives().delay().toNanos() / 1e9;
    }

    /** Height of the pen while it draws a stroke, percent: as its layer orders, else as the profile has it. */
    public int penDownPercent(int stroke) {
        return route.layers()
                .get(route.layerOf(stroke))
                .directives()
                .penHeightPercent()
                .orElse(profile.pen().downPercent());
    }

    /** When the pen is at a mark, s from the start of the plan; for "all drawn", the end of the plan. */
    public double timeAt(PlanMark mark) {
        if (mark.stroke() == route.strokeCount()) {
            return durationS();
        }
        Run run = stroke(mark.stroke());
        return startS[mark.stroke()] + run.timeAt(run.distanceOf(mark.point()));
    }

    /** What is drawn at a time: between two strokes, the start of the next one. */
    public PlanMark markAt(double timeS) {
        int low = -1;
        int high = route.strokeCount();
        while (low + 1 < high) {
            int middle = (low + high) >>> 1;
            if (startS[middle] <= timeS) {
                low = middle;
            } else {
                high = middle;
            }
        }
        if (low < 0) {
            return PlanMark.START;
        }
        if (timeS >= endS(low)) {
            return new PlanMark(low + 1, 0);
        }
        Run run = stroke(low);
        return new PlanMark(low, run.pointAt(run.distanceAt(timeS - startS[low])));
    }

    /** The planned speed at a point, counted through all strokes, mm/s. */
    double speedAtPoint(int point) {
        return speed[point];
    }

    /** Writes route, profile and motion as a versioned binary artifact that {@link #read} gives back exactly. */
    public void write(DataOutput out) throws IOException {
        PlanArtifact.write(this, out);
    }

    /** Reads what {@link #write} wrote. Throws {@link IOException} with a sentence for anything else. */
    public static Trajectory read(DataInput in) throws IOException {
        return PlanArtifact.read(in);
    }
}
