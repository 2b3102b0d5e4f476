package plotty.drawing.hpgl;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The window ({@code IW}) outside of which the pen is lifted, plotter units. Cuts by Liang and Barsky's rule. */
record Window(double minX, double minY, double maxX, double maxY) {

    /** Everything is inside. */
    static final Window OPEN = new Window(
            Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);

    /** The window between two corners. */
    static Window between(double x1, double y1, double x2, double y2) {
        return new Window(Math.min(x1, x2), Math.min(y1, y2), Math.max(x1, x2), Math.max(y1, y2));
    }

    /** The parts of a line that are inside, in order. */
    List<double[]> inside(double[] xy) {
        if (holdsAll(xy)) {
            return List.of(xy);
        }
        List<double[]> parts = new ArrayList<>();
        double[] part = new double[xy.length + 4];
        int filled = 0;
        for (int i = 0; i + 3 < xy.length; i += 2) {
            double dx = xy[i + 2] - xy[i];
            double dy = xy[i + 3] - xy[i + 1];
            double[] shares = sharesInside(xy[i], xy[i + 1], dx, dy);
            if (shares[0] > shares[1]) {
                continue;
            }
            if (filled == 0 || shares[0] > 0) {
                filled = 0;
                part[filled++] = xy[i] + shares[0] * dx;
                part[filled++] = xy[i + 1] + shares[0] * dy;
            }
            part[filled++] = shares[1] == 1 ? xy[i + 2] : xy[i] + shares[1] * dx;
            part[filled++] = shares[1] == 1 ? xy[i + 3] : xy[i + 1] + shares[1] * dy;
            if (shares[1] < 1 || i + 5 >= xy.length) {
                parts.add(Arrays.copyOf(part, filled));
                filled = 0;
            }
        }
        return parts;
    }

    private boolean holdsAll(double[] xy) {
        for (int i = 0; i < xy.length; i += 2) {
            if (!(xy[i] >= minX && xy[i] <= maxX && xy[i + 1] >= minY && xy[i + 1] <= maxY)) {
                return false;
            }
        }
        return true;
    }

    /** From which share of a straight line to which it is inside; the first is larger if nothing is. */
    private double[] sharesInside(double x, double y, double dx, double dy) {
        double[] shares = {0, 1};
        narrow(shares, x, dx, minX, maxX);
        narrow(shares, y, dy, minY, maxY);
        return shares;
    }

    private static void narrow(double[] shares, double at, double by, double min, double max) {
        if (by == 0) {
            if (at < min || at > max) {
                shares[0] = 2;
            }
            return;
        }
        double one = (min - at) / by;
        double other = (max - at) / by;
        shares[0] = Math.max(shares[0], Math.min(one, other));
        shares[1] = Math.min(shares[1], Math.max(one, other));
    }
}
