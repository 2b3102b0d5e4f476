package plotty.motion.order;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import plotty.drawing.Stroke;

class JoiningTest {

    @Test
    void strokes_that_meet_become_one_without_a_doubled_point() {
        assertEquals(
                List.of(Stroke.of(0, 0, 1, 0, 2, 1, 3, 1)),
                Joining.joined(List.of(Stroke.of(0, 0, 1, 0), Stroke.of(3, 1, 2, 1), Stroke.of(1, 0, 2, 1)), 0));
    }

    @Test
    void strokes_that_do_not_meet_stay_apart() {
        List<Stroke> apart = List.of(Stroke.of(0, 0, 1, 0), Stroke.of(1.001, 0, 2, 0));
        assertEquals(apart, Joining.joined(apart, 0));
    }

    @Test
    void a_gap_within_the_tolerance_is_joined_and_one_beyond_it_is_not() {
        List<Stroke> near = List.of(Stroke.of(0, 0, 1, 0), Stroke.of(1.02, 0, 2, 0));
        assertEquals(List.of(Stroke.of(0, 0, 1, 0, 1.02, 0, 2, 0)), Joining.joined(near, 0.0201));
        assertEquals(near, Joining.joined(near, 0.0199));
    }

    @Test
    void the_four_sides_of_a_square_become_one_closed_stroke() {
        List<Stroke> sides =
                List.of(Stroke.of(0, 0, 1, 0), Stroke.of(1, 1, 1, 0), Stroke.of(1, 1, 0, 1), Stroke.of(0, 0, 0, 1));
        List<Stroke> joined = Joining.joined(sides, 0.02);
        assertEquals(1, joined.size());
        assertEquals(true, joined.getFirst().closed());
        assertEquals(Ink.pieces(sides), Ink.pieces(joined));
    }

    @Test
    void an_opening_is_not_closed_however_narrow_it_is() {
        List<Stroke> gap = List.of(Stroke.of(0, 0, 1, 0), Stroke.of(1, 0, 1, 1, 0, 0.01));
        assertEquals(List.of(Stroke.of(0, 0, 1, 0, 1, 1, 0, 0.01)), Joining.joined(gap, 0.02));
        List<Stroke> alone = List.of(Stroke.of(0, 0, 1, 0, 1, 1, 0, 0.01));
        assertEquals(alone, Joining.joined(alone, 0.02));
    }

    @Test
    void at_a_crossing_the_pen_goes_straight_on() {
        List<Stroke> cross =
                List.of(Stroke.of(5, 5, 5, 0), Stroke.of(5, 5, 0, 5), Stroke.of(5, 5, 5, 9), Stroke.of(5, 5, 9, 5));
        assertEquals(List.of(Stroke.of(5, 9, 5, 5, 5, 0), Stroke.of(9, 5, 5, 5, 0, 5)), Joining.joined(cross, 0));
    }

    @Test
    void dots_and_closed_strokes_stay_alone() {
        List<Stroke> alone = List.of(Stroke.of(1, 1), Stroke.of(1, 1, 2, 2), Stroke.of(1, 1, 2, 1, 2, 0, 1, 1));
        assertEquals(alone, Joining.joined(alone, 0.02));
    }

    @Test
    void as_many_rays_as_there_are_become_half_as_many_strokes() {
        List<Stroke> rays = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            rays.add(Stroke.of(0, 0, 100 * Math.cos(i), 100 * Math.sin(i)));
        }
        assertEquals(500, Joining.joined(rays, 0).size());
    }

    @Test
    void what_is_drawn_in_turn_is_joined_where_it_meets() {
        assertEquals(
                List.of(Stroke.of(0, 0, 1, 0, 2, 0), Stroke.of(3, 0), Stroke.of(3, 0, 4, 0)),
                Joining.joinedInTurn(
                        List.of(Stroke.of(0, 0, 1, 0), Stroke.of(1, 0, 2, 0), Stroke.of(3, 0), Stroke.of(3, 0, 4, 0)),
                        0));
    }
}
