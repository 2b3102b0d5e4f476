package plotty.plotter.board.grbl;

import java.util.ArrayList;
import java.util.List;

/** Arcs: where their centre is and the chords that they are drawn with ({@code mc_arc}). Lengths in mm. */
final class Arc {

    private static final double FULL_TURN_EPSILON = 5e-7;

    private final int first;
    private final int second;
    private final boolean clockwise;
    private final double[] from;
    private final double[] to;
    private final double centreFirst;
    private final double centreSecond;
    private final double radius;

    private Arc(
            int plane,
            boolean clockwise,
            double[] from,
            double[] to,
            double centreFirst,
            double centreSecond,
            double radius) {
        this.first = firstAxis(plane);
        this.second = secondAxis(plane);
        this.clockwise = clockwise;
        this.from = from;
        this.to = to;
        this.centreFirst = centreFirst;
        this.centreSecond = centreSecond;
        this.radius = radius;
    }

    /** First axis of a plane: 0 XY, 1 ZX, 2 YZ. */
    static int firstAxis(int plane) {
        return new int[] {0, 2, 1}[plane];
    }

    static int secondAxis(int plane) {
        return new int[] {1, 0, 2}[plane];
    }

    /** By its radius; a negative one goes the long way round. */
    static Arc byRadius(int plane, boolean clockwise, double[] from, double[] to, double radius) throws GrblError {
        double x = to[firstAxis(plane)] - from[firstAxis(plane)];
        double y = to[secondAxis(plane)] - from[secondAxis(plane)];
        if (x == 0 && y == 0) {
            throw new GrblError(GrblError.INVALID_TARGET);
        }
        double square = 4 * radius * radius - x * x - y * y;
        if (square < 0) {
            throw new GrblError(GrblError.ARC_RADIUS);
        }
        double h = -Math.sqrt(square) / Math.hypot(x, y);
        if (!clockwise) {
            h = -h;
        }
        if (radius < 0) {
            h = -h;
        }
        return new Arc(
                plane,
                clockwise,
                from,
                to,
                from[firstAxis(plane)] + 0.5 * (x - y * h),
                from[secondAxis(plane)] + 0.5 * (y + x * h),
                Math.abs(radius));
    }

    /** By the way from its start to its centre. */
    static Arc byCentre(int plane, boolean clockwise, double[] from, double[] to, double[] offset) throws GrblError {
        int first = firstAxis(plane);
        int second = secondAxis(plane);
        double toRadius =
                Math.hypot(to[first] - from[first] - offset[first], to[second] - from[second] - offset[second]);
        double radius = Math.hypot(offset[first], offset[second]);
        double off = Math.abs(toRadius - radius);
        if (off > 0.5 || (off > 0.005 && off > 0.001 * radius)) {
            throw new GrblError(GrblError.INVALID_TARGET);
        }
        return new Arc(plane, clockwise, from, to, from[first] + offset[first], from[second] + offset[second], radius);
    }

    /** The chords' ends, the arc's own end last, no further from it than the tolerance. */
    List<double[]> points(double toleranceMm) {
        double r1 = from[first] - centreFirst;
        double r2 = from[second] - centreSecond;
        double t1 = to[first] - centreFirst;
        double t2 = to[second] - centreSecond;
        double turn = Math.atan2(r1 * t2 - r2 * t1, r1 * t1 + r2 * t2);
        if (clockwise && turn >= -FULL_TURN_EPSILON) {
            turn -= 2 * Math.PI;
        } else if (!clockwise && turn <= FULL_TURN_EPSILON) {
            turn += 2 * Math.PI;
        }
        int segments = (int) (Math.abs(0.5 * turn * radius) / Math.sqrt(toleranceMm * (2 * radius - toleranceMm)));
        int linear = 3 - first - second;
        List<double[]> points = new ArrayList<>();
        for (int i = 1; i < segments; i++) {
            double cos = Math.cos(i * turn / segments);
            double sin = Math.sin(i * turn / segments);
            double[] point = new double[Registers.AXES];
            point[first] = centreFirst + r1 * cos - r2 * sin;
            point[second] = centreSecond + r1 * sin + r2 * cos;
            point[linear] = from[linear] + (to[linear] - from[linear]) * i / segments;
            points.add(point);
        }
        points.add(to);
        return points;
    }
}
