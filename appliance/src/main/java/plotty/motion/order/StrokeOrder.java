package plotty.motion.order;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import plotty.drawing.Layer;
import plotty.drawing.Stroke;

/** Orders the strokes of all layers of a drawing, from the origin and back to it. */
public final class StrokeOrder {
    private final Optimization how;
    private final Effort effort;
    private final long strokesInAll;

    private StrokeOrder(Optimization how, Effort effort, long strokesInAll) {
        this.how = how;
        this.effort = effort;
        this.strokesInAll = strokesInAll;
    }

    /**
     * The layers with their strokes as they are to be drawn. The first layer is entered from the origin, each further one
     * from where the one before ended; the way back to the origin counts. The travel is never longer than by always going to
     * the nearest end next.
     *
     * @param nanoTime a clock for the longest time that the search may take, see {@link System#nanoTime()}
     */
    public static List<Layer> order(List<Layer> layers, Optimization how, LongSupplier nanoTime) {
        long strokes = layers.stream().mapToLong(layer -> layer.strokes().size()).sum();
        return new StrokeOrder(how, new Effort(how.longest(), nanoTime), strokes).order(layers);
    }

    private List<Layer> order(List<Layer> layers) {
        List<Layer> ordered = new ArrayList<>();
        double x = 0;
        double y = 0;
        for (int i = 0; i < layers.size(); i++) {
            List<Stroke> strokes = layers.get(i).strokes();
            Way way = NearestNext.order(strokes, x, y, true);
            if (how.effortPerStroke() > 0) {
                way = Improvement.of(way, x, y, i == layers.size() - 1, effort, (long) how.effortPerStroke() * strokes.size());
            }
            List<Stroke> drawn = way.drawn();
            ordered.add(layers.get(i).withStrokes(drawn));
            if (!drawn.isEmpty()) {
                Stroke last = drawn.getLast();
                x = last.x(last.size() - 1);
                y = last.y(last.size() - 1);
            }
        }
        return ordered;
    }
}
