package plotty.motion;

import plotty.drawing.Stroke;

/**
 * The fastest speeds at the vertices of a polyline that is travelled from rest to rest, and the distances and times that
 * follow from them. Results go into slices of the caller's arrays, so that a whole route takes three of them.
 *
 * <p>The bound in a corner is junction deviation, as in GRBL and saxi: v² = a·δ·s / (1 − s) with s = sin(half the inner
 * angle), the speed at which a round with the acceleration a would pass the corner at the distance δ (S. K. Jeon, "Improving
 * Grbl: cornering algorithm", 2011). A reversal stops; going straight on is not bound.
 */
final class SpeedPlan {

    /** Vertices closer than this to the one before count as the same place, mm. */
    static final double SAME_PLACE_MM = 1e-9;

    /** Cosines and sines this near to one mean exactly straight on, or exactly back. */
    private static final double AS_GOOD_AS_ONE = 1e-9;

    private SpeedPlan() {}

    /** Plans a polyline; the slices begin at {@code at} and have one entry per vertex. */
    static void plan(
            Stroke path,
            MotionLimits limits,
            double deviationMm,
            double[] distance,
            double[] speed,
            double[] time,
            int at) {
        measure(path, distance, at);
        boundCorners(path, limits, deviationMm, distance, speed, at);
        int last = at + path.size() - 1;
        double a = limits.accelerationMmPerS2();
        for (int i = last - 1; i >= at; i--) {
            speed[i] = Math.min(speed[i], reachable(speed[i + 1], a, distance[i + 1] - distance[i]));
        }
        for (int i = at; i < last; i++) {
            speed[i + 1] = Math.min(speed[i + 1], reachable(speed[i], a, distance[i + 1] - distance[i]));
        }
        clock(path.size(), limits, distance, speed, time, at);
    }

    private static double reachable(double speed, double acceleration, double distanceMm) {
        return Math.sqrt(speed * speed + 2 * acceleration * distanceMm);
    }

    /**
     * Distances of the vertices along a polyline. Vertices at the same place get the same distance; what lies between the last
     * one that counted and the next is never lost, so many tiny segments add up to what they span.
     */
    static void measure(Stroke path, double[] distance, int at) {
        distance[at] = 0;
        for (int i = 1, kept = 0; i < path.size(); i++) {
            double length = span(path, kept, i);
            if (length < SAME_PLACE_MM) {
                distance[at + i] = distance[at + i - 1];
            } else {
                distance[at + i] = distance[at + kept] + length;
                kept = i;
            }
        }
        if (!Double.isFinite(distance[at + path.size() - 1])) {
            throw new IllegalArgumentException("a stroke is too long to be planned: " + path);
        }
    }

    /** By square root and not {@code Math.hypot}: it is rounded the same on every JVM, and plans are kept on disk. */
    private static double span(Stroke path, int from, int to) {
        double dx = path.x(to) - path.x(from);
        double dy = path.y(to) - path.y(from);
        return Math.sqrt(dx * dx + dy * dy);
    }

    private static void boundCorners(
            Stroke path, MotionLimits limits, double deviationMm, double[] distance, double[] speed, int at) {
        int size = path.size();
        double inX = 0;
        double inY = 0;
        for (int i = 1, kept = 0; i < size; i++) {
            speed[at + i] = limits.speedMmPerS();
            if (distance[at + i] > distance[at + i - 1]) {
                double length = span(path, kept, i);
                double outX = (path.x(i) - path.x(kept)) / length;
                double outY = (path.y(i) - path.y(kept)) / length;
                if (kept > 0) {
                    speed[at + kept] = cornerSpeed(inX * outX + inY * outY, limits, deviationMm);
                }
                inX = outX;
                inY = outY;
                kept = i;
            }
        }
        speed[at] = 0;
        speed[at + size - 1] = 0;
    }

    /**
     * Largest speed in a corner.
     *
     * @param cosine of the angle by which the direction turns: 1 straight on, −1 reversal
     */
    static double cornerSpeed(double cosine, MotionLimits limits, double deviationMm) {
        if (1 + cosine < AS_GOOD_AS_ONE) {
            return 0;
        }
        double sine = Math.sqrt((1 + cosine) / 2);
        if (1 - sine < AS_GOOD_AS_ONE) {
            return limits.speedMmPerS();
        }
        double squared = limits.accelerationMmPerS2() * deviationMm * sine / (1 - sine);
        return Math.min(Math.sqrt(squared), limits.speedMmPerS());
    }

    /** Times at the vertices from distances and speeds. */
    static void clock(int size, MotionLimits limits, double[] distance, double[] speed, double[] time, int at) {
        time[at] = 0;
        for (int i = at + 1; i < at + size; i++) {
            double length = distance[i] - distance[i - 1];
            time[i] = length > 0
                    ? time[i - 1]
                            + Ramp.between(speed[i - 1], speed[i], length, limits)
                                    .durationS()
                    : time[i - 1];
        }
    }
}
