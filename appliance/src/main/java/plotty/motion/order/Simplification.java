package plotty.motion.order;

import java.util.List;
import plotty.drawing.Stroke;

/**
 * Leaves out points of strokes that lie within a tolerance of the line without them (Ramer 1972; Douglas and Peucker 1973).
 * Long strokes are looked at in stretches, so that none takes time with the square of its length.
 */
final class Simplification {
    private static final int STRETCH = 256;

    private final double toleranceMm;
    /** Stretches of a stroke that are to be looked at, each by its first and last point. */
    private final int[] stack = new int[2 * STRETCH + 4];

    private Simplification(double toleranceMm) {
        this.toleranceMm = toleranceMm;
    }

    /** The strokes with no point farther from where it was than this, mm. */
    static List<Stroke> simplified(List<Stroke> strokes, double toleranceMm) {
        Simplification simplification = new Simplification(toleranceMm);
        return strokes.stream().map(simplification::simplified).toList();
    }

    private Stroke simplified(Stroke stroke) {
        int last = stroke.size() - 1;
        if (last < 2) {
            return stroke;
        }
        boolean[] kept = new boolean[stroke.size()];
        int count = 0;
        for (int from = 0; from < last; from += STRETCH) {
            keep(stroke, from, Math.min(last, from + STRETCH), kept);
        }
        for (boolean one : kept) {
            count += one ? 1 : 0;
        }
        return count == stroke.size() ? stroke : only(stroke, kept, count);
    }

    private static Stroke only(Stroke stroke, boolean[] kept, int count) {
        double[] xy = new double[2 * count];
        for (int i = 0, next = 0; i < kept.length; i++) {
            if (kept[i]) {
                xy[next++] = stroke.x(i);
                xy[next++] = stroke.y(i);
            }
        }
        return Stroke.of(xy);
    }

    private void keep(Stroke stroke, int first, int end, boolean[] kept) {
        kept[first] = true;
        kept[end] = true;
        int height = 0;
        stack[height++] = first;
        stack[height++] = end;
        while (height > 0) {
            int to = stack[--height];
            int from = stack[--height];
            int farthest = farthest(stroke, from, to);
            if (farthest > from) {
                kept[farthest] = true;
                stack[height++] = from;
                stack[height++] = farthest;
                stack[height++] = farthest;
                stack[height++] = to;
            }
        }
    }

    /** The point between two that lies farthest from their line; the first of both if none is beyond the tolerance. */
    private int farthest(Stroke stroke, int from, int to) {
        int farthest = from;
        double most = toleranceMm * toleranceMm;
        for (int i = from + 1; i < to; i++) {
            double squared = squaredToLine(stroke, i, from, to);
            if (squared > most) {
                most = squared;
                farthest = i;
            }
        }
        return farthest;
    }

    private static double squaredToLine(Stroke stroke, int point, int from, int to) {
        double dx = stroke.x(to) - stroke.x(from);
        double dy = stroke.y(to) - stroke.y(from);
        double px = stroke.x(point) - stroke.x(from);
        double py = stroke.y(point) - stroke.y(from);
        double squared = dx * dx + dy * dy;
        double share = squared > 0 ? Math.clamp((px * dx + py * dy) / squared, 0, 1) : 0;
        double offX = px - share * dx;
        double offY = py - share * dy;
        return offX * offX + offY * offY;
    }
}
