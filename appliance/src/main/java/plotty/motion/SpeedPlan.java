package plotty.motion;

import plotty.drawing.Stroke;

/**
 * The fastest speeds at the vertices of a polyline that is travelled from rest to rest, and the distances and times that
 * follow from them. Results go into slices of the caller's arrays, so that a whole route takes three of them.
 */
final class SpeedPlan {

    /** Vertices closer than this to the one before count as the same place, mm. */
    static final double SAME_PLACE_MM = 1e-9;

    private SpeedPlan() {}

    /** Plans a polyline; the slices begin at {@code at} and have one entry per vertex. */
    static void plan(Stroke path, PathLimits limits, double[] distance, double[] speed, double[] time, int at) {
        measure(path, distance, at);
        CornerSpeeds.bound(path, limits, distance, speed, time, at);
        int last = at + path.size() - 1;
        double a = limits.path().accelerationMmPerS2();
        for (int i = last - 1; i >= at; i--) {
            double here = limits.bound() ? segment(path, limits, i - at).accelerationMmPerS2() : a;
            speed[i] = Math.min(speed[i], reachable(speed[i + 1], here, distance[i + 1] - distance[i]));
        }
        for (int i = at; i < last; i++) {
            double here = limits.bound() ? segment(path, limits, i - at).accelerationMmPerS2() : a;
            speed[i + 1] = Math.min(speed[i + 1], reachable(speed[i], here, distance[i + 1] - distance[i]));
        }
        clock(path, limits, distance, speed, time, at);
    }

    /** The limits between a vertex and the next. */
    static MotionLimits segment(Stroke path, PathLimits limits, int vertex) {
        return limits.bound()
                ? limits.along(path.x(vertex + 1) - path.x(vertex), path.y(vertex + 1) - path.y(vertex))
                : limits.path();
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
    static double span(Stroke path, int from, int to) {
        double dx = path.x(to) - path.x(from);
        double dy = path.y(to) - path.y(from);
        return Math.sqrt(dx * dx + dy * dy);
    }

    /** Times at the vertices from distances and speeds. */
    static void clock(Stroke path, PathLimits limits, double[] distance, double[] speed, double[] time, int at) {
        time[at] = 0;
        for (int i = at + 1; i < at + path.size(); i++) {
            double length = distance[i] - distance[i - 1];
            time[i] = length > 0
                    ? time[i - 1]
                            + Ramp.between(speed[i - 1], speed[i], length, segment(path, limits, i - 1 - at))
                                    .durationS()
                    : time[i - 1];
        }
    }
}
