package plotty.bench;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import plotty.drawing.Drawing;
import plotty.drawing.Stroke;
import plotty.motion.Route;
import plotty.motion.order.Optimization;

/**
 * How far the lifted pen goes, from the origin and back to it, beside always going to the nearest end of a stroke next, which is
 * tried here in the plainest way, stroke by stroke.
 */
final class TravelLengths {
    private static final List<Optimization> PRESETS = List.of(Optimization.FAST, Optimization.DEFAULT, Optimization.HQ);
    private static final Map<BenchDrawings, Double> BOUNDS = new EnumMap<>(
            Map.of(BenchDrawings.STROKES, 0.75, BenchDrawings.DOTS, 0.85, BenchDrawings.MANY_STROKES, 0.78));
    private static final double MOST_S = 2;

    private TravelLengths() {}

    static void measure(Scoreboard board) {
        board.part(
                "Travel with the pen up, from the origin and back, beside greedy order with reversal",
                "drawing",
                "preset",
                "ours, mm",
                "greedy, mm");
        for (BenchDrawings drawing : BenchDrawings.values()) {
            Drawing placed = drawing.drawing();
            double greedy = travelMm(greedily(placed.layers().getFirst().strokes()));
            for (Optimization preset : PRESETS) {
                long begun = System.nanoTime();
                List<Stroke> ours = drawn(Route.of(placed, preset, System::nanoTime));
                double seconds = (System.nanoTime() - begun) / 1e9;
                double bound = preset.equals(Optimization.DEFAULT) ? BOUNDS.getOrDefault(drawing, 1.0) : 1;
                // the last bit of a sum depends on its order
                board.ratio(drawing.title(), preset.name(), travelMm(ours), greedy, bound + 1e-9);
                if (drawing == BenchDrawings.MANY_STROKES && preset.equals(Optimization.DEFAULT)) {
                    board.figure(drawing.title(), preset.name() + ", s to find", seconds, MOST_S);
                }
            }
        }
    }

    static List<Stroke> drawn(Route route) {
        return route.layers().stream()
                .flatMap(layer -> layer.strokes().stream())
                .toList();
    }

    private static double travelMm(List<Stroke> strokes) {
        double length = 0;
        double x = 0;
        double y = 0;
        for (Stroke stroke : strokes) {
            length += Math.hypot(stroke.x(0) - x, stroke.y(0) - y);
            x = stroke.x(stroke.size() - 1);
            y = stroke.y(stroke.size() - 1);
        }
        return length + Math.hypot(x, y);
    }

    private static List<Stroke> greedily(List<Stroke> strokes) {
        List<Stroke> left = new ArrayList<>(strokes);
        List<Stroke> order = new ArrayList<>();
        double x = 0;
        double y = 0;
        while (!left.isEmpty()) {
            int nearest = 0;
            boolean reversed = false;
            double squared = Double.MAX_VALUE;
            for (int i = 0; i < left.size(); i++) {
                Stroke stroke = left.get(i);
                int last = stroke.size() - 1;
                double toStart = square(stroke.x(0) - x) + square(stroke.y(0) - y);
                double toEnd = square(stroke.x(last) - x) + square(stroke.y(last) - y);
                if (Math.min(toStart, toEnd) < squared) {
                    squared = Math.min(toStart, toEnd);
                    nearest = i;
                    reversed = toEnd < toStart;
                }
            }
            Stroke next = left.set(nearest, left.getLast());
            left.removeLast();
            Stroke drawn = reversed ? next.reversed() : next;
            order.add(drawn);
            x = drawn.x(drawn.size() - 1);
            y = drawn.y(drawn.size() - 1);
        }
        return order;
    }

    private static double square(double value) {
        return value * value;
    }
}
