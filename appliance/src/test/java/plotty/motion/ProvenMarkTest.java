package plotty.motion;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import plotty.drawing.Drawing;
import plotty.drawing.Layer;
import plotty.drawing.LayerDirectives;
import plotty.drawing.Stroke;
import plotty.motion.order.Optimization;

class ProvenMarkTest {
    private static final PlanMark END = new PlanMark(3, 0);

    private final Trajectory plan =
            plan(Stroke.of(10, 10, 40, 10, 40, 25), Stroke.of(60, 30, 80, 30, 80, 10, 60, 30.5), Stroke.of(90, 90));

    private static Trajectory plan(Stroke... strokes) {
        Layer layer = new Layer(1, "ink", "black", LayerDirectives.NONE, List.of(strokes));
        Drawing drawing = new Drawing(300, 218, List.of(layer), List.of());
        return Trajectory.plan(Route.of(drawing, Optimization.NONE), MachineProfile.AXIDRAW_V3);
    }

    private Optional<PlanMark> find(PlanMark done, PlanMark ahead, double x, double y) {
        return ProvenMark.find(plan, done, ahead, x, y);
    }

    @Test
    void a_pen_that_stopped_in_a_stroke_has_drawn_so_far() {
        PlanMark mark =
                find(new PlanMark(0, 0.2), new PlanMark(1, 0), 25, 10.004).orElseThrow();
        assertEquals(0, mark.stroke());
        assertEquals(0.5, mark.point(), 1e-6);
    }

    @Test
    void a_pen_at_the_end_of_a_stroke_has_drawn_it() {
        assertEquals(Optional.of(new PlanMark(1, 0)), find(new PlanMark(0, 0.2), new PlanMark(1, 1), 40, 25));
    }

    @Test
    void a_pen_on_its_way_to_a_stroke_has_not_begun_it() {
        assertEquals(Optional.of(new PlanMark(1, 0)), find(new PlanMark(0, 0.2), new PlanMark(1, 1), 50, 27.5));
    }

    @Test
    void a_corner_is_one_place() {
        PlanMark mark = find(new PlanMark(0, 0.2), new PlanMark(0, 1.9), 40, 10).orElseThrow();
        assertEquals(new PlanMark(0, 1), mark);
    }

    @Test
    void a_place_that_the_way_does_not_come_by_proves_nothing() {
        assertEquals(Optional.empty(), find(PlanMark.START, END, 100, 10));
        assertEquals(Optional.empty(), find(new PlanMark(0, 0.2), new PlanMark(1, 1), 15, 10));
        assertEquals(Optional.empty(), find(new PlanMark(0, 0.2), new PlanMark(0, 0.6), 39, 10));
    }

    @Test
    void a_place_that_the_way_comes_by_twice_proves_nothing() {
        Trajectory crossed = plan(Stroke.of(10, 10, 50, 10, 50, 30, 30, 30, 30, 0));
        assertEquals(Optional.empty(), ProvenMark.find(crossed, PlanMark.START, new PlanMark(1, 0), 30, 10));
        assertEquals(
                new PlanMark(0, 0.5),
                ProvenMark.find(crossed, PlanMark.START, new PlanMark(0, 3.1), 30, 10)
                        .orElseThrow());
    }

    @Test
    void a_closed_stroke_that_is_all_in_doubt_proves_nothing_at_its_seam() {
        Trajectory closed = plan(Stroke.of(10, 10, 50, 10, 50, 30, 10, 10));
        assertEquals(Optional.empty(), ProvenMark.find(closed, PlanMark.START, new PlanMark(1, 0), 10, 10));
        assertEquals(
                Optional.of(new PlanMark(1, 0)),
                ProvenMark.find(closed, new PlanMark(0, 1), new PlanMark(1, 0), 10, 10));
    }

    @Test
    void a_dot_may_be_drawn_or_not() {
        assertEquals(Optional.empty(), find(new PlanMark(1, 0.5), END, 90, 90));
        assertEquals(Optional.of(new PlanMark(2, 0)), find(new PlanMark(1, 2.5), END, 75, 60.25));
        assertEquals(Optional.of(END), find(new PlanMark(2, 0), END, 45, 45));
    }
}
