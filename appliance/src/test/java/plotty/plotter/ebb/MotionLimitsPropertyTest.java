package plotty.plotter.ebb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import plotty.drawing.Stroke;
import plotty.motion.MachineProfile;
import plotty.motion.MotionLimits;
import plotty.motion.PlanMark;
import plotty.motion.Trajectory;
import plotty.plotter.PlotRequest;
import plotty.plotter.PlotterNotice;
import plotty.plotter.PlotterState.Connection;
import plotty.plotter.Seeds;
import plotty.plotter.Sheets;
import plotty.plotter.board.BoardSettings;
import plotty.plotter.board.ExecutedMove;
import plotty.plotter.board.Firmware;
import plotty.plotter.board.InkStroke;
import plotty.plotter.ebb.CommandMotion.Velocity;

/**
 * Random paths, drawn in virtual time, and what the board really did of them: speed and acceleration along the ink in each 2 ms,
 * the velocity jump at each joint of two commands, registers and times. The seed is printed.
 *
 * <p>Each command ends at whole steps and takes whole ticks (an {@code SM} whole ms), so its mean speed is off by up to a step
 * (12.5 µm) in its duration, 1.6 mm/s in 8 ms, and by up to a tick of its duration; all bounds leave room for that. Where a command rounds a corner (by 8 µm at most) or follows a tight curve, the speed along the
 * ink changes with the direction, as it would at a joint: there the bound is the joint's.
 */
class MotionLimitsPropertyTest {
    private static final int DRAWINGS = Integer.getInteger("plotty.test.drawings", 5);
    private static final MachineProfile MACHINE = MachineProfile.AXIDRAW_V3;
    private static final long WINDOW_NANOS = 2_000_000;
    private static final long TICK_NANOS = 40_000;
    private static final double WINDOW_S = WINDOW_NANOS / 1e9;
    /** A joint with a longer rest than this is none: the pen goes up or down. */
    private static final long REST_NANOS = 1_500_000;

    private static final double STEP_MM = 1 / MACHINE.stepsPerMm();

    /** At a speed that junction deviation allows, v² = a·δ·s / (1 − s), a corner changes the velocity by at most √(8·a·δ). */
    private static final double JUNCTION_MM_PER_S =
            Math.sqrt(8 * MACHINE.drawing().accelerationMmPerS2() * MACHINE.junctionDeviationMm());

    private final Worst down = new Worst();
    private final Worst up = new Worst();
    private int joints;

    /** The largest of each figure, for the record. */
    private static final class Worst {
        private double speed;
        private double straightAcceleration;
        private double bentAcceleration;
        private double jump;

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "speed %.2f mm/s, acceleration %.0f on straights and %.0f mm/s² in bends, jump %.2f mm/s",
                    speed,
                    straightAcceleration,
                    bentAcceleration,
                    jump);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.5.3", "2.8.1", "3.0.3"})
    void what_the_board_does_stays_within_the_profile(String firmware) {
        System.out.println("firmware " + firmware);
        Seeds.tryWith(random -> {
            for (int i = 0; i < DRAWINGS; i++) {
                draw(strokes(random), firmware);
            }
        });
        System.out.println("pen down: " + down);
        System.out.println("pen up: " + up);
        System.out.println(joints + " joints");
    }

    private void draw(List<Stroke> strokes, String firmware) {
        Trajectory plan = Sheets.plan(strokes);
        try (VirtualBench bench = new VirtualBench(BoardSettings.of(Firmware.parse(firmware)), false)) {
            bench.runUntil(5, () -> bench.plotter().state().connection() == Connection.CONNECTED);
            bench.plotter().draw(new PlotRequest("job", plan, PlanMark.START, 1e9));
            bench.runUntil(
                    2 * plan.durationS() + 10,
                    () -> bench.notices().stream().anyMatch(PlotterNotice.Finished.class::isInstance));
            // what is written in one go is several commands
            List<String> commands = bench.commands().stream()
                    .flatMap(String::lines)
                    .filter(CommandMotion::moves)
                    .toList();
            List<ExecutedMove> moves = bench.ink().moves();
            assertEquals(commands.size(), moves.size());
            judge(commands, moves, bench.ink().everything());
        }
    }

