package plotty.plotter.ebb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import plotty.drawing.Stroke;
import plotty.motion.MachineProfile;
import plotty.motion.MotionLimits;
import plotty.motion.Run;

class MotionCompilerTest {
    private static final MachineProfile MACHINE = MachineProfile.AXIDRAW_V3;
    private static final MotorFrame FRAME = new MotorFrame(MACHINE);

    /** What compiling a run came to. */
    private record Outcome(Run run, CommandTrace trace, long commandedTicks, int commands, double worstMm) {
        double stretch() {
            return commandedTicks / (run.durationS() * Gait.TICKS_PER_S);
        }
    }

    @ParameterizedTest
    @EnumSource(Gait.class)
    void a_straight_line_takes_its_planned_time_and_ends_on_its_step(Gait gait) {
        Outcome outcome = compile(Run.straight(10, 10, 93.3, 41.7, MACHINE.travel()), gait);
        assertSound(outcome, gait, 0.02, 1.001);
    }

    @ParameterizedTest
    @EnumSource(Gait.class)
    void a_dense_spiral_is_merged_without_leaving_the_path(Gait gait) {
        Outcome outcome = compile(
                along(curve(
                        20_000, i -> 100 + i * 0.001 * Math.cos(i * 0.01), i -> 100 + i * 0.001 * Math.sin(i * 0.01))),
                gait);
        assertSound(outcome, gait, 0.025, 1.01);
    }

    @ParameterizedTest
    @EnumSource(Gait.class)
    void lettering_with_tight_curves_keeps_to_path_and_time(Gait gait) {
        Outcome outcome = compile(
                along(curve(
                        6000,
                        i -> 20 + i * 0.02 + 0.8 * Math.sin(i * 0.11),
                        i -> 50 + 1.5 * Math.cos(i * 0.093) * Math.sin(i * 0.011))),
                gait);
        assertSound(outcome, gait, 0.03, gait == Gait.ACCELERATED ? 1.03 : 1.35);
    }

    @ParameterizedTest
    @EnumSource(Gait.class)
    void a_zigzag_with_sharp_corners_is_cut_at_its_corners(Gait gait) {
        Outcome outcome = compile(along(curve(400, i -> 10 + i * 0.5, i -> 50 + (i % 2) * 2)), gait);
        assertSound(outcome, gait, 0.02, 1.005);
    }

    @ParameterizedTest
    @EnumSource(Gait.class)
    void a_scribble_of_random_walks_keeps_to_its_path(Gait gait) {
        Random random = new Random(7);
        double[] xy = new double[2 * 4000];
        double heading = 0;
        double x = 150;
        double y = 100;
        for (int i = 0; i < 4000; i++) {
            heading += random.nextGaussian() * 0.3;
            x = Math.clamp(x + 0.1 * Math.cos(heading), 1, 299);
            y = Math.clamp(y + 0.1 * Math.sin(heading), 1, 217);
            xy[2 * i] = x;
            xy[2 * i + 1] = y;
        }
        assertSound(compile(along(Stroke.of(xy)), gait), gait, 0.03, gait == Gait.ACCELERATED ? 1.12 : 1.4);
    }

    @ParameterizedTest
    @EnumSource(Gait.class)
    void a_stroke_shorter_than_the_shortest_command_becomes_one_command(Gait gait) {
        Outcome outcome = compile(Run.straight(10, 10, 10.02, 10, new MotionLimits(200, 5000)), gait);
        assertEquals(1, outcome.commands());
        assertEquals(Gait.FEWEST_TICKS, outcome.commandedTicks());
        assertEquals(
                FRAME.at(10.02, 10),
                new MotorFrame.Steps(outcome.trace().motor1(), outcome.trace().motor2()));
    }

    @Test
    void a_motion_faster_than_the_motors_can_step_is_slowed_to_what_they_can() {
        Outcome outcome = compile(Run.straight(0, 0, 100, 100, new MotionLimits(800, 4000)), Gait.ACCELERATED);
        assertEquals(
                FRAME.at(100, 100),
                new MotorFrame.Steps(outcome.trace().motor1(), outcome.trace().motor2()));
        assertTrue(outcome.stretch() > 1.5);
    }

