package plotty.motion;

import plotty.drawing.Stroke;

/**
 * Motion along one polyline without lifting the pen: position and speed over time with constant acceleration between
 * nodes. Distances are measured in mm along the polyline from the start of this run, times in s from its start. Distances
 * and times beyond either end count as that end. Immutable; a light view of its trajectory's arrays.
 */
public final class Run {
    private final Stroke path;
    private final SourceSpan source;
    private final PathLimits limits;
    private final double[] distance;
    private final double[] speed;
    private final double[] time;
    private final int at;

    private Run(
            Stroke path,
            SourceSpan source,
            PathLimits limits,
            double[] distance,
            double[] speed,
            double[] time,
            int at) {
        this.path = path;
        this.source = source;
        this.limits = limits;
        this.distance = distance;
        this.speed = speed;
        this.time = time;
        this.at = at;
    }

    /** The run along a whole stroke whose nodes have been planned into slices of these arrays. */
    static Run along(Stroke stroke, PathLimits limits, double[] distance, double[] speed, double[] time, int at) {
        return new Run(stroke, SourceSpan.whole(stroke), limits, distance, speed, time, at);
    }

    /** The run from one place straight to another, from rest to rest, on a machine that can bear these limits. */
    public static Run straight(double fromX, double fromY, double toX, double toY, MotionLimits limits) {
        return straight(fromX, fromY, toX, toY, PathLimits.of(limits, 0));
    }

    /** The way of the lifted pen from one place straight to another, from rest to rest. */
    public static Run travel(double fromX, double fromY, double toX, double toY, MachineProfile machine) {
        return straight(fromX, fromY, toX, toY, PathLimits.travel(machine));
    }

    static Run straight(double fromX, double fromY, double toX, double toY, PathLimits limits) {
        Stroke line = Stroke.of(fromX, fromY, toX, toY);
        return planned(line, SourceSpan.whole(line), limits);
    }

    /** The run along a whole stroke from rest to rest, planned with limits of its own. */
    public static Run along(Stroke stroke, MotionLimits limits, double junctionDeviationMm) {
        return along(stroke, PathLimits.of(limits, junctionDeviationMm));
    }

    /** The same on a machine: lowered to what it bears, and through corners as it may. */
    public static Run along(Stroke stroke, MotionLimits limits, MachineProfile machine) {
        return along(stroke, PathLimits.drawing(limits, machine));
    }

    static Run along(Stroke stroke, PathLimits limits) {
        return planned(stroke, SourceSpan.whole(stroke), limits);
    }

    private static Run planned(Stroke path, SourceSpan source, PathLimits limits) {
        double[] distance = new double[path.size()];
        double[] speed = new double[path.size()];
        double[] time = new double[path.size()];
        SpeedPlan.plan(path, limits, distance, speed, time, 0);
        return new Run(path, source, limits, distance, speed, time, 0);
    }

    public double lengthMm() {
        return distance[lastNode()];
    }

    public double durationS() {
        return time[lastNode()];
    }

    /** What the run was planned with; in some directions a machine may bear less. */
    public MotionLimits limits() {
        return limits.path();
    }

    /** The limits on the straight piece after a time: the run's, or what the machine bears in that direction. */
    public MotionLimits limitsAt(double timeS) {
        return path.size() < 2
                ? limits.path()
                : SpeedPlan.segment(path, limits, nodeAt(time, Math.clamp(timeS, 0, durationS())) - at);
    }

    /** Distance covered after a time; 0 before the start, the length after the end. */
    public double distanceAt(double timeS) {
        if (timeS >= durationS()) {
            return lengthMm();
        }
        if (!(timeS > 0)) {
            return 0;
        }
        int node = nodeAt(time, timeS);
        return Math.min(distance[node + 1], distance[node] + ramp(node).distanceAt(timeS - time[node]));
    }

    /** Speed along the path after a time, mm/s. */
    public double speedAt(double timeS) {
        if (timeS >= durationS()) {
            return speed[lastNode()];
        }
        if (!(timeS > 0)) {
            return speed[at];
        }
        int node = nodeAt(time, timeS);
        return ramp(node).speedAt(timeS - time[node]);
    }

