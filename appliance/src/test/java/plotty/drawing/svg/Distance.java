package plotty.drawing.svg;

import java.awt.Shape;
import java.awt.geom.FlatteningPathIterator;
import java.awt.geom.PathIterator;
import java.util.ArrayList;
import java.util.List;
import plotty.drawing.Stroke;

/** How far two outlines are from each other, measured with {@code java.awt.geom} as the other opinion. */
final class Distance {
    private static final double FINELY = 1e-5;

    private Distance() {}

    /** The vertices of a shape flattened far more finely than any tolerance here. */
    static List<double[]> points(Shape shape) {
        List<double[]> points = new ArrayList<>();
        double[] at = new double[6];
        double[] start = new double[2];
        for (PathIterator path = new FlatteningPathIterator(shape.getPathIterator(null), FINELY, 12);
                !path.isDone();
                path.next()) {
            int kind = path.currentSegment(at);
            if (kind == PathIterator.SEG_CLOSE) {
                points.add(start.clone());
            } else {
                points.add(new double[] {at[0], at[1]});
            }
            if (kind == PathIterator.SEG_MOVETO) {
                start = new double[] {at[0], at[1]};
            }
        }
        return points;
    }

    static List<double[]> points(Stroke stroke) {
        List<double[]> points = new ArrayList<>();
        for (int i = 0; i < stroke.size(); i++) {
            points.add(new double[] {stroke.x(i), stroke.y(i)});
        }
        return points;
    }

    /**
     * The largest distance from a point of one polyline to the nearest place on the other, which is taken in order where
     * it comes near in several places.
     */
    static double farthest(List<double[]> points, List<double[]> line) {
        double farthest = 0;
        for (double[] point : points) {
            double nearest = Math.hypot(point[0] - line.getFirst()[0], point[1] - line.getFirst()[1]);
            for (int i = 1; i < line.size() && nearest > farthest; i++) {
                nearest = Math.min(nearest, toSegment(point, line.get(i - 1), line.get(i)));
            }
            farthest = Math.max(farthest, nearest);
        }
        return farthest;
    }

    private static double toSegment(double[] point, double[] from, double[] to) {
        double dx = to[0] - from[0];
        double dy = to[1] - from[1];
        double squared = dx * dx + dy * dy;
        double along = squared == 0 ? 0 : ((point[0] - from[0]) * dx + (point[1] - from[1]) * dy) / squared;
        double clamped = Math.clamp(along, 0, 1);
        return Math.hypot(point[0] - from[0] - clamped * dx, point[1] - from[1] - clamped * dy);
    }
}
