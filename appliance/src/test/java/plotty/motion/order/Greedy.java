package plotty.motion.order;

import java.util.ArrayList;
import java.util.List;
import plotty.drawing.Layer;
import plotty.drawing.Stroke;

/** The yardstick: always on to the nearest end of any stroke that is left, found by looking at all of them. */
final class Greedy {
    private double x;
    private double y;

    private Greedy() {}

    static List<Layer> order(List<Layer> layers) {
        Greedy greedy = new Greedy();
        return layers.stream()
                .map(layer -> layer.withStrokes(greedy.through(layer.strokes())))
                .toList();
    }

    private List<Stroke> through(List<Stroke> strokes) {
        List<Stroke> left = new ArrayList<>(strokes);
        List<Stroke> ordered = new ArrayList<>();
        while (!left.isEmpty()) {
            int best = 0;
            boolean reversed = false;
            double least = Double.POSITIVE_INFINITY;
            for (int i = 0; i < left.size(); i++) {
                Stroke stroke = left.get(i);
                double toStart = squared(stroke, 0);
                double toEnd = squared(stroke, stroke.size() - 1);
                if (Math.min(toStart, toEnd) < least) {
                    least = Math.min(toStart, toEnd);
                    best = i;
                    reversed = toEnd < toStart;
                }
            }
            Stroke next = left.remove(best);
            ordered.add(reversed ? next.reversed() : next);
            x = ordered.getLast().x(next.size() - 1);
            y = ordered.getLast().y(next.size() - 1);
        }
        return ordered;
    }

    private double squared(Stroke stroke, int point) {
        double dx = stroke.x(point) - x;
        double dy = stroke.y(point) - y;
        return dx * dx + dy * dy;
    }
}