    private void judge(List<String> commands, List<ExecutedMove> moves, InkStroke way) {
        Velocity before = Velocity.REST;
        double roomBefore = 0;
        for (int i = 0; i < moves.size(); i++) {
            ExecutedMove move = moves.get(i);
            CommandMotion motion = CommandMotion.of(commands.get(i), MACHINE.stepsPerMm());
            assertTimes(commands.get(i), motion, move);
            double room = roundingMmPerS(move) + staircase(move) + leaving(move);
            if (i == 0 || move.startNanos() - moves.get(i - 1).endNanos() > REST_NANOS) {
                assertJump(move, before, Velocity.REST, roomBefore + room);
                assertJump(move, Velocity.REST, motion.begin(), room);
            } else {
                assertJump(move, before, motion.begin(), roomBefore + room);
            }
            assertAlongTheInk(move, motion, way);
            before = motion.end();
            roomBefore = room;
        }
    }

    private static void assertTimes(String text, CommandMotion motion, ExecutedMove move) {
        long longer = Math.max(motion.ticks()[0], motion.ticks()[1]);
        long shorter = Math.min(motion.ticks()[0], motion.ticks()[1]);
        assertTrue(shorter == 0 || longer - shorter <= 1, "both motors end together: " + text);
        // firmware before 2.7 computes the rate of an SM less finely
        double grain = text.startsWith("SM,") ? 0.05 * longer * TICK_NANOS : 0;
        assertEquals(
                (double) longer * TICK_NANOS,
                (double) move.moving(),
                grain,
                "the board took as long as planned: " + text);
        assertTrue(longer >= Gait.FEWEST_TICKS, "long enough for the board: " + text);
        double hoverTicks = move.inkEnd() ? 0 : MACHINE.pen().hoverS() * Gait.TICKS_PER_S;
        assertTrue(longer <= Math.max(Gait.MOST_TICKS, hoverTicks) + 25, "short enough for a hold: " + text);
        assertTrue(!move.stalled());
    }

    /** How far a command's mean speed may be off because it ends at whole steps and takes whole ticks or ms. */
    private static double roundingMmPerS(ExecutedMove move) {
        double seconds = move.moving() / 1e9;
        double grainS = move.command().equals("SM") ? 0.001 : TICK_NANOS / 1e9;
        return STEP_MM / seconds + limits(move).speedMmPerS() * grainS / seconds;
    }

    /** Commands of constant speed climb in steps what others climb evenly. */
    private static double staircase(ExecutedMove move) {
        return move.command().equals("SM") ? limits(move).accelerationMmPerS2() * move.moving() / 1e9 : 0;
    }

    /**
     * A command has one acceleration: one within which speeding up ends is up to an eighth of what it could gain too fast at its
     * end.
     */
    private static double overshoot(ExecutedMove move) {
        return limits(move).accelerationMmPerS2() * move.moving() / 1e9 / 8;
    }

    /** How far the velocity at a command's end may be off because its middle leaves the path; one without a bow goes straight. */
    private static double leaving(ExecutedMove move) {
        return move.command().equals("SM") ? 0 : 4 * Gait.ACCELERATED.toleranceMm() / (move.moving() / 1e9);
    }

    private static MotionLimits limits(ExecutedMove move) {
        return move.inkEnd() ? MACHINE.drawing() : MACHINE.travel();
    }

    private Worst worst(ExecutedMove move) {
        return move.inkEnd() ? down : up;
    }

    private void assertJump(ExecutedMove move, Velocity from, Velocity to, double room) {
        double jump = from.differenceTo(to);
        joints++;
        worst(move).jump = Math.max(worst(move).jump, jump);
        assertTrue(
                jump <= JUNCTION_MM_PER_S + room,
                () -> "a joint changes the velocity by %s mm/s at %s".formatted(jump, move));
    }

