package plotty.motion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import plotty.drawing.Drawing;
import plotty.drawing.Layer;
import plotty.drawing.LayerDirectives;
import plotty.drawing.Stroke;
import plotty.motion.order.Optimization;

class RouteTest {

    @Test
    void file_order_is_kept() {
        List<Stroke> strokes = Polylines.lines(new Random(1), 50, 20);
        assertEquals(
                strokes,
                Route.of(Polylines.drawing(297, 210, strokes), Optimization.NONE)
                        .layers()
                        .getFirst()
                        .strokes());
    }

    @Test
    void nearest_goes_to_the_nearer_end_and_draws_from_there() {
        Drawing drawing = Polylines.drawing(
                Stroke.of(100, 0, 50, 0), Stroke.of(20, 0, 2, 0), Stroke.of(101, 1, 200, 0), Stroke.of(22, 0, 45, 0));
        assertEquals(
                List.of(
                        Stroke.of(2, 0, 20, 0),
                        Stroke.of(22, 0, 45, 0),
                        Stroke.of(50, 0, 100, 0),
                        Stroke.of(101, 1, 200, 0)),
                Route.of(drawing, Optimization.FAST).layers().getFirst().strokes());
    }

    @Test
    void a_layer_begins_where_the_one_before_ended() {
        Layer first = Polylines.layer(1, List.of(Stroke.of(0, 0, 200, 0)));
        Layer second = Polylines.layer(2, List.of(Stroke.of(0, 1, 10, 1), Stroke.of(150, 1, 190, 1)));
        Route route = Route.of(new Drawing(297, 210, List.of(first, second), List.of()), Optimization.FAST);
        assertEquals(Stroke.of(190, 1, 150, 1), route.stroke(1));
        assertEquals(Stroke.of(10, 1, 0, 1), route.stroke(2));
    }

    @Test
    void documentation_and_empty_layers_are_left_out() {
        LayerDirectives shown =
                new LayerDirectives(true, false, OptionalInt.empty(), OptionalInt.empty(), Duration.ZERO);
        Layer notes = new Layer(1, "%notes", "#000000", shown, List.of(Stroke.of(1, 1, 2, 2)));
        Layer empty = Polylines.layer(2, List.of());
        Layer ink = Polylines.layer(3, List.of(Stroke.of(3, 3, 4, 4)));
        Route route = Route.of(new Drawing(297, 210, List.of(notes, empty, ink), List.of()), Optimization.FAST);
        assertEquals(List.of(ink), route.layers());
    }

    @Test
    void strokes_and_points_are_counted_through_all_layers() {
        Layer first = Polylines.layer(1, List.of(Stroke.of(0, 0), Stroke.of(0, 0, 1, 0, 2, 0)));
        Layer second = Polylines.layer(2, List.of(Stroke.of(3, 0, 4, 0)));
        Route route = Route.of(new Drawing(297, 210, List.of(first, second), List.of()), Optimization.NONE);
        assertEquals(3, route.strokeCount());
        assertEquals(6, route.pointCount());
        assertEquals(List.of(0, 0, 1), List.of(route.layerOf(0), route.layerOf(1), route.layerOf(2)));
        assertEquals(List.of(0, 1, 4), List.of(route.pointsBefore(0), route.pointsBefore(1), route.pointsBefore(2)));
        assertEquals(2, route.strokesBefore(1));
        assertEquals(Stroke.of(3, 0, 4, 0), route.stroke(2));
        assertThrows(IndexOutOfBoundsException.class, () -> route.stroke(3));
        assertThrows(IndexOutOfBoundsException.class, () -> route.stroke(-1));
    }

    @RepeatedTest(30)
    void the_order_is_that_of_a_search_through_all_ends(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        List<Stroke> strokes = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            // whole numbers give ties
            strokes.add(Stroke.of(random.nextInt(12), random.nextInt(12), random.nextInt(12), random.nextInt(12)));
        }
        Route route = Route.of(Polylines.drawing(297, 210, strokes), Optimization.FAST);
        assertEquals(searched(strokes), route.layers().getFirst().strokes());
    }

    private static List<Stroke> searched(List<Stroke> strokes) {
        List<Stroke> left = new ArrayList<>(strokes);
        List<Stroke> ordered = new ArrayList<>();
        double x = 0;
        double y = 0;
        while (!left.isEmpty()) {
            int best = 0;
            boolean reversed = false;
            double least = Double.POSITIVE_INFINITY;
            for (int i = 0; i < left.size(); i++) {
                for (boolean fromEnd : new boolean[] {false, true}) {
                    int point = fromEnd ? left.get(i).size() - 1 : 0;
                    double dx = left.get(i).x(point) - x;
                    double dy = left.get(i).y(point) - y;
                    if (dx * dx + dy * dy < least) {
                        least = dx * dx + dy * dy;
                        best = i;
                        reversed = fromEnd;
                    }
                }
            }
            Stroke next = left.remove(best);
            next = reversed ? next.reversed() : next;
            ordered.add(next);
            x = next.x(next.size() - 1);
            y = next.y(next.size() - 1);
        }
        return ordered;
    }

    @Test
    void the_same_input_gives_the_same_order() {
        Drawing drawing = Polylines.drawing(297, 210, Polylines.lines(new Random(7), 2000, 5));
        assertEquals(
                Route.of(drawing, Optimization.FAST).layers(),
                Route.of(drawing, Optimization.FAST).layers());
    }

    @Test
    void tens_of_thousands_of_strokes_take_seconds_even_if_all_begin_at_one_place() {
        Random random = new Random(8);
        List<Stroke> burst = new ArrayList<>();
        for (int i = 0; i < 30_000; i++) {
            burst.add(Stroke.of(150, 100, random.nextDouble(300), random.nextDouble(200)));
        }
        List<Stroke> cluster = new ArrayList<>(Polylines.lines(random, 30_000, 1e-3));
        cluster.add(Stroke.of(-1e5, -1e5, 1e5, 1e5));
        List<Stroke> dots = Collections.nCopies(30_000, Stroke.of(5, 5));
        long start = System.nanoTime();
        for (List<Stroke> strokes : List.of(burst, cluster, dots)) {
            assertEquals(
                    strokes.size(),
                    Route.of(Polylines.drawing(297, 210, strokes), Optimization.FAST)
                            .strokeCount());
        }
        assertTrue(System.nanoTime() - start < 20e9, "far from quadratic");
    }
}
