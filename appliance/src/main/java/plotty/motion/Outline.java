package plotty.motion;

import java.util.Arrays;
import java.util.Comparator;
import plotty.drawing.Stroke;

/** The outline of what a route draws. */
public final class Outline {
    private Outline() {}

    /**
     * The convex hull of all points of a route as a closed stroke, clockwise on the sheet from its leftmost point; a line there
     * and back if all lie on one, a dot if there is but one. By Andrew's monotone chain ("Another efficient algorithm for
     * convex hulls in two dimensions", Inf. Process. Lett. 9, 1979).
     *
     * @throws IllegalArgumentException if the route is empty
     */
    public static Stroke of(Route route) {
        double[][] points = new double[route.pointCount()][];
        int count = 0;
        for (int i = 0; i < route.strokeCount(); i++) {
            Stroke stroke = route.stroke(i);
            for (int k = 0; k < stroke.size(); k++) {
                points[count++] = new double[] {stroke.x(k), stroke.y(k)};
            }
        }
        Arrays.sort(
                points, Comparator.<double[]>comparingDouble(point -> point[0]).thenComparingDouble(point -> point[1]));
        double[][] hull = new double[2 * count + 1][];
        int size = chain(points, hull, 0);
        double[][] back = points.clone();
        for (int i = 0; i < count; i++) {
            back[i] = points[count - 1 - i];
        }
        size = chain(back, hull, size - 1);
        double[] xy = new double[2 * size];
        for (int i = 0; i < size; i++) {
            xy[2 * i] = hull[i][0];
            xy[2 * i + 1] = hull[i][1];
        }
        return Stroke.of(xy);
    }

    /** Appends one side of the hull, from the first of its sorted points to the last; returns the number of points then. */
    private static int chain(double[][] points, double[][] hull, int start) {
        int size = start;
        for (double[] point : points) {
            while (size >= start + 2 && !turnsRight(hull[size - 2], hull[size - 1], point)) {
                size--;
            }
            if (size == start || !Arrays.equals(hull[size - 1], point)) {
                hull[size++] = point;
            }
        }
        return size;
    }

    /** On the sheet, where y goes down. */
    private static boolean turnsRight(double[] a, double[] b, double[] c) {
        return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]) > 0;
    }
}
