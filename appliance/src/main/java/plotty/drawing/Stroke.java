package plotty.drawing;

import java.util.Arrays;

/** A polyline drawn without lifting the pen, in millimetres, x to the right and y down. Immutable. */
public final class Stroke {
    private final double[] xy;

    private Stroke(double[] xy) {
        this.xy = xy;
    }

    /**
     * A stroke through the given points.
     *
     * @param xy x and y of each point in turn, mm, finite; at least one point; one point is a dot
     */
    public static Stroke of(double... xy) {
        if (xy.length < 2 || xy.length % 2 != 0) {
            throw new IllegalArgumentException(
                    "a stroke needs pairs of coordinates, got %d numbers".formatted(xy.length));
        }
        for (double value : xy) {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("a stroke needs finite coordinates, got %s".formatted(value));
            }
        }
        return new Stroke(xy.clone());
    }

    /** Number of points, at least 1. */
    public int size() {
        return xy.length / 2;
    }

    public double x(int point) {
        return xy[2 * point];
    }

    public double y(int point) {
        return xy[2 * point + 1];
    }

    /** Whether it ends exactly where it starts and has an extent. */
    public boolean closed() {
        return size() > 2 && x(0) == x(size() - 1) && y(0) == y(size() - 1);
    }

    /** Length of the polyline, mm. */
    public double lengthMm() {
        double length = 0;
        for (int i = 1; i < size(); i++) {
            length += Math.hypot(x(i) - x(i - 1), y(i) - y(i - 1));
        }
        return length;
    }

    /** The same stroke drawn from its other end. */
    public Stroke reversed() {
        double[] other = new double[xy.length];
        for (int i = 0, last = size() - 1; i <= last; i++) {
            other[2 * i] = x(last - i);
            other[2 * i + 1] = y(last - i);
        }
        return new Stroke(other);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Stroke that && Arrays.equals(xy, that.xy);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(xy);
    }

    @Override
    public String toString() {
        return "Stroke[%d points, %.3f,%.3f to %.3f,%.3f mm]"
                .formatted(size(), x(0), y(0), x(size() - 1), y(size() - 1));
    }
}
