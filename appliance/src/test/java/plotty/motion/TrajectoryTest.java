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
import plotty.motion.MachineProfile.PenProfile;
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

    /** The same machine with a pen during whose ways the carriage rests. */
    private static final MachineProfile PATIENT = with(new PenProfile(0.12, 0.12, 60, 50));

    private static MachineProfile with(PenProfile pen) {
        return new MachineProfile(
                AXIDRAW.name(),
                AXIDRAW.widthMm(),
                AXIDRAW.heightMm(),
                AXIDRAW.kinematics(),
                AXIDRAW.stepsPerMm(),
                AXIDRAW.drawing(),
                AXIDRAW.travel(),
                AXIDRAW.junctionDeviationMm(),
                pen,
                AXIDRAW.drives());
    }

    @Test
    void without_overlap_the_time_of_a_plan_is_the_sum_of_travels_drops_strokes_and_lifts() {
        Trajectory plan = Trajectory.plan(Polylines.route(strokes(1)), PATIENT);
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
    void a_long_travel_begins_when_the_pen_is_clear_and_ends_while_it_still_hovers() {
        Trajectory plan = Trajectory.plan(
                Polylines.route(List.of(Stroke.of(0, 0, 10, 0), Stroke.of(110, 0, 120, 0))),
                with(new PenProfile(0.12, 0.12, 0.05, 0.08, 60, 50)));
        // 100 mm at 400 mm/s² and up to 200 mm/s: 1 s
        assertEquals(plan.endS(0) + 0.05, plan.travelStartS(1), 1e-12);
        assertEquals(plan.endS(0) + 1.05, plan.travelEndS(1), 1e-12);
        assertEquals(plan.endS(0) + 0.97, plan.lowerStartS(1), 1e-12);
        assertEquals(plan.endS(0) + 1.09, plan.startS(1), 1e-12);
    }

    @Test
    void a_short_travel_hides_within_the_pens_ways_up_and_down() {
        Trajectory plan =
                Trajectory.plan(Polylines.route(List.of(Stroke.of(0, 0, 10, 0), Stroke.of(10.5, 0, 20, 0))), AXIDRAW);
        // 0.5 mm takes 71 ms: it is over before the pen, lifted in full after 120 ms, has come down for 60 ms
        assertEquals(plan.endS(0) + 0.12, plan.lowerStartS(1), 1e-12);
        assertEquals(plan.endS(0) + 0.24, plan.startS(1), 1e-12);
        assertTrue(plan.travelEndS(1) < plan.lowerStartS(1) + 0.06);
    }

    @Test
    void the_pen_is_up_before_the_first_stroke_and_goes_down_as_it_arrives() {
        Trajectory plan = Trajectory.plan(Polylines.route(List.of(Stroke.of(100, 0, 120, 0))), AXIDRAW);
        assertEquals(0, plan.travelStartS(0));
        assertEquals(1, plan.travelEndS(0), 1e-12);
        assertEquals(0.94, plan.lowerStartS(0), 1e-12);
        assertEquals(1.06, plan.startS(0), 1e-12);
        Trajectory here = Trajectory.plan(Polylines.route(List.of(Stroke.of(0, 0, 20, 0))), AXIDRAW);
        assertEquals(0, here.lowerStartS(0));
        assertEquals(0.12, here.startS(0), 1e-12);
    }

    @Test
    void the_plan_ends_at_the_origin_with_the_pen_fully_up() {
        Trajectory far = Trajectory.plan(Polylines.route(List.of(Stroke.of(80, 0, 100, 0))), AXIDRAW);
        assertEquals(far.endS(0) + 0.07 + 1, far.durationS(), 1e-12);
        Trajectory near = Trajectory.plan(Polylines.route(List.of(Stroke.of(20, 0, 0.1, 0))), AXIDRAW);
        assertEquals(near.endS(0) + 0.12, near.durationS(), 1e-12);
    }

    @Test
    void a_layers_delay_is_waited_with_the_pen_up_and_at_rest_before_its_first_travel() {
        List<Stroke> lines = List.of(Stroke.of(0, 0, 20, 0), Stroke.of(20, 5, 0, 5));
        LayerDirectives slow =
                new LayerDirectives(false, false, OptionalInt.empty(), OptionalInt.empty(), Duration.ofMillis(500));
        Drawing drawing = new Drawing(
                297,
                210,
                List.of(new Layer(1, "a", "#000000", slow, lines), new Layer(2, "b", "#000000", slow, lines)),
                List.of());
        Trajectory plan = Trajectory.plan(Route.of(drawing, Optimization.NONE), AXIDRAW);
        assertEquals(0.5, plan.travelStartS(0), 1e-12);
        assertEquals(plan.endS(0) + 0.07, plan.travelStartS(1), 1e-12);
        assertEquals(plan.endS(1) + 0.12 + 0.5, plan.travelStartS(2), 1e-12);
        assertEquals(0.5, plan.delayS(2));
        assertEquals(0, plan.delayS(3));
        assertEquals(plan.endS(3) + 0.07, plan.travelStartS(4), 1e-12);
    }

    @Test
    void the_carriage_never_moves_while_the_pen_may_touch_the_paper() {
        Trajectory plan = Trajectory.plan(Polylines.route(strokes(5)), AXIDRAW);
        PenProfile pen = AXIDRAW.pen();
        for (int i = 0; i <= plan.route().strokeCount(); i++) {
            assertEquals(plan.travel(i).durationS(), plan.travelEndS(i) - plan.travelStartS(i), 1e-9);
            if (i > 0) {
                assertTrue(plan.travelStartS(i) >= plan.endS(i - 1) + pen.clearS() - 1e-9);
            }
            if (i < plan.route().strokeCount()) {
                assertTrue(plan.travelEndS(i) <= plan.lowerStartS(i) + pen.hoverS() + 1e-9);
                assertEquals(plan.lowerStartS(i) + pen.dropS(), plan.startS(i), 1e-9);
                assertTrue(i == 0 || plan.lowerStartS(i) >= plan.endS(i - 1) + pen.liftS() - 1e-9, "lifted in full");
            }
        }
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
            Run alone = Run.along(strokes.get(i), PathLimits.drawing(AXIDRAW.drawing(), AXIDRAW));
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
