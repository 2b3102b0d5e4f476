package plotty.motion.order;

import java.util.ArrayList;
import java.util.List;
import plotty.drawing.Stroke;

/** Strokes in drawing order: which, from which end, and for closed ones from which point. Not thread-safe. */
final class Way {
    private final List<Stroke> strokes;
    private final int[] order;
    private final boolean[] reversed;
    private final int[] start;
    private int size;

    /** A way through some of these strokes, empty so far. */
    Way(List<Stroke> strokes) {
        this.strokes = strokes;
        order = new int[strokes.size()];
        reversed = new boolean[order.length];
        start = new int[order.length];
    }

    /** A way through the same strokes, empty so far. */
    Way emptied() {
        return new Way(strokes);
    }

    /**
     * Goes on to a stroke.
     *
     * @param index of the stroke
     * @param backwards whether it is drawn from its other end
     * @param startPoint where a closed stroke begins; 0 for an open one
     */
    void add(int index, boolean backwards, int startPoint) {
        order[size] = index;
        reversed[size] = backwards;
        start[size++] = startPoint;
    }

    int size() {
        return size;
    }

    /** The stroke at a place, as it was given. */
    Stroke stroke(int place) {
        return strokes.get(order[place]);
    }

    int index(int place) {
        return order[place];
    }

    boolean reversed(int place) {
        return reversed[place];
    }

    int start(int place) {
        return start[place];
    }

    /** The point of the stroke at a place by which it is entered. */
    int entryPoint(int place) {
        return start[place] > 0 ? start[place] : reversed[place] ? stroke(place).size() - 1 : 0;
    }

    /** The point of the stroke at a place by which it is left. */
    int exitPoint(int place) {
        return start[place] > 0
                ? start[place]
                : reversed[place] ? 0 : stroke(place).size() - 1;
    }

    /** The strokes as they are drawn. */
    List<Stroke> drawn() {
        List<Stroke> drawn = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            Stroke stroke = stroke(i);
            Stroke begun = start[i] > 0 ? begunAt(stroke, start[i]) : stroke;
            drawn.add(reversed[i] ? begun.reversed() : begun);
        }
        return drawn;
    }

    private static Stroke begunAt(Stroke closed, int start) {
        int corners = closed.size() - 1;
        double[] xy = new double[2 * closed.size()];
        for (int i = 0; i <= corners; i++) {
            int point = (start + i) % corners;
            xy[2 * i] = closed.x(point);
            xy[2 * i + 1] = closed.y(point);
        }
        return Stroke.of(xy);
    }
}
