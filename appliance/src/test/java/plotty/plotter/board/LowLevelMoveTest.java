package plotty.plotter.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Moves against the formulas of the command documentation, tick by tick in long integers, written apart from the board.
 */
class LowLevelMoveTest {

    private static final long TICK = 40_000;
    private static final long FULL = 1L << 31;

    /** One axis by the book: the accumulated sum of all rates, and the steps that it is worth. */
    private static final class Axis {
        private final Firmware firmware;
        private final long steps;
        private final int direction;
        private final long accel;
        private long rate;
        private long sum;
        private long taken;
        private int position;

        Axis(Firmware firmware, long rate, long steps, long accel, long sum) {
            this.firmware = firmware;
            this.steps = Math.abs(steps);
            this.direction = steps < 0 ? -1 : 1;
            boolean turned = firmware.atLeast(3, 0, 0) && steps < 0;
            this.accel = turned ? -accel : accel;
            this.rate = turned ? -rate : rate;
            if (firmware.atLeast(2, 7, 0)) {
                this.rate -= this.accel / 2;
            }
            this.sum = sum;
        }

        boolean done() {
            return taken == steps;
        }

        void tick() {
            if (done()) {
                return;
            }
            if (firmware.atLeast(2, 7, 0)) {
                rate += accel;
            }
            if (!firmware.atLeast(3, 0, 0)) {
                rate = Math.floorMod(rate, FULL);
            }
            sum += rate;
            if (Math.floorDiv(sum, FULL) != 0) {
                position += firmware.atLeast(3, 0, 0) ? Long.signum(rate) : direction;
                sum = Math.floorMod(sum, FULL);
                taken++;
            }
            if (!firmware.atLeast(2, 7, 0)) {
                rate += accel;
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.5.3", "2.6.5", "2.7.0", "2.8.1", "3.0.0", "3.0.3"})
    void counters_and_duration_are_those_of_the_documented_arithmetic(String version) {
        Firmware firmware = Firmware.parse(version);
        Random random = new Random(20_260_101);
        for (int trial = 0; trial < 200; trial++) {
            long ticks = 250L + random.nextInt(2500);
            long[] one = motion(random, ticks);
            long[] two = motion(random, ticks);
            Bench bench = new Bench(version);
            bench.send("LM,%d,%d,%d,%d,%d,%d".formatted(one[0], one[1], one[2], two[0], two[1], two[2]));
            compare(
                    bench,
                    new Axis(firmware, one[0], one[1], one[2], 0),
                    new Axis(firmware, two[0], two[1], two[2], 0));
        }
    }

    /** Rate, steps and acceleration of an axis that needs about this many ticks, neither resting nor above 25 kHz. */
    private static long[] motion(Random random, long ticks) {
        long from = 4_000_000L + random.nextInt(400_000_000);
        long to = 4_000_000L + random.nextInt(400_000_000);
        long steps = Math.max(1, (from + to) / 2 * ticks / FULL);
        return new long[] {from, random.nextBoolean() ? steps : -steps, (to - from) / ticks};
    }

    private static void compare(Bench bench, Axis one, Axis two) {
        long start = Math.ceilDiv(1_600_000, TICK);
        Random random = new Random(1);
        long nextLook = 1;
        long tick = 0;
        while (!one.done() || !two.done()) {
            tick++;
            one.tick();
            two.tick();
            if (tick == nextLook) {
                bench.board.advance((start + tick) * TICK);
                assertEquals(one.position, bench.board.counter(1), "motor 1 at tick " + tick);
                assertEquals(two.position, bench.board.counter(2), "motor 2 at tick " + tick);
                nextLook += 1 + random.nextInt(300);
            }
        }
        bench.board.advance((start + tick + 200) * TICK);
        assertEquals(one.position, bench.board.counter(1));
        assertEquals(two.position, bench.board.counter(2));
        ExecutedMove move = bench.ink.moves().getFirst();
        long pause = one.firmware.atLeast(2, 7, 0) ? 0 : 1;
        if (!move.stalled()) {
            assertEquals((tick + pause) * TICK, move.nanos());
        }
        assertEquals(start * TICK, move.startNanos());
    }

    @Test
    void the_documented_example_takes_ten_milliseconds() {
        Bench bench = new Bench("2.8.1");
        bench.ask("LM,85899346,10,0,17180814,2,0");
        bench.finish();

        ExecutedMove move = bench.ink.moves().getFirst();
        assertEquals(10, Bench.millis(move.nanos()), 0.04);
        assertEquals(10, move.first());
        assertEquals(2, move.second());
    }

    @Test
    void what_is_left_in_an_accumulator_counts_in_the_next_move_unless_it_is_cleared() {
        assertEquals(24, ticksOfSecond("LM,1073741824,1,0,200000000,1,0", "LM,0,0,0,100000000,1,0"), 3);
        assertEquals(22, ticksOfSecond("LM,1073741824,1,0,200000000,1,0", "LM,0,0,0,100000000,1,0,3"), 1);
    }

    private static double ticksOfSecond(String first, String second) {
        Bench bench = new Bench("2.8.1");
        bench.ask(first);
        bench.finish();
        bench.ask(second);
        bench.finish();
        return bench.ink.moves().get(1).moving() / 40e3;
    }

    @Test
    void since_3_0_a_backwards_move_from_a_cleared_accumulator_takes_as_long_as_the_forward_one() {
        for (String steps : new String[] {"100", "-100"}) {
            Bench bench = new Bench("3.0.3");
            bench.ask("LM,85899346," + steps + ",0,0,0,0,3");
            bench.finish();

            assertEquals(100, Bench.millis(bench.ink.moves().getFirst().nanos()), 0.08, steps);
        }
    }

    @Test
    void a_move_limited_by_time_ends_with_its_time() {
        Bench bench = new Bench("2.8.1");
        bench.ask("LT,2500,85899346,0,-42949673,0");
        bench.finish();

        ExecutedMove move = bench.ink.moves().getFirst();
        assertEquals(100 * Bench.MILLI, move.nanos());
        assertEquals(100, move.first());
        assertEquals(-50, move.second(), 1);
    }

    @Test
    void mixed_moves_are_core_xy() {
        Bench bench = new Bench("2.8.1");
        bench.ask("XM,500,800,160");
        bench.finish();

        assertEquals(960, bench.board.counter(1));
        assertEquals(640, bench.board.counter(2));
        assertEquals(10, bench.board.xMm(), 0.02);
        assertEquals(2, bench.board.yMm(), 0.02);
    }

    @Test
    void coarser_microsteps_go_further() {
        Bench bench = new Bench("2.8.1");
        bench.ask("EM,3,3");
        bench.ask("SM,500,200,200");
        bench.finish();

        assertEquals(10, bench.board.xMm(), 0.05);
        assertEquals(0, bench.board.yMm(), 0.05);
    }

    @Test
    void simple_moves_take_their_time_to_a_hundredth_in_every_version() {
        for (String version : new String[] {"2.5.3", "2.8.1", "3.0.3"}) {
            Bench bench = new Bench(version);
            for (int[] move : new int[][] {{8, 37, -11}, {40, 371, -211}, {3000, 9000, -5}}) {
                bench.ask("SM,%d,%d,%d".formatted(move[0], move[1], move[2]));
                bench.finish();
                double took = Bench.millis(bench.ink.moves().getLast().nanos());
                assertTrue(Math.abs(took - move[0]) <= 0.01 * move[0] + 0.04, version + " took " + took + " ms");
            }
            assertEquals(9408, bench.board.counter(1));
            assertEquals(-227, bench.board.counter(2));
        }
    }

    @Test
    void a_move_that_cannot_end_runs_until_it_is_stopped() {
        Bench bench = new Bench("2.8.1");
        bench.ask("LM,1,1000,0,0,0,0");
        bench.after(10_000 * Bench.MILLI);
        assertEquals("QM,1,1,0,0\n\r", bench.ask("QM"));
        assertEquals("1,0,0,1000,0\n\rOK\r\n", bench.ask("ES"));
        assertEquals("QM,0,0,0,0\n\r", bench.ask("QM"));
    }
}