    private void assertAlongTheInk(ExecutedMove move, CommandMotion motion, InkStroke way) {
        boolean straight = motion.begin().isAlong(motion.end());
        double rounding = roundingMmPerS(move);
        double fastest = limits(move).speedMmPerS() + rounding + overshoot(move) + (straight ? 0 : leaving(move));
        double mostChange = straight ? limits(move).accelerationMmPerS2() * WINDOW_S + rounding / 2 : JUNCTION_MM_PER_S;
        double last = Double.NaN;
        for (int i = firstAt(way, move.startNanos()); within(way, i, move); i++) {
            double speed = Math.hypot(way.xMm()[i + 1] - way.xMm()[i], way.yMm()[i + 1] - way.yMm()[i]) / WINDOW_S;
            worst(move).speed = Math.max(worst(move).speed, speed);
            assertTrue(speed <= fastest, () -> speed + " mm/s in " + move);
            if (!Double.isNaN(last)) {
                double change = Math.abs(speed - last);
                note(worst(move), straight, change / WINDOW_S);
                assertTrue(change <= mostChange, () -> "%s mm/s more or less in 2 ms of %s".formatted(change, move));
            }
            last = speed;
        }
    }

    private static void note(Worst worst, boolean straight, double acceleration) {
        if (straight) {
            worst.straightAcceleration = Math.max(worst.straightAcceleration, acceleration);
        } else {
            worst.bentAcceleration = Math.max(worst.bentAcceleration, acceleration);
        }
    }

    private static int firstAt(InkStroke way, long nanos) {
        int low = 0;
        int high = way.size() - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (way.nanos()[middle] < nanos) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        while (low + 1 < way.size() && way.nanos()[low + 1] == nanos) {
            low++;
        }
        return low;
    }

    /** Whether a point and the next are the ends of a whole 2 ms of a move. */
    private static boolean within(InkStroke way, int point, ExecutedMove move) {
        return point + 1 < way.size()
                && way.nanos()[point + 1] <= move.startNanos() + move.moving()
                && way.nanos()[point + 1] - way.nanos()[point] == WINDOW_NANOS;
    }

    /** Wandering strokes of coarse and fine grain with sharp and flat corners, and a finely flattened circle of any size. */
    private static List<Stroke> strokes(Random random) {
        List<Stroke> strokes = new ArrayList<>();
        for (double grainMm : new double[] {0.1, 0.5, 2, 15}) {
            strokes.add(wandering(random, 2 + random.nextInt(80), grainMm));
        }
        double radius = Math.exp(random.nextDouble(Math.log(0.3), Math.log(30)));
        int points = 40 + random.nextInt(3000);
        double[] xy = new double[2 * points];
        for (int i = 0; i < points; i++) {
            xy[2 * i] = 100 + radius * Math.cos(2 * Math.PI * i / points);
            xy[2 * i + 1] = 100 + radius * Math.sin(2 * Math.PI * i / points);
        }
        strokes.add(Stroke.of(xy));
        return strokes;
    }

    private static Stroke wandering(Random random, int points, double grainMm) {
        double[] xy = new double[2 * points];
        double direction = random.nextDouble(2 * Math.PI);
        double x = random.nextDouble(50, 250);
        double y = random.nextDouble(50, 170);
        for (int i = 0; i < points; i++) {
            xy[2 * i] = x;
            xy[2 * i + 1] = y;
            direction += switch (random.nextInt(6)) {
                case 0 -> Math.PI * random.nextInt(2);
                case 1 -> random.nextDouble(-Math.PI, Math.PI);
                default -> random.nextDouble(-0.3, 0.3);
            };
            double length = random.nextDouble(0.1, 1) * grainMm;
            x = Math.clamp(x + length * Math.cos(direction), 1, 299);
            y = Math.clamp(y + length * Math.sin(direction), 1, 217);
        }
        return Stroke.of(xy);
    }
}
