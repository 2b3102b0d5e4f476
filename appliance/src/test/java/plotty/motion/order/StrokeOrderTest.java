package plotty.motion.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import plotty.bench.BenchDrawings;
import plotty.drawing.Layer;
import plotty.drawing.Stroke;

class StrokeOrderTest {
    /** In rounding only. */
    private static final double SAME = 1 + 1e-12;

    @ParameterizedTest
    @EnumSource
    void travel_is_much_shorter_than_by_always_going_to_the_nearest_end(BenchDrawings made) {
        List<Layer> layers = made.drawing().layers();
        double greedyMm = Ink.travelMm(nearestNext(layers));
        double share = Ink.travelMm(ordered(layers, Optimization.DEFAULT)) / greedyMm;
        double most = switch (made) {
            case STROKES -> 0.70;
            case MANY_STROKES -> 0.73;
            case HATCH -> 0.82;
            case FLOW_FIELD -> 0.72;
            case DOTS -> 0.845;
            case TEXT -> 0.70;
            case CIRCLE, SPIRAL -> SAME;
            case LONG_LINES -> 0.50;
        };
        assertTrue(share <= most, made + " takes " + share + " of greedy's travel");
    }

    @Test
    void more_effort_finds_shorter_ways() {
        List<Layer> strokes = BenchDrawings.STROKES.drawing().layers();
        List<Layer> dots = BenchDrawings.DOTS.drawing().layers();
        Optimization more = Optimization.HQ.withEffortPerStroke(40_000);
        assertTrue(Ink.travelMm(ordered(strokes, more)) <= 0.68 * Ink.travelMm(Greedy.order(strokes)));
        assertTrue(Ink.travelMm(ordered(dots, more)) <= 0.83 * Ink.travelMm(Greedy.order(dots)));
    }

    @RepeatedTest(300)
    void travel_is_never_longer_than_greedy(RepetitionInfo repetition) {
        List<Layer> layers = Sketches.layers(new Random(repetition.getCurrentRepetition()));
        List<Layer> distinct = layers.stream()
                .map(layer -> layer.withStrokes(Duplicates.dropped(layer.strokes())))
                .toList();
        assertTrue(Ink.travelMm(ordered(layers, Optimization.FAST)) <= SAME * Ink.travelMm(Greedy.order(layers)));
        assertTrue(Ink.travelMm(ordered(layers, Optimization.DEFAULT)) <= SAME * Ink.travelMm(Greedy.order(distinct)));
    }

    @RepeatedTest(300)
    void the_ink_is_the_same_but_for_joined_gaps_and_what_was_drawn_twice(RepetitionInfo repetition) {
        List<Layer> layers = Sketches.layers(new Random(1000 + repetition.getCurrentRepetition()));
        List<Layer> fast = ordered(layers, Optimization.FAST);
        List<Layer> normal = ordered(layers, Optimization.DEFAULT);
        for (int i = 0; i < layers.size(); i++) {
            assertEquals(
                    Ink.pieces(layers.get(i).strokes()), Ink.pieces(fast.get(i).strokes()));
            Map<Ink.Piece, Integer> once =
                    Ink.pieces(Duplicates.dropped(layers.get(i).strokes()));
            Map<Ink.Piece, Integer> drawn =
                    new HashMap<>(Ink.pieces(normal.get(i).strokes()));
            assertEquals(Ink.pieces(layers.get(i).strokes()).keySet(), once.keySet());
            once.forEach((piece, times) -> drawn.merge(piece, -times, Integer::sum));
            drawn.values().removeIf(times -> times == 0);
            drawn.forEach((piece, times) -> assertTrue(
                    times > 0 && piece.lengthMm() <= Optimization.DEFAULT.joinMm(), piece + " drawn " + times));
        }
    }

    @Test
    void without_optimization_strokes_are_as_in_the_file() {
        List<Layer> layers = Sketches.layers(new Random(5));
        assertEquals(layers, ordered(layers, Optimization.NONE));
    }

