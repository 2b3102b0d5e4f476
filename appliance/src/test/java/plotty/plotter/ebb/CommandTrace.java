package plotty.plotter.ebb;

import java.util.ArrayList;
import java.util.List;

/**
 * Runs {@code LM} and {@code SM} commands tick by tick, by the command reference, and notes where the motors are after each
 * tick with a step.
 */
final class CommandTrace {
    private static final long STEP = 1L << 31;

    private final List<int[]> places = new ArrayList<>();
    private int motor1;
    private int motor2;
    private long ticks;
    private long shortest = Long.MAX_VALUE;
    private long longest;

    CommandTrace(int motor1, int motor2) {
        this.motor1 = motor1;
        this.motor2 = motor2;
        places.add(new int[] {motor1, motor2});
    }

    /** Executes a command; the ticks that it took. */
    long execute(String text) {
        String[] word = text.split(",", -1);
        long took = switch (word[0]) {
            case "LM" -> accelerated(word);
            case "SM" -> steady(word);
            default -> throw new IllegalArgumentException(text);
        };
        ticks += took;
        shortest = Math.min(shortest, took);
        longest = Math.max(longest, took);
        return took;
    }

    private long accelerated(String[] word) {
        long[] rate = {Long.parseLong(word[1]), Long.parseLong(word[4])};
        int[] steps = {Integer.parseInt(word[2]), Integer.parseInt(word[5])};
        long[] accel = {Long.parseLong(word[3]), Long.parseLong(word[6])};
        if (!word[7].equals("3")) {
            throw new IllegalArgumentException("accumulators are not cleared");
        }
        return run(rate, steps, accel);
    }

    private long steady(String[] word) {
        int ms = Integer.parseInt(word[1]);
        int[] steps = {Integer.parseInt(word[2]), Integer.parseInt(word[3])};
        if (steps[0] == 0 && steps[1] == 0) {
            return ms * 25L;
        }
        long[] rate = new long[2];
        for (int axis = 0; axis < 2; axis++) {
            rate[axis] = Math.ceilDiv(Math.abs(steps[axis]) * STEP, ms * 25L);
        }
        return run(rate, steps, new long[2]);
    }

    private long run(long[] rate, int[] steps, long[] accel) {
        long[] sum = new long[2];
        int[] left = {Math.abs(steps[0]), Math.abs(steps[1])};
        long[] now = {rate[0] - accel[0] / 2, rate[1] - accel[1] / 2};
        long tick = 0;
        while (left[0] > 0 || left[1] > 0) {
            tick++;
            boolean moved = false;
            for (int axis = 0; axis < 2; axis++) {
                if (left[axis] == 0) {
                    continue;
                }
                now[axis] += accel[axis];
                if (now[axis] < 0 || now[axis] > STEP - (accel[axis] == 0 ? 0 : 1)) {
                    throw new IllegalStateException("rate out of range");
                }
                sum[axis] += now[axis];
                if (sum[axis] >= STEP) {
                    sum[axis] -= STEP;
                    left[axis]--;
                    moved = true;
                    if (axis == 0) {
                        motor1 += Integer.signum(steps[0]);
                    } else {
                        motor2 += Integer.signum(steps[1]);
                    }
                }
            }
            if (moved) {
                places.add(new int[] {motor1, motor2});
            }
        }
        return tick;
    }

    List<int[]> places() {
        return places;
    }

    int motor1() {
        return motor1;
    }

    int motor2() {
        return motor2;
    }

    long ticks() {
        return ticks;
    }

    long shortest() {
        return shortest;
    }

    long longest() {
        return longest;
    }
}