    /** When a distance is reached. */
    public double timeAt(double distanceMm) {
        if (distanceMm >= lengthMm()) {
            return durationS();
        }
        if (!(distanceMm > 0)) {
            return 0;
        }
        int node = nodeAt(distance, distanceMm);
        return Math.min(time[node + 1], time[node] + ramp(node).timeAt(distanceMm - distance[node]));
    }

    /** X at a distance. */
    public double xAt(double distanceMm) {
        if (distanceMm >= lengthMm()) {
            return path.x(path.size() - 1);
        }
        if (!(distanceMm > 0)) {
            return path.x(0);
        }
        int node = nodeAt(distance, distanceMm);
        double from = path.x(node - at);
        return from + share(node, distanceMm) * (path.x(node - at + 1) - from);
    }

    /** Y at a distance. */
    public double yAt(double distanceMm) {
        if (distanceMm >= lengthMm()) {
            return path.y(path.size() - 1);
        }
        if (!(distanceMm > 0)) {
            return path.y(0);
        }
        int node = nodeAt(distance, distanceMm);
        double from = path.y(node - at);
        return from + share(node, distanceMm) * (path.y(node - at + 1) - from);
    }

    /**
     * Distance of the first vertex, or change of acceleration, that lies after the given distance (by more than 1e-9 mm); the
     * length if none. What drives a board cuts its commands there.
     */
    public double nextNode(double distanceMm) {
        double after = Math.max(0, distanceMm) + SpeedPlan.SAME_PLACE_MM;
        if (!(after < lengthMm())) {
            return lengthMm();
        }
        int node = nodeAt(distance, after);
        Ramp ramp = ramp(node);
        double start = distance[node];
        if (start + ramp.cruiseFromMm() > after) {
            return Math.min(distance[node + 1], start + ramp.cruiseFromMm());
        }
        if (start + ramp.cruiseToMm() > after) {
            return Math.min(distance[node + 1], start + ramp.cruiseToMm());
        }
        return distance[node + 1];
    }

    /** Index, with fraction, of the source stroke's point at a distance (see {@link PlanMark#point}). */
    public double pointAt(double distanceMm) {
        if (distanceMm >= lengthMm()) {
            return source.last();
        }
        if (!(distanceMm > 0)) {
            return source.first();
        }
        return pointIn(nodeAt(distance, distanceMm), distanceMm);
    }

    /** Distance at which the source stroke's point with this index, with fraction, lies. */
    public double distanceOf(double point) {
        if (point >= source.last()) {
            return lengthMm();
        }
        if (!(point > source.first())) {
            return 0;
        }
        int node = Math.clamp(at + (int) point - source.base(), at, lastNode() - 1);
        double from = pointOf(node);
        double to = pointOf(node + 1);
        double share = to > from ? Math.clamp((point - from) / (to - from), 0.0, 1.0) : 1;
        return distance[node] + share * (distance[node + 1] - distance[node]);
    }

    /**
     * The rest of this path if braking begins at a time: from the place and speed at that time down to rest along the same
     * polyline, on each segment with all the acceleration that is allowed there, and so never faster than planned. Never leaves
     * the path and never passes its end.
     */
    public Run brakedFrom(double timeS) {
        return brakedFrom(timeS, speedAt(timeS));
    }

    /** The same where the pen goes at another speed than planned, mm/s, not more than that. */
    public Run brakedFrom(double timeS, double speedMmPerS) {
        double from = distanceAt(timeS);
        double initial = speedMmPerS;
        Part part = part(from, Math.min(lengthMm(), from + brakingMm(from, initial)));
        double[] slowing = new double[part.path.size()];
        for (int i = 0; part.distance[i] < part.lengthMm(); i++) {
            slowing[i] = limits.bound() && i > 0
                    ? slowed(slowing[i - 1], part.path, i - 1, part.distance[i] - part.distance[i - 1])
                    : slowed(initial, part.path, 0, part.distance[i]);
        }
        double[] clock = new double[slowing.length];
        SpeedPlan.clock(part.path, limits, part.distance, slowing, clock, 0);
        return new Run(part.path, part.source, limits, part.distance, slowing, clock, 0);
    }

