package plotty.motion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import plotty.drawing.Stroke;
import plotty.motion.DriveLimits.Bound;
import plotty.motion.MachineProfile.Kinematics;

/** Limits of motors and axes, beside those of the path. */
class DriveLimitsTest {
    private static final DriveLimits WEAK_MOTORS = new DriveLimits(new Bound(40, 150), Bound.NONE, Bound.NONE);
    private static final DriveLimits SLOW_Y = new DriveLimits(Bound.NONE, new Bound(60, 300), new Bound(20, 100));

    private static PathLimits limits(Kinematics kinematics, DriveLimits drives) {
        MachineProfile machine = new MachineProfile(
                "Test",
                300,
                200,
                kinematics,
                80,
                new MotionLimits(50, 200),
                new MotionLimits(200, 400),
                0.127,
                MachineProfile.AXIDRAW_V3.pen(),
                drives);
        return PathLimits.drawing(machine.drawing(), machine);
    }

    @Test
    void on_a_corexy_machine_a_diagonal_is_slower_than_a_straight_line_by_the_root_of_two() {
        PathLimits weak = limits(Kinematics.CORE_XY, WEAK_MOTORS);
        assertEquals(new MotionLimits(40, 150), weak.along(10, 0));
        assertEquals(new MotionLimits(40, 150), weak.along(0, -3));
        assertEquals(40 / Math.sqrt(2), weak.along(5, -5).speedMmPerS(), 1e-9);
        assertEquals(150 / Math.sqrt(2), weak.along(-5, -5).accelerationMmPerS2(), 1e-9);
    }

    @Test
    void on_a_cartesian_machine_a_diagonal_may_be_faster_than_either_axis() {
        PathLimits slow = limits(Kinematics.CARTESIAN, SLOW_Y);
        assertEquals(new MotionLimits(50, 200), slow.along(7, 0));
        assertEquals(new MotionLimits(20, 100), slow.along(0, 7));
        assertEquals(20 * Math.sqrt(2), slow.along(7, 7).speedMmPerS(), 1e-9);
        assertEquals(100 * Math.sqrt(2), slow.along(7, 7).accelerationMmPerS2(), 1e-9);
    }

    @RepeatedTest(60)
    void where_the_drives_bear_all_that_the_path_asks_the_plan_is_exactly_the_one_without_them(RepetitionInfo turn) {
        Random random = new Random(turn.getCurrentRepetition());
        Stroke stroke = Polylines.wandering(random, 2 + random.nextInt(80));
        Run plain = Run.along(stroke, new MotionLimits(50, 200), 0.127);
        Run strong = Run.along(
                stroke, limits(Kinematics.CORE_XY, new DriveLimits(new Bound(71, 1e12), Bound.NONE, Bound.NONE)));
        assertEquals(plain.durationS(), strong.durationS());
        for (int i = 0; i <= 50; i++) {
            double time = plain.durationS() * i / 50;
            assertEquals(plain.speedAt(time), strong.speedAt(time));
        }
    }

    @RepeatedTest(150)
    void neither_motor_nor_axis_is_ever_asked_for_more_than_it_bears_also_when_braking(RepetitionInfo turn) {
        Random random = new Random(turn.getCurrentRepetition());
        boolean weak = random.nextBoolean();
        PathLimits limits = weak ? limits(Kinematics.CORE_XY, WEAK_MOTORS) : limits(Kinematics.CARTESIAN, SLOW_Y);
        Run run = Run.along(Polylines.wandering(random, 2 + random.nextInt(80)), limits);
        assertBorne(run, weak);
        MotionChecks.distanceIsTheIntegralOfSpeed(run);
        Run braked = run.brakedFrom(random.nextDouble() * run.durationS());
        assertBorne(braked, weak);
        assertEquals(0, braked.speedAt(braked.durationS()), 1e-9);
        double from = run.distanceOf(braked.pointAt(0));
        for (int i = 0; i <= 100; i++) {
            double time = braked.durationS() * i / 100;
            double planned = run.speedAt(run.timeAt(from + braked.distanceAt(time)));
            assertTrue(braked.speedAt(time) <= planned + 1e-3, "never faster than the plan at that place");
        }
        assertBorne(run.restFrom(random.nextDouble() * run.lengthMm()), weak);
    }

    /** Samples speeds and changes of speed within segments, and compares them with what motors or axes bear. */
    private static void assertBorne(Run run, boolean weak) {
        double at = 0;
        while (at < run.lengthMm()) {
            double next = run.nextNode(at);
            double length = next - at;
            double unitX = (run.xAt(next) - run.xAt(at)) / length;
            double unitY = (run.yAt(next) - run.yAt(at)) / length;
            double seconds = run.timeAt(next) - run.timeAt(at);
            double fastest = Math.max(run.speedAt(run.timeAt(at)), run.speedAt(run.timeAt(next)));
            double change = Math.abs(run.speedAt(run.timeAt(next)) - run.speedAt(run.timeAt(at)));
            if (length > 1e-4) {
                double motor = Math.abs(unitX) + Math.abs(unitY);
                assertTrue(!weak || fastest * motor <= 40 * (1 + 1e-6), "a motor's speed");
                assertTrue(!weak || change * motor <= 150 * seconds + 1e-3, "a motor's acceleration");
                assertTrue(weak || fastest * Math.abs(unitY) <= 20 * (1 + 1e-6), "speed of y");
                assertTrue(weak || change * Math.abs(unitY) <= 100 * seconds + 1e-3, "acceleration of y");
            }
            at = next;
        }
    }

    @Test
    void a_small_circle_is_drawn_as_slowly_as_the_drives_bear_however_finely_it_is_flattened() {
        PathLimits strong = limits(Kinematics.CORE_XY, new DriveLimits(new Bound(312.4, 1524), Bound.NONE, Bound.NONE));
        for (int points : new int[] {100, 1_000, 20_000}) {
            Run run = Run.along(Polylines.circle(100, 100, 0.8, points), strong);
            double fastest = 0;
            for (int i = 0; i <= 1000; i++) {
                fastest = Math.max(fastest, run.speedAt(run.durationS() * i / 1000));
            }
            // v² / r on a diagonal: 1524 / √2
            assertTrue(fastest * fastest / 0.8 < 1524 * 1.1, points + " points: " + fastest + " mm/s");
            assertTrue(fastest * fastest / 0.8 > 900, points + " points: " + fastest + " mm/s");
        }
    }

    @Test
    void coordinates_rounded_to_a_hundredth_do_not_make_a_line_a_curve() {
        PathLimits strong = limits(Kinematics.CORE_XY, new DriveLimits(new Bound(312.4, 1524), Bound.NONE, Bound.NONE));
        List<Double> xy = new ArrayList<>();
        for (int i = 0; i <= 2000; i++) {
            xy.add(Math.round(i * 5.0) / 100.0);
            xy.add(Math.round(i * 1.7) / 100.0);
        }
        Stroke line = Stroke.of(xy.stream().mapToDouble(Double::doubleValue).toArray());
        Run run = Run.along(line, strong);
        Run straight = Run.straight(0, 0, 100, 34, new MotionLimits(50, 200));
        assertEquals(straight.durationS(), run.durationS(), 0.02 * straight.durationS());
    }
}
