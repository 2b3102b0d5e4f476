package plotty.motion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import plotty.drawing.Stroke;

class BrakingTest {
    private static final MotionLimits LIMITS = new MotionLimits(50, 200);
    private static final double DEVIATION = 0.127;

    @Test
    void braking_on_a_straight_takes_speed_over_acceleration() {
        Run run = Run.straight(0, 0, 100, 0, LIMITS);
        Run braked = run.brakedFrom(1);
        assertEquals(run.distanceAt(1), braked.xAt(0), 1e-12);
        assertEquals(50, braked.speedAt(0), 1e-12);
        assertEquals(0.25, braked.durationS(), 1e-12);
        assertEquals(6.25, braked.lengthMm(), 1e-12);
        assertEquals(25, braked.speedAt(0.125), 1e-12);
        assertEquals(4.6875, braked.distanceAt(0.125), 1e-12);
    }

    @Test
    void braking_before_the_start_or_after_the_end_goes_nowhere() {
        Run run = Run.along(Stroke.of(0, 0, 10, 0, 10, 10), LIMITS, DEVIATION);
        Run atStart = run.brakedFrom(0);
        assertEquals(0, atStart.lengthMm());
        assertEquals(0, atStart.durationS());
        assertEquals(0, atStart.pointAt(0));
        Run atEnd = run.brakedFrom(run.durationS() + 1);
        assertEquals(0, atEnd.lengthMm());
        assertEquals(10, atEnd.yAt(0));
        assertEquals(2, atEnd.pointAt(0));
    }

    @Test
    void braking_a_dot_stays_on_it() {
        Run braked = Run.along(Stroke.of(4, 5), LIMITS, DEVIATION).brakedFrom(0);
        assertEquals(4, braked.xAt(0));
        assertEquals(0, braked.durationS());
    }

    @RepeatedTest(200)
    void braking_from_any_moment_stays_on_the_path_and_uses_exactly_the_acceleration(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        Run run = Run.along(Polylines.wandering(random, 2 + random.nextInt(80)), LIMITS, DEVIATION);
        double moment = random.nextDouble() * run.durationS();
        double from = run.distanceAt(moment);
        double speed = run.speedAt(moment);
        Run braked = run.brakedFrom(moment);

        assertEquals(speed / 200, braked.durationS(), 1e-6);
        assertEquals(Math.min(run.lengthMm() - from, speed * speed / 400), braked.lengthMm(), 1e-9);
        assertTrue(from + braked.lengthMm() <= run.lengthMm() + 1e-12);
        assertEquals(0, braked.speedAt(braked.durationS()));
        for (int i = 0; i <= 200; i++) {
            double distance = braked.lengthMm() * i / 200;
            assertEquals(run.xAt(from + distance), braked.xAt(distance), 1e-9);
            assertEquals(run.yAt(from + distance), braked.yAt(distance), 1e-9);
            double time = braked.durationS() * i / 200;
            assertEquals(Math.max(0, speed - 200 * time), braked.speedAt(time), 1e-4);
            double planned = run.speedAt(run.timeAt(from + braked.distanceAt(time)));
            assertTrue(braked.speedAt(time) <= planned + 1e-4, "never faster than the plan at that place");
        }
    }

    @RepeatedTest(200)
    void braked_and_resumed_runs_keep_the_points_of_the_source(RepetitionInfo repetition) {
        Random random = new Random(1000 + repetition.getCurrentRepetition());
        Stroke stroke = Polylines.wandering(random, 2 + random.nextInt(80));
        Run run = Run.along(stroke, LIMITS, DEVIATION);
        Run part = run;
        double offset = 0;
        for (int i = 0; i < 4; i++) {
            double moment = random.nextDouble() * part.durationS();
            double from = part.distanceAt(moment);
            Run braked = part.brakedFrom(moment);
            samePlaces(run, offset + from, braked);
            double held = from + braked.lengthMm();
            Run rest = part.restFrom(held);
            samePlaces(run, offset + held, rest);
            assertEquals(part.lengthMm() - held, rest.lengthMm(), 1e-9);
            assertEquals(stroke.size() - 1, rest.pointAt(rest.lengthMm()));
            MotionChecks.speedAndAccelerationHold(rest, LIMITS);
            offset += held;
            part = rest;
        }
    }

    /** A part of a run and the run lie at the same places, and name the same source points for them. */
    private static void samePlaces(Run whole, double offset, Run part) {
        for (int i = 0; i <= 100; i++) {
            double distance = part.lengthMm() * i / 100;
            double point = part.pointAt(distance);
            assertEquals(offset + distance, whole.distanceOf(point), 1e-8);
            assertEquals(distance, part.distanceOf(whole.pointAt(offset + distance)), 1e-8);
            assertEquals(whole.xAt(offset + distance), part.xAt(distance), 1e-8);
            assertEquals(whole.yAt(offset + distance), part.yAt(distance), 1e-8);
        }
    }

    @Test
    void the_rest_of_a_stroke_is_planned_as_fast_as_a_stroke_of_its_own() {
        Stroke stroke = Polylines.spiral(100, 100, 50, 10, 2000);
        Run rest = Run.along(stroke, LIMITS, DEVIATION).restFrom(0);
        assertEquals(Run.along(stroke, LIMITS, DEVIATION).durationS(), rest.durationS(), 1e-12);
    }

    @Test
    void repeated_points_at_either_end_stay_mapped() {
        Run run = Run.along(Stroke.of(0, 0, 0, 0, 0, 0, 10, 0, 10, 0, 20, 0, 20, 0, 20, 0), LIMITS, DEVIATION);
        Run rest = run.restFrom(0);
        assertEquals(0, rest.distanceOf(2));
        assertEquals(5, rest.distanceOf(2.5), 1e-12);
        assertEquals(15, rest.distanceOf(4.5), 1e-12);
        assertEquals(20, rest.distanceOf(5), 1e-12);
        assertEquals(20, rest.distanceOf(6), 1e-12);
        assertEquals(7, rest.pointAt(20));
        Run later = run.restFrom(10);
        assertEquals(5, later.distanceOf(4.5), 1e-12);
        assertEquals(0, later.distanceOf(3));
    }
}
