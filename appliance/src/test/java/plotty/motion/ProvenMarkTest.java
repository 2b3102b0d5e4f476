package plotty.motion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import plotty.drawing.Layer;
import plotty.drawing.LayerDirectives;
import plotty.drawing.Stroke;

/** Where a pen of proven place stands in a plan, if there is one answer. */
class ProvenMarkTest {
    private static final PlanMark START = PlanMark.START;

    private static Trajectory plan(Stroke... strokes) {
        Layer layer = new Layer(1, "ink", "#000000", LayerDirectives.NONE, List.of(strokes));
        return Trajectory.plan(Route.drawn(List.of(layer)), MachineProfile.AXIDRAW_V3);
    }

    private static final Trajectory TWO_LINES = plan(Stroke.of(10, 10, 110, 10), Stroke.of(110, 30, 10, 30));

    private static PlanMark end(Trajectory plan) {
        return new PlanMark(plan.route().strokeCount(), 0);
    }

    @Test
    void a_pen_in_the_middle_of_a_stroke_is_found_there() {
        PlanMark found =
                ProvenMark.find(TWO_LINES, START, end(TWO_LINES), 35, 10.01).orElseThrow();
        assertEquals(0, found.stroke());
        assertEquals(0.25, found.point(), 1e-6);
    }

    @Test
    void a_pen_at_the_end_of_a_stroke_or_on_its_way_to_the_next_stands_before_that() {
        assertEquals(Optional.of(new PlanMark(1, 0)), ProvenMark.find(TWO_LINES, START, end(TWO_LINES), 110, 10));
        assertEquals(Optional.of(new PlanMark(1, 0)), ProvenMark.find(TWO_LINES, START, end(TWO_LINES), 110, 20));
        assertEquals(Optional.of(new PlanMark(1, 0)), ProvenMark.find(TWO_LINES, START, end(TWO_LINES), 110, 30));
        assertEquals(Optional.of(START), ProvenMark.find(TWO_LINES, START, end(TWO_LINES), 5, 5));
    }

    @Test
    void a_pen_beside_the_path_is_nowhere() {
        assertEquals(Optional.empty(), ProvenMark.find(TWO_LINES, START, end(TWO_LINES), 35, 10.03));
    }

    @Test
    void a_pen_outside_of_the_window_is_nowhere() {
        PlanMark done = new PlanMark(0, 0.5);
        PlanMark ahead = new PlanMark(0, 0.8);
        assertEquals(Optional.empty(), ProvenMark.find(TWO_LINES, done, ahead, 35, 10));
        assertEquals(Optional.empty(), ProvenMark.find(TWO_LINES, done, ahead, 95, 10));
        assertTrue(ProvenMark.find(TWO_LINES, done, ahead, 75, 10).isPresent());
    }

    @Test
    void a_pen_at_the_origin_tells_nothing() {
        assertEquals(Optional.empty(), ProvenMark.find(TWO_LINES, START, end(TWO_LINES), 0, 0));
    }

    @Test
    void where_the_path_comes_by_twice_nobody_can_tell() {
        Trajectory crossing = plan(Stroke.of(10, 10, 50, 10, 50, 30, 30, 30, 30, 5));
        assertEquals(Optional.empty(), ProvenMark.find(crossing, START, end(crossing), 30, 10));
        assertTrue(ProvenMark.find(crossing, START, end(crossing), 40, 10).isPresent());
        Trajectory thereAndBack = plan(Stroke.of(10, 10, 50, 10, 10, 10));
        assertEquals(Optional.empty(), ProvenMark.find(thereAndBack, START, end(thereAndBack), 30, 10));
    }

    @Test
    void whether_a_dot_is_drawn_nobody_can_tell() {
        Trajectory dots = plan(Stroke.of(10, 10), Stroke.of(20, 10));
        assertEquals(Optional.empty(), ProvenMark.find(dots, START, end(dots), 20, 10));
        assertEquals(Optional.of(new PlanMark(1, 0)), ProvenMark.find(dots, START, end(dots), 15, 10));
    }

    @Test
    void on_curves_of_many_short_pieces_the_place_is_found_within_the_tolerance() {
        double[] xy = new double[2 * 2000];
        for (int i = 0; i < 2000; i++) {
            double angle = i * Math.PI / 1000;
            xy[2 * i] = 100 + (20 + angle) * Math.cos(angle);
            xy[2 * i + 1] = 100 + (20 + angle) * Math.sin(angle);
        }
        Trajectory spiral = plan(Stroke.of(xy));
        Run run = spiral.stroke(0);
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 200; i++) {
            double at = random.nextDouble(1, run.lengthMm() - 1);
            double angle = random.nextDouble(2 * Math.PI);
            PlanMark found = ProvenMark.find(
                            spiral,
                            START,
                            end(spiral),
                            run.xAt(at) + 0.015 * Math.cos(angle),
                            run.yAt(at) + 0.015 * Math.sin(angle))
                    .orElseThrow();
            assertEquals(at, run.distanceOf(found.point()), 0.02);
        }
    }
}
