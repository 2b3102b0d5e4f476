package plotty.motion.order;

import java.util.Arrays;
import java.util.List;
import plotty.drawing.Stroke;

/**
 * Orders strokes greedily: always on to the nearest way into any stroke that is left. An open stroke is entered at either
 * end; a closed one, if wanted, at one of some points along it.
 */
final class NearestNext {
    /** Enough for a circle's nearest entry to be close by; the search for the best one comes later. */
    private static final int ENTRIES = 16;

    private final List<Stroke> strokes;
    /** The first entry of each stroke among all, and at the end their number. */
    private final int[] firstEntry;

    private final StrokeEnds entries;
    private final double[] x;
    private final double[] y;
    private final boolean anywhere;

    private NearestNext(List<Stroke> strokes, boolean anywhere) {
        this.strokes = strokes;
        this.anywhere = anywhere;
        firstEntry = new int[strokes.size() + 1];
        for (int i = 0; i < strokes.size(); i++) {
            firstEntry[i + 1] = firstEntry[i] + entries(strokes.get(i));
        }
        x = new double[firstEntry[strokes.size()]];
        y = new double[x.length];
        for (int i = 0, next = 0; i < strokes.size(); i++) {
            for (; next < firstEntry[i + 1]; next++) {
                int point = pointOf(i, next);
                x[next] = strokes.get(i).x(point);
                y[next] = strokes.get(i).y(point);
            }
        }
        entries = new StrokeEnds(x, y);
    }

    /**
     * The order that begins nearest to a place.
     *
     * @param anywhere whether closed strokes may begin anywhere
     */
    static Way order(List<Stroke> strokes, double fromX, double fromY, boolean anywhere) {
        return new NearestNext(strokes, anywhere).from(fromX, fromY);
    }

    private Way from(double fromX, double fromY) {
        Way way = new Way(strokes);
        double atX = fromX;
        double atY = fromY;
        int[] strokeOf = new int[x.length];
        for (int i = 0; i < strokes.size(); i++) {
            Arrays.fill(strokeOf, firstEntry[i], firstEntry[i + 1], i);
        }
        for (int i = 0; i < strokes.size(); i++) {
            int entry = entries.nearest(atX, atY);
            int index = strokeOf[entry];
            for (int other = firstEntry[index]; other < firstEntry[index + 1]; other++) {
                entries.remove(other);
            }
            Stroke stroke = strokes.get(index);
            int point = pointOf(index, entry);
            if (free(stroke)) {
                way.add(index, false, point);
                atX = stroke.x(point);
                atY = stroke.y(point);
            } else {
                way.add(index, point != 0, 0);
                int last = point == 0 ? stroke.size() - 1 : 0;
                atX = stroke.x(last);
                atY = stroke.y(last);
            }
        }
        return way;
    }

    private boolean free(Stroke stroke) {
        return anywhere && stroke.closed();
    }

    private int entries(Stroke stroke) {
        return free(stroke) ? Math.min(ENTRIES, stroke.size() - 1) : 2;
    }

    private int pointOf(int index, int entry) {
        Stroke stroke = strokes.get(index);
        int count = firstEntry[index + 1] - firstEntry[index];
        int nth = entry - firstEntry[index];
        if (free(stroke)) {
            return (int) ((long) nth * (stroke.size() - 1) / count);
        }
        return nth == 0 ? 0 : stroke.size() - 1;
    }
}