    private static void assertSound(Outcome outcome, Gait gait, double withinMm, double stretch) {
        System.out.printf(
                "%s: %d commands, %.2f s, stretch %.5f, worst %.4f mm, shortest %.2f ms, longest %.2f ms%n",
                gait,
                outcome.commands(),
                outcome.run().durationS(),
                outcome.stretch(),
                outcome.worstMm(),
                outcome.trace().shortest() / 25.0,
                outcome.trace().longest() / 25.0);
        Run run = outcome.run();
        assertEquals(
                FRAME.at(run.xAt(run.lengthMm()), run.yAt(run.lengthMm())),
                new MotorFrame.Steps(outcome.trace().motor1(), outcome.trace().motor2()));
        assertTrue(outcome.worstMm() <= withinMm, "leaves the path by " + outcome.worstMm());
        assertTrue(outcome.stretch() <= stretch, "takes " + outcome.stretch() + " of the plan");
        assertTrue(outcome.trace().shortest() >= Gait.FEWEST_TICKS, "too short");
        assertTrue(outcome.trace().longest() <= Gait.MOST_TICKS + 25, "too long");
    }

    private static Outcome compile(Run run, Gait gait) {
        MotionCompiler compiler = new MotionCompiler(FRAME, gait, MACHINE.stepsPerMm());
        MotorFrame.Steps start = FRAME.at(run.xAt(0), run.yAt(0));
        CommandTrace trace = new CommandTrace(start.motor1(), start.motor2());
        MotionCompiler.Cursor cursor = compiler.begin(run, start);
        long commanded = 0;
        int commands = 0;
        double worst = 0;
        int seen = 0;
        while (!cursor.atEnd()) {
            MotionCompiler.Cut cut = compiler.next(cursor);
            long took = trace.execute(cut.command().text());
            assertEquals(cut.ticks(), took, cut.command().text());
            double fromMm = run.distanceAt(cursor.timeS()) - 0.3;
            double toMm = run.distanceAt(cut.after().timeS()) + 0.3;
            for (; seen < trace.places().size(); seen++) {
                int[] place = trace.places().get(seen);
                worst = Math.max(worst, away(run, place, fromMm, toMm));
            }
            commanded += cut.ticks();
            commands++;
            cursor = cut.after();
        }
        return new Outcome(run, trace, commanded, commands, worst);
    }

    private static double away(Run run, int[] place, double fromMm, double toMm) {
        double x = FRAME.xMm(place[0], place[1]);
        double y = FRAME.yMm(place[0], place[1]);
        double nearest = Double.MAX_VALUE;
        double at = Math.max(0, fromMm);
        while (at < Math.min(toMm, run.lengthMm())) {
            double next = run.nextNode(at);
            nearest = Math.min(nearest, distance(x, y, run.xAt(at), run.yAt(at), run.xAt(next), run.yAt(next)));
            at = next;
        }
        return nearest;
    }

    private static double distance(double x, double y, double ax, double ay, double bx, double by) {
        double dx = bx - ax;
        double dy = by - ay;
        double square = dx * dx + dy * dy;
        double share = square == 0 ? 0 : Math.clamp(((x - ax) * dx + (y - ay) * dy) / square, 0, 1);
        return Math.hypot(x - ax - share * dx, y - ay - share * dy);
    }

    private static Run along(Stroke stroke) {
        return Run.along(stroke, MACHINE.drawing(), MACHINE.junctionDeviationMm());
    }

    private static Stroke curve(int points, IntToDoubleFunction x, IntToDoubleFunction y) {
        double[] xy = new double[2 * points];
        for (int i = 0; i < points; i++) {
            xy[2 * i] = x.applyAsDouble(i);
            xy[2 * i + 1] = y.applyAsDouble(i);
        }
        return Stroke.of(xy);
    }
}
