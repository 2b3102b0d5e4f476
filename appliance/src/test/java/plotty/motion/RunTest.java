package plotty.motion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import plotty.drawing.Stroke;

class RunTest {
    private static final MotionLimits LIMITS = new MotionLimits(50, 200);
    private static final double DEVIATION = 0.127;

    static Stream<Stroke> strokes() {
        Random random = new Random(20);
        Stream<Stroke> wandering = Stream.generate(() -> Polylines.wandering(random, 2 + random.nextInt(60)))
                .limit(60);
        return Stream.concat(
                wandering,
                Stream.of(
                        Polylines.circle(100, 100, 30, 720),
                        Polylines.spiral(100, 100, 60, 20, 5000),
                        Stroke.of(5, 5),
                        Stroke.of(5, 5, 5, 5),
                        Stroke.of(5, 5, 5, 5, 9, 5, 9, 5, 9, 5, 9, 8, 9, 8)));
    }

    @Test
    void a_long_straight_run_speeds_up_cruises_and_brakes() {
        Run run = Run.straight(10, 20, 110, 20, LIMITS);
        // 50 mm/s at 200 mm/s²: 0.25 s and 6.25 mm at each end, 87.5 mm at 50 mm/s between
        assertEquals(100, run.lengthMm(), 1e-12);
        assertEquals(0.25 + 1.75 + 0.25, run.durationS(), 1e-12);
        assertEquals(6.25, run.distanceAt(0.25), 1e-12);
        assertEquals(1.5625, run.distanceAt(0.125), 1e-12);
        assertEquals(25, run.speedAt(0.125), 1e-12);
        assertEquals(50, run.speedAt(1), 1e-12);
        assertEquals(98.4375, run.distanceAt(2.125), 1e-12);
        assertEquals(16.25, run.xAt(6.25), 1e-12);
        assertEquals(20, run.yAt(6.25), 1e-12);
        assertEquals(6.25, run.nextNode(0), 1e-12);
        assertEquals(93.75, run.nextNode(6.25), 1e-12);
        assertEquals(100, run.nextNode(93.75), 1e-12);
        assertEquals(100, run.nextNode(100), 1e-12);
    }

    @Test
    void a_short_straight_run_brakes_halfway() {
        Run run = Run.straight(0, 0, 0, 2, LIMITS);
        assertEquals(2 * Math.sqrt(2.0 / 200), run.durationS(), 1e-12);
        assertEquals(1, run.nextNode(0), 1e-12);
        assertEquals(20, run.speedAt(0.1), 1e-12);
    }

    @Test
    void a_run_to_the_same_place_takes_no_time() {
        Run run = Run.straight(3, 4, 3, 4, LIMITS);
        assertEquals(0, run.durationS());
        assertEquals(0, run.lengthMm());
        assertEquals(3, run.xAt(0));
        assertEquals(4, run.yAt(7));
        assertEquals(0, run.nextNode(0));
    }

    @Test
    void a_reversal_stops_and_straight_on_does_not_slow() {
        Run back = Run.along(Stroke.of(0, 0, 50, 0, 0, 0), LIMITS, DEVIATION);
        assertEquals(0, back.speedAt(back.timeAt(50)), 1e-9);
        assertEquals(2 * Run.straight(0, 0, 50, 0, LIMITS).durationS(), back.durationS(), 1e-9);
        Run on = Run.along(Stroke.of(0, 0, 50, 0, 100, 0), LIMITS, DEVIATION);
        assertEquals(Run.straight(0, 0, 100, 0, LIMITS).durationS(), on.durationS(), 1e-12);
    }

    @Test
    void a_right_angle_is_passed_at_the_speed_of_junction_deviation() {
        Run run = Run.along(Stroke.of(0, 0, 50, 0, 50, 50), LIMITS, DEVIATION);
        double sine = Math.sin(Math.PI / 4);
        assertEquals(Math.sqrt(200 * 0.127 * sine / (1 - sine)), run.speedAt(run.timeAt(50)), 1e-9);
    }

    @Test
    void without_junction_deviation_each_corner_is_a_stop() {
        Run run = Run.along(Stroke.of(0, 0, 50, 0, 50, 50), LIMITS, 0);
        assertEquals(2 * Run.straight(0, 0, 50, 0, LIMITS).durationS(), run.durationS(), 1e-12);
    }