    /** Speed after braking along a distance with what is allowed on a segment. */
    private double slowed(double speed, Stroke along, int segment, double distanceMm) {
        double a = along.size() < 2
                ? limits.path().accelerationMmPerS2()
                : SpeedPlan.segment(along, limits, segment).accelerationMmPerS2();
        return Math.sqrt(Math.max(0, speed * speed - 2 * a * distanceMm));
    }

    /** Way to rest from a distance and speed, if the path is long enough. */
    private double brakingMm(double from, double initial) {
        if (!limits.bound()) {
            return initial * initial / (2 * limits.path().accelerationMmPerS2());
        }
        double squared = initial * initial;
        double begin = from;
        for (int node = nodeAt(distance, from); node < lastNode(); node++) {
            double a = SpeedPlan.segment(path, limits, node - at).accelerationMmPerS2();
            double needed = squared / (2 * a);
            if (begin + needed <= distance[node + 1]) {
                return begin + needed - from;
            }
            squared -= 2 * a * (distance[node + 1] - begin);
            begin = distance[node + 1];
        }
        return lengthMm() - from;
    }

    /** The rest of this path from a distance on, started from rest, planned with the same limits. */
    public Run restFrom(double distanceMm) {
        Part part = part(Math.clamp(distanceMm, 0, lengthMm()), lengthMm());
        return planned(part.path, part.source, limits);
    }

    /** A stretch of this run's path with its own distances. */
    private record Part(Stroke path, SourceSpan source, double[] distance) {
        double lengthMm() {
            return distance[distance.length - 1];
        }
    }

    /** The stretch between two distances; one point if there is nothing between them. */
    private Part part(double from, double to) {
        if (from >= lengthMm()) {
            Stroke end = Stroke.of(path.x(path.size() - 1), path.y(path.size() - 1));
            return new Part(end, new SourceSpan(source.last(), source.last(), (int) source.last()), new double[1]);
        }
        int first = nodeAt(distance, from);
        double firstPoint = pointIn(first, from);
        int base = source.base() + first - at;
        if (!(to > from)) {
            SourceSpan place = new SourceSpan(firstPoint, firstPoint, base);
            return new Part(Stroke.of(xAt(from), yAt(from)), place, new double[1]);
        }
        int end = first + 1;
        while (end < lastNode() && (distance[end] < to || to >= lengthMm())) {
            end++;
        }
        int size = 1 + end - first;
        double[] xy = new double[2 * size];
        double[] along = new double[size];
        put(xy, 0, xAt(from), yAt(from));
        for (int i = 1; i < size - 1; i++) {
            put(xy, i, path.x(first + i - at), path.y(first + i - at));
            along[i] = distance[first + i] - from;
        }
        put(xy, size - 1, xAt(to), yAt(to));
        along[size - 1] = to - from;
        double lastPoint = to < lengthMm() ? pointIn(end - 1, to) : source.last();
        return new Part(Stroke.of(xy), new SourceSpan(firstPoint, lastPoint, base), along);
    }

    private static void put(double[] xy, int point, double x, double y) {
        xy[2 * point] = x;
        xy[2 * point + 1] = y;
    }

    private int lastNode() {
        return at + path.size() - 1;
    }

    /** The last node whose distance, or time, is not after the given one, which lies before the end. */
    private int nodeAt(double[] values, double value) {
        int low = at;
        int high = lastNode();
        while (low + 1 < high) {
            int middle = (low + high) >>> 1;
            if (values[middle] <= value) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private Ramp ramp(int node) {
        return Ramp.between(
                speed[node],
                speed[node + 1],
                distance[node + 1] - distance[node],
                SpeedPlan.segment(path, limits, node - at));
    }

    private double share(int node, double distanceMm) {
        return (distanceMm - distance[node]) / (distance[node + 1] - distance[node]);
    }

    private double pointIn(int node, double distanceMm) {
        double from = pointOf(node);
        return from + share(node, distanceMm) * (pointOf(node + 1) - from);
    }

    private double pointOf(int node) {
        if (node == at) {
            return source.first();
        }
        return node == lastNode() ? source.last() : source.base() + node - at;
    }
}
