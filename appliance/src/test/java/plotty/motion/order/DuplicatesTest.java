package plotty.motion.order;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import plotty.drawing.Stroke;

class DuplicatesTest {

    @Test
    void a_stroke_drawn_again_in_either_direction_is_dropped() {
        Stroke stroke = Stroke.of(0, 0, 1, 0, 2, 5);
        assertEquals(List.of(stroke), Duplicates.dropped(List.of(stroke, stroke, stroke.reversed())));
    }

    @Test
    void a_closed_stroke_drawn_again_from_another_point_is_dropped() {
        Stroke triangle = Stroke.of(0, 0, 4, 0, 4, 4, 0, 0);
        assertEquals(
                List.of(triangle),
                Duplicates.dropped(
                        List.of(triangle, Stroke.of(4, 0, 4, 4, 0, 0, 4, 0), Stroke.of(4, 4, 4, 0, 0, 0, 4, 4))));
    }

    @Test
    void strokes_through_the_same_points_in_another_order_are_kept() {
        List<Stroke> different = List.of(
                Stroke.of(0, 0, 1, 0, 2, 5, 7, 7),
                Stroke.of(1, 0, 0, 0, 2, 5, 7, 7),
                Stroke.of(0, 0, 1, 0, 1, 1, 0, 1, 0, 0),
                Stroke.of(0, 0, 1, 1, 1, 0, 0, 1, 0, 0),
                Stroke.of(0, 0, 1, 0, 1, 1, 0, 1));
        assertEquals(different, Duplicates.dropped(different));
    }

    @Test
    void a_zero_below_nothing_is_a_zero() {
        assertEquals(
                List.of(Stroke.of(0, 0, 1, 1)),
                Duplicates.dropped(List.of(Stroke.of(0, 0, 1, 1), Stroke.of(-0.0, -0.0, 1, 1))));
    }

    @Test
    void dots_are_drawn_once() {
        assertEquals(
                List.of(Stroke.of(1, 2), Stroke.of(2, 1)),
                Duplicates.dropped(List.of(Stroke.of(1, 2), Stroke.of(2, 1), Stroke.of(1, 2))));
    }

    @Test
    void long_strokes_full_of_repetitions_are_told_apart_in_no_time() {
        int corners = 200_000;
        double[] xy = new double[2 * (corners + 1)];
        for (int i = 1; i < corners; i += 2) {
            xy[2 * i] = 1;
        }
        xy[2 * 777] = 2;
        Stroke first = Stroke.of(xy);
        xy[2 * 777] = 1;
        xy[2 * 999] = 2;
        Stroke turned = Stroke.of(xy);
        List<Stroke> strokes = new ArrayList<>(List.of(first, turned, first.reversed(), turned.reversed()));
        assertEquals(List.of(first), Duplicates.dropped(strokes));
    }
}
