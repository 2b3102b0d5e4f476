package plotty.motion.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import plotty.bench.BenchDrawings;
import plotty.drawing.Stroke;

class SimplificationTest {
    private static final double TOLERANCE_MM = 0.05;

    @Test
    void points_on_a_line_are_left_out_and_corners_are_kept() {
        assertEquals(
                List.of(Stroke.of(0, 0, 4, 0, 4, 3)),
                Simplification.simplified(List.of(Stroke.of(0, 0, 1, 0, 2, 0.01, 4, 0, 4, 1, 4, 3)), TOLERANCE_MM));
    }

    @Test
    void a_way_out_and_back_is_kept() {
        List<Stroke> back = List.of(Stroke.of(0, 0, 5, 0, 1, 0), Stroke.of(0, 0, 5, 0, 0, 0));
        assertEquals(back, Simplification.simplified(back, TOLERANCE_MM));
    }

    @RepeatedTest(20)
    void no_point_is_farther_from_the_line_than_the_tolerance(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        double[] xy = new double[2000];
        for (int i = 2; i < xy.length; i++) {
            xy[i] = xy[i - 2] + random.nextDouble(-0.05, 0.1);
        }
        Stroke stroke = Stroke.of(xy);
        Stroke simple = Simplification.simplified(List.of(stroke), TOLERANCE_MM).getFirst();
        assertTrue(simple.size() < stroke.size() / 2);
        for (int i = 0; i < stroke.size(); i++) {
            assertTrue(distance(simple, stroke.x(i), stroke.y(i)) <= TOLERANCE_MM + 1e-9);
        }
    }

    @Test
    void a_circle_of_many_points_stays_closed() {
        Stroke circle = Ink.strokes(BenchDrawings.CIRCLE.drawing()).getFirst();
        Stroke simple = Simplification.simplified(List.of(circle), 0.005).getFirst();
        assertTrue(simple.closed());
        assertTrue(simple.size() < 1000, simple.size() + " points");
    }

    private static double distance(Stroke stroke, double x, double y) {
        double least = Double.POSITIVE_INFINITY;
        for (int i = 1; i < stroke.size(); i++) {
            double dx = stroke.x(i) - stroke.x(i - 1);
            double dy = stroke.y(i) - stroke.y(i - 1);
            double px = x - stroke.x(i - 1);
            double py = y - stroke.y(i - 1);
            double share = Math.clamp((px * dx + py * dy) / (dx * dx + dy * dy), 0, 1);
            least = Math.min(least, Math.hypot(px - share * dx, py - share * dy));
        }
        return least;
    }
}
