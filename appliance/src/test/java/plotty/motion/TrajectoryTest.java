package plotty.motion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import plotty.drawing.Drawing;
import plotty.drawing.Layer;
import plotty.drawing.LayerDirectives;
import plotty.drawing.Stroke;
import plotty.motion.order.Optimization;

class TrajectoryTest {
    private static final MachineProfile AXIDRAW = MachineProfile.AXIDRAW_V3;

    private static List<Stroke> strokes(int seed) {
        Random random = new Random(seed);
        List<Stroke> strokes = new ArrayList<>(Polylines.lines(random, 30, 10));
        for (int i = 0; i < 10; i++) {
            strokes.add(Polylines.wandering(random, 2 + random.nextInt(50)));
        }
        strokes.add(Stroke.of(50, 50));
        strokes.add(Polylines.circle(100, 100, 20, 200));
        return strokes;
    }

    @Test
    void the_time_of_a_plan_is_the_sum_of_travels_drops_strokes_and_lifts() {
        Trajectory plan = Trajectory.plan(Polylines.route(strokes(1)), AXIDRAW);
        double clock = 0;
        double down = 0;
        for (int i = 0; i < plan.route().strokeCount(); i++) {
            clock += plan.travel(i).durationS() + 0.12;
            assertEquals(clock, plan.startS(i), 1e-9);
            clock += plan.stroke(i).durationS();
            down += plan.stroke(i).durationS();
            assertEquals(clock, plan.endS(i), 1e-9);
            clock += 0.12;
        }
        clock += plan.travel(plan.route().strokeCount()).durationS();
        assertEquals(clock, plan.durationS(), 1e-9);
        assertEquals(down, plan.penDownS(), 1e-9);
    }

    @Test
    void it_starts_and_ends_at_the_origin() {
        Trajectory plan = Trajectory.plan(Polylines.route(List.of(Stroke.of(30, 40, 60, 80))), AXIDRAW);
        Run there = plan.travel(0);
        assertEquals(0, there.xAt(0));
        assertEquals(50, there.lengthMm(), 1e-12);
        // 200 mm/s at 400 mm/s² needs 100 mm: 50 mm never get that far
        assertEquals(2 * Math.sqrt(50.0 / 400), there.durationS(), 1e-12);
        Run back = plan.travel(1);
        assertEquals(100, back.lengthMm(), 1e-12);
        assertEquals(0, back.xAt(back.lengthMm()));
        assertEquals(0, back.yAt(back.lengthMm()));
    }

    @Test
    void an_empty_route_takes_no_time() {
        Trajectory plan = Trajectory.plan(Polylines.route(List.of()), AXIDRAW);
        assertEquals(0, plan.durationS());
        assertEquals(0, plan.timeAt(PlanMark.START));
        assertEquals(PlanMark.START, plan.markAt(0));
    }

    @Test
    void a_dot_is_dropped_and_lifted() {
        Trajectory plan = Trajectory.plan(Polylines.route(List.of(Stroke.of(0, 0))), AXIDRAW);
        assertEquals(0.24, plan.durationS(), 1e-12);
        assertEquals(0, plan.penDownS());
        assertEquals(PlanMark.START, plan.markAt(0.1));
        assertEquals(new PlanMark(1, 0), plan.markAt(0.13));
    }

    @Test
    void each_stroke_is_the_same_motion_as_one_planned_alone() {
        List<Stroke> strokes = strokes(2);
        Trajectory plan = Trajectory.plan(Polylines.route(strokes), AXIDRAW);
        for (int i = 0; i < strokes.size(); i++) {
            Run alone = Run.along(strokes.get(i), AXIDRAW.drawing(), AXIDRAW.junctionDeviationMm());
            assertEquals(alone.durationS(), plan.stroke(i).durationS());
            assertEquals(alone.lengthMm(), plan.stroke(i).lengthMm());
            double half = alone.durationS() / 2;
            assertEquals(alone.speedAt(half), plan.stroke(i).speedAt(half));
            assertEquals(alone.xAt(alone.distanceAt(half)), plan.stroke(i).xAt(alone.distanceAt(half)));
        }
    }

    @Test
    void marks_and_times_lead_to_each_other() {
        Trajectory plan = Trajectory.plan(Polylines.route(strokes(3)), AXIDRAW);
        PlanMark last = PlanMark.START;
        for (int i = 0; i <= 20_000; i++) {
            double time = plan.durationS() * i / 20_000;
            PlanMark mark = plan.markAt(time);
            assertTrue(mark.compareTo(last) >= 0, "marks go on");
            last = mark;
            double back = plan.timeAt(mark);
            if (mark.point() > 0) {
                assertEquals(time, back, 1e-7);
            } else {
                assertTrue(back >= time - 1e-9, "between strokes the start of the next");
            }
        }
        assertEquals(new PlanMark(plan.route().strokeCount(), 0), last);
        assertEquals(plan.durationS(), plan.timeAt(last));
    }

    @Test
    void between_two_strokes_the_mark_is_the_start_of_the_next() {
        Trajectory plan = Trajectory.plan(Polylines.route(strokes(4)), AXIDRAW);
        for (int i = 0; i + 1 < plan.route().strokeCount(); i++) {
            assertEquals(new PlanMark(i + 1, 0), plan.markAt(plan.endS(i)));
            assertEquals(new PlanMark(i + 1, 0), plan.markAt((plan.endS(i) + plan.startS(i + 1)) / 2));
            assertEquals(plan.startS(i + 1), plan.timeAt(new PlanMark(i + 1, 0)));
        }
    }

    @Test
    void a_layers_speed_code_scales_the_pen_down_speed_only() {
        List<Stroke> line = List.of(Stroke.of(0, 0, 200, 0));
        Drawing drawing = new Drawing(
                297, 210, List.of(layer(1, OptionalInt.of(50), line), layer(2, OptionalInt.of(110), line)), List.of());
        Trajectory plan = Trajectory.plan(Route.of(drawing, Optimization.NONE), AXIDRAW);
        assertEquals(25, plan.stroke(0).speedAt(plan.stroke(0).durationS() / 2), 1e-12);
        assertEquals(55, plan.stroke(1).speedAt(plan.stroke(1).durationS() / 2), 1e-12);
        assertEquals(200, plan.travel(1).speedAt(plan.travel(1).durationS() / 2), 1e-12);
    }

    private static Layer layer(int number, OptionalInt speedPercent, List<Stroke> strokes) {
        LayerDirectives directives =
                new LayerDirectives(false, false, OptionalInt.empty(), speedPercent, Duration.ZERO);
        return new Layer(number, "layer", "#000000", directives, strokes);
    }
}
