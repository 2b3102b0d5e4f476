package plotty.motion.order;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import plotty.drawing.Layer;
import plotty.drawing.Stroke;

/** Orders the strokes of all layers of a drawing, from the origin and back to it. */
public final class StrokeOrder {
    /** Some seconds on a desktop computer; drawings of very many strokes get no more. */
    private static final long MOST_WORK = 4_000_000_000L;

    private final Optimization how;
    private final Effort effort;
    private final long workPerStroke;
    /** Whether the way may have become longer than by always going to the nearest end next. */
    private boolean uncertain;

    private StrokeOrder(Optimization how, Effort effort, long workPerStroke) {
        this.how = how;
        this.effort = effort;
        this.workPerStroke = workPerStroke;
    }

    /**
     * The layers with their strokes as they are to be drawn. The first layer is entered from the origin, each further one
     * from where the one before ended; the way back to the origin counts. If strokes are reordered, the travel is never longer
     * than by always going to the nearest end next.
     *
     * @param nanoTime a clock such as {@link System#nanoTime()}, for the longest time that the search may take
     */
    public static List<Layer> order(List<Layer> layers, Optimization how, LongSupplier nanoTime) {
        Effort effort = new Effort(how.longest(), nanoTime);
        List<Layer> cleaned = how.dropDuplicates()
                ? layers.stream()
                        .map(layer -> layer.withStrokes(Duplicates.dropped(layer.strokes())))
                        .toList()
                : layers;
        int strokes = cleaned.stream().mapToInt(layer -> layer.strokes().size()).sum();
        long workPerStroke = Math.min(how.effortPerStroke(), MOST_WORK / Math.max(1, strokes));
        return new StrokeOrder(how, effort, workPerStroke).order(cleaned);
    }

    private List<Layer> order(List<Layer> layers) {
        List<Layer> ordered = new ArrayList<>(layers.size());
        Place place = Place.ORIGIN;
        for (int i = 0; i < layers.size(); i++) {
            List<Stroke> drawn = how.reorder()
                    ? ordered(prepared(layers.get(i).strokes()), place, i == layers.size() - 1)
                    : prepared(layers.get(i).strokes());
            ordered.add(layers.get(i).withStrokes(drawn));
            place = place.after(drawn);
        }
        if (how.reorder() && (uncertain || layers.size() > 1)) {
            List<Layer> nearest = nearestNext(layers);
            return travelMm(nearest) < travelMm(ordered) ? nearest : ordered;
        }
        return ordered;
    }

    private List<Stroke> prepared(List<Stroke> strokes) {
        List<Stroke> joined = how.joinMm() >= 0 ? Joining.joined(strokes, how.joinMm()) : strokes;
        uncertain |= joined.size() < strokes.size();
        return how.simplifyMm() > 0 ? Simplification.simplified(joined, how.simplifyMm()) : joined;
    }

    private List<Stroke> ordered(List<Stroke> strokes, Place from, boolean last) {
        uncertain |= strokes.stream().anyMatch(Stroke::closed);
        Way way = NearestNext.order(strokes, from.x(), from.y(), true);
        if (workPerStroke == 0) {
            return way.drawn();
        }
        return Improvement.of(way, from.x(), from.y(), last, effort, workPerStroke * strokes.size())
                .drawn();
    }

    /** Always on to the nearest end, with what is then drawn without a gap joined. */
    private List<Layer> nearestNext(List<Layer> layers) {
        List<Layer> ordered = new ArrayList<>(layers.size());
        Place place = Place.ORIGIN;
        for (Layer layer : layers) {
            List<Stroke> drawn = NearestNext.order(layer.strokes(), place.x(), place.y(), false)
                    .drawn();
            place = place.after(drawn);
            List<Stroke> joined = how.joinMm() >= 0 ? Joining.joinedInTurn(drawn, how.joinMm()) : drawn;
            ordered.add(layer.withStrokes(
                    how.simplifyMm() > 0 ? Simplification.simplified(joined, how.simplifyMm()) : joined));
        }
        return ordered;
    }

    private static double travelMm(List<Layer> layers) {
        Place place = Place.ORIGIN;
        double length = 0;
        for (Layer layer : layers) {
            for (Stroke stroke : layer.strokes()) {
                length += Math.hypot(stroke.x(0) - place.x(), stroke.y(0) - place.y());
                place = new Place(stroke.x(stroke.size() - 1), stroke.y(stroke.size() - 1));
            }
        }
        return length + Math.hypot(place.x(), place.y());
    }

    /** Where the pen is, mm. */
    private record Place(double x, double y) {
        static final Place ORIGIN = new Place(0, 0);

        /** Where it is when these have been drawn. */
        Place after(List<Stroke> drawn) {
            if (drawn.isEmpty()) {
                return this;
            }
            Stroke last = drawn.getLast();
            return new Place(last.x(last.size() - 1), last.y(last.size() - 1));
        }
    }
}