    @Test
    void a_closed_stroke_begins_where_the_pen_comes_from() {
        Stroke square = Stroke.of(30, 30, 10, 30, 10, 10, 30, 10, 30, 30);
        assertEquals(
                List.of(Stroke.of(10, 10, 30, 10, 30, 30, 10, 30, 10, 10)),
                ordered(Ink.layer(List.of(square)), Optimization.FAST)
                        .getFirst()
                        .strokes());
    }

    @Test
    void a_closed_stroke_begins_between_what_comes_before_and_after() {
        double[] circle = new double[2 * 361];
        for (int i = 0; i <= 360; i++) {
            circle[2 * i] = 100 - 50 * Math.cos(Math.toRadians(i % 360));
            circle[2 * i + 1] = 60 + 50 * Math.sin(Math.toRadians(i % 360));
        }
        List<Stroke> strokes = List.of(Stroke.of(circle), Stroke.of(0, 8, 99, 8), Stroke.of(101, 8, 120, 8));
        List<Stroke> drawn =
                ordered(Ink.layer(strokes), Optimization.DEFAULT).getFirst().strokes();
        Stroke begun = drawn.stream().filter(Stroke::closed).findFirst().orElseThrow();
        assertEquals(100, begun.x(0), 1e-9);
        assertEquals(10, begun.y(0), 1e-9);
    }

    @Test
    void the_same_drawing_and_effort_give_the_same_order_unless_time_runs_out() {
        List<Layer> layers = BenchDrawings.STROKES.drawing().layers();
        List<Layer> ordered = ordered(layers, Optimization.DEFAULT);
        AtomicLong clock = new AtomicLong();
        assertEquals(ordered, StrokeOrder.order(layers, Optimization.DEFAULT, () -> clock.addAndGet(1000)));
        List<Layer> hurried = StrokeOrder.order(
                layers,
                Optimization.DEFAULT,
                () -> clock.addAndGet(Duration.ofSeconds(1).toNanos()));
        assertTrue(Ink.travelMm(hurried) > Ink.travelMm(ordered));
        assertTrue(Ink.travelMm(hurried) <= Ink.travelMm(Greedy.order(layers)));
    }

    @Test
    void tens_of_thousands_of_strokes_take_seconds_however_they_lie() {
        Random random = new Random(8);
        List<Stroke> burst = new ArrayList<>();
        List<Stroke> cluster = new ArrayList<>();
        List<Stroke> row = new ArrayList<>();
        List<Stroke> dots = new ArrayList<>();
        for (int i = 0; i < 30_000; i++) {
            burst.add(Stroke.of(150, 100, random.nextDouble(300), random.nextDouble(200)));
            double x = 5 + random.nextDouble(1e-3);
            cluster.add(Stroke.of(x, 5, x + random.nextDouble(1e-3), 5 + random.nextDouble(1e-3)));
            row.add(Stroke.of(i % 2 == 0 ? 0 : 1e6, i, i % 2 == 0 ? 1e6 : 0, i));
            dots.add(Stroke.of(random.nextDouble(300), random.nextDouble(200)));
        }
        cluster.add(Stroke.of(-1e9, -1e9, 1e9, 1e9));
        List<Stroke> pile = Collections.nCopies(30_000, Stroke.of(5, 5));
        long start = System.nanoTime();
        for (List<Stroke> strokes : List.of(burst, cluster, row, dots, pile)) {
            assertTrue(ordered(Ink.layer(strokes), Optimization.FAST).size() == 1);
            assertTrue(StrokeOrder.order(Ink.layer(strokes), Optimization.DEFAULT, System::nanoTime)
                            .size()
                    == 1);
        }
        assertTrue(System.nanoTime() - start < 60e9, "far from quadratic");
    }

    private static List<Layer> ordered(List<Layer> layers, Optimization how) {
        return StrokeOrder.order(layers, how, () -> 0);
    }

    /** As {@link Greedy}, but fast; that both agree is tested elsewhere. */
    private static List<Layer> nearestNext(List<Layer> layers) {
        return Ink.layer(
                NearestNext.order(layers.getFirst().strokes(), 0, 0, false).drawn());
    }
}
