package plotty.motion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
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

    @Test
    void the_same_input_gives_the_same_order() {
        Drawing drawing = Polylines.drawing(297, 210, Polylines.lines(new Random(7), 2000, 5));
        assertEquals(
                Route.of(drawing, Optimization.FAST).layers(),
                Route.of(drawing, Optimization.FAST).layers());
    }
}
