package plotty.motion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import plotty.drawing.Stroke;

class ClippingTest {
    private static final Box BOX = new Box(10, 10, 110, 60);

    @Test
    void a_stroke_inside_is_untouched_and_one_outside_is_gone() {
        Stroke inside = Stroke.of(10, 10, 110, 60, 50, 50);
        assertEquals(List.of(inside), Clipping.inside(inside, BOX));
        assertEquals(List.of(), Clipping.inside(Stroke.of(0, 0, 200, 0, 200, 200), BOX));
        assertEquals(List.of(), Clipping.inside(Stroke.of(5, 20, 0, 60), BOX));
    }

    @Test
    void a_stroke_that_leaves_and_comes_back_is_two() {
        Stroke stroke = Stroke.of(20, 20, 20, 0, 40, 0, 40, 20);
        assertEquals(List.of(Stroke.of(20, 20, 20, 10), Stroke.of(40, 10, 40, 20)), Clipping.inside(stroke, BOX));
    }

    @Test
    void a_segment_across_is_cut_at_both_edges() {
        assertEquals(List.of(Stroke.of(10, 30, 110, 30)), Clipping.inside(Stroke.of(-50, 30, 500, 30), BOX));
        assertEquals(List.of(Stroke.of(30, 60, 30, 10)), Clipping.inside(Stroke.of(30, 100, 30, -100), BOX));
    }

    @Test
    void ink_along_an_edge_stays_and_a_touch_leaves_nothing() {
        assertEquals(List.of(Stroke.of(10, 10, 110, 10)), Clipping.inside(Stroke.of(0, 10, 200, 10), BOX));
        assertEquals(List.of(), Clipping.inside(Stroke.of(0, 20, 10, 10, 20, 0), BOX));
    }

    @Test
    void a_dot_stays_or_goes() {
        assertEquals(List.of(Stroke.of(10, 10)), Clipping.inside(Stroke.of(10, 10), BOX));
        assertEquals(List.of(), Clipping.inside(Stroke.of(9, 10), BOX));
    }

    @Test
    void a_closed_stroke_is_not_cut_where_it_starts() {
        Stroke closed = Stroke.of(50, 20, 90, 20, 90, 0, 30, 0, 30, 20, 50, 20);
        assertEquals(List.of(Stroke.of(30, 10, 30, 20, 50, 20, 90, 20, 90, 10)), Clipping.inside(closed, BOX));
    }

    @RepeatedTest(300)
    void what_is_left_is_just_what_lies_in_the_box(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        double[] xy = new double[2 * (2 + random.nextInt(12))];
        for (int i = 0; i < xy.length; i++) {
            // whole tens lie on the edges now and then
            xy[i] = random.nextInt(3) == 0 ? 10 * random.nextInt(13) : random.nextDouble(-20, 140);
        }
        Stroke stroke = Stroke.of(xy);
        List<Stroke> pieces = Clipping.inside(stroke, BOX);
        assertEquals(
                lengthInside(stroke),
                pieces.stream().mapToDouble(Stroke::lengthMm).sum(),
                0.05);
        for (Stroke piece : pieces) {
            assertTrue(BOX.contains(Box.around(piece), 0));
            for (int i = 0; i < piece.size(); i++) {
                assertTrue(distance(stroke, piece.x(i), piece.y(i)) < 1e-9, "on the stroke");
            }
        }
    }

    private static double lengthInside(Stroke stroke) {
        int samples = 20_000;
        double inside = 0;
        for (int i = 1; i < stroke.size(); i++) {
            double dx = stroke.x(i) - stroke.x(i - 1);
            double dy = stroke.y(i) - stroke.y(i - 1);
            int hits = 0;
            for (int k = 0; k < samples; k++) {
                double share = (k + 0.5) / samples;
                double x = stroke.x(i - 1) + share * dx;
                double y = stroke.y(i - 1) + share * dy;
                hits += BOX.contains(new Box(x, y, x, y), 0) ? 1 : 0;
            }
            inside += Math.hypot(dx, dy) * hits / samples;
        }
        return inside;
    }

    private static double distance(Stroke stroke, double x, double y) {
        double least = Double.POSITIVE_INFINITY;
        for (int i = 1; i < stroke.size(); i++) {
            double dx = stroke.x(i) - stroke.x(i - 1);
            double dy = stroke.y(i) - stroke.y(i - 1);
            double squared = dx * dx + dy * dy;
            double share = squared == 0
                    ? 0
                    : Math.clamp(((x - stroke.x(i - 1)) * dx + (y - stroke.y(i - 1)) * dy) / squared, 0.0, 1.0);
            least = Math.min(least, Math.hypot(x - stroke.x(i - 1) - share * dx, y - stroke.y(i - 1) - share * dy));
        }
        return least;
    }
}