    @ParameterizedTest
    @MethodSource("strokes")
    void a_run_covers_its_stroke_and_ends_at_rest(Stroke stroke) {
        Run run = Run.along(stroke, LIMITS, DEVIATION);
        assertEquals(stroke.lengthMm(), run.lengthMm(), 1e-9);
        assertEquals(0, run.speedAt(0));
        assertEquals(0, run.speedAt(run.durationS()));
        for (int i = 0; i < stroke.size(); i++) {
            double at = run.distanceOf(i);
            assertEquals(stroke.x(i), run.xAt(at), 1e-8);
            assertEquals(stroke.y(i), run.yAt(at), 1e-8);
        }
        assertEquals(stroke.size() - 1, run.pointAt(run.lengthMm()));
    }

    @ParameterizedTest
    @MethodSource("strokes")
    void speed_and_acceleration_stay_within_the_limits_and_the_clock_is_exact(Stroke stroke) {
        Run run = Run.along(stroke, LIMITS, DEVIATION);
        MotionChecks.speedAndAccelerationHold(run, LIMITS);
        MotionChecks.distanceIsTheIntegralOfSpeed(run);
    }

    @ParameterizedTest
    @MethodSource("strokes")
    void corners_are_passed_within_the_bound_of_junction_deviation(Stroke stroke) {
        Run run = Run.along(stroke, LIMITS, DEVIATION);
        double[] cornerSpeeds = MotionChecks.cornerBounds(stroke, LIMITS, DEVIATION);
        for (int i = 0; i < stroke.size(); i++) {
            assertTrue(run.speedAt(run.timeAt(run.distanceOf(i))) <= cornerSpeeds[i] + 1e-6, "corner " + i);
        }
    }

    @ParameterizedTest
    @MethodSource("strokes")
    void distance_time_and_point_lead_to_each_other(Stroke stroke) {
        Run run = Run.along(stroke, LIMITS, DEVIATION);
        double lastTime = -1;
        for (int i = 0; i <= 500; i++) {
            double distance = run.lengthMm() * i / 500;
            double time = run.timeAt(distance);
            assertTrue(run.lengthMm() == 0 || time > lastTime, "time goes on");
            assertEquals(distance, run.distanceAt(time), 1e-9);
            assertEquals(distance, run.distanceOf(run.pointAt(distance)), 1e-9);
            lastTime = time;
        }
    }

    @ParameterizedTest
    @MethodSource("strokes")
    void nodes_step_through_the_run_and_the_acceleration_is_constant_between_them(Stroke stroke) {
        Run run = Run.along(stroke, LIMITS, DEVIATION);
        double from = 0;
        int steps = 0;
        while (from < run.lengthMm()) {
            double to = run.nextNode(from);
            assertTrue(to > from);
            double v0 = run.speedAt(run.timeAt(from));
            double v1 = run.speedAt(run.timeAt(to));
            double seconds = run.timeAt(to) - run.timeAt(from);
            double halfway = run.speedAt(run.timeAt(from) + seconds / 2);
            assertEquals((v0 + v1) / 2, halfway, 1e-5);
            assertEquals(to - from, seconds * (v0 + v1) / 2, 1e-8);
            from = to;
            steps++;
        }
        assertTrue(steps <= 3 * stroke.size());
    }

    @Test
    void a_hundred_thousand_points_at_one_place_are_a_dot() {
        double[] xy = new double[200_000];
        Arrays.fill(xy, 7);
        Run run = Run.along(Stroke.of(xy), LIMITS, DEVIATION);
        assertEquals(0, run.durationS());
        assertEquals(7, run.xAt(0));
    }

    @Test
    void tiny_segments_add_up_to_what_they_span() {
        double[] xy = new double[2 * 1_000_000];
        for (int i = 0; i < 1_000_000; i++) {
            xy[2 * i] = i * 2e-10;
        }
        Run run = Run.along(Stroke.of(xy), LIMITS, DEVIATION);
        assertEquals(2e-4, run.lengthMm(), 2e-9);
        assertEquals(2 * Math.sqrt(2e-4 / 200), run.durationS(), 1e-7);
    }

    @Test
    void a_stroke_beyond_all_measure_is_refused() {
        Stroke absurd = Stroke.of(-1e308, 0, 1e308, 0);
        assertThrows(IllegalArgumentException.class, () -> Run.along(absurd, LIMITS, DEVIATION));
    }
}
