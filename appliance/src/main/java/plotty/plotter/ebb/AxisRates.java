package plotty.plotter.ebb;

/**
 * One motor's part of {@code LM}: registers chosen so that the motor makes its steps in exactly the wanted number of 40 µs
 * ticks.
 *
 * <p>The board takes half the acceleration, cut towards zero, off the rate; then each tick it adds the acceleration to the
 * rate and the rate to an accumulator, cleared at the start; each 2³¹ in it are a step, and the motor is done with its last
 * step (EBB command reference, LM; firmware 2.7.0 to 3.0.3). After n ticks the sum is n·(rate − accel/2) + accel·n(n+1)/2.
 * Chosen here is the smallest rate with which the sum reaches the steps at the last tick.
 *
 * @param rate to begin with, 0 to 2³¹−1
 * @param steps signed: the sign is the direction
 * @param accel added each tick; positive is faster, whatever the direction
 */
record AxisRates(long rate, int steps, long accel) {
    static final AxisRates STILL = new AxisRates(0, 0, 0);

    private static final long STEP = 1L << 31;
    private static final long FASTEST = STEP - 1;

    /**
     * A motor's move.
     *
     * @param steps signed
     * @param ticks duration; at least as many as steps
     * @param bow by how many steps, signed, the middle of the move lies beyond the middle of an even one; cut to what keeps
     *     the motor from reversing and below the fastest rate
     */
    static AxisRates of(int steps, int ticks, double bow) {
        if (steps == 0) {
            return STILL;
        }
        long count = Math.abs((long) steps);
        double ahead = steps > 0 ? bow : -bow;
        long limit = Math.min(gentlest(count, ticks), fastest(count, ticks));
        long accel = Math.clamp(Math.round(-8 * ahead * STEP / ((double) ticks * ticks)), -limit, limit);
        AxisRates chosen = with(steps, count, ticks, accel);
        while (!chosen.keeps(ticks)) {
            accel -= Long.signum(accel);
            chosen = with(steps, count, ticks, accel);
        }
        return chosen;
    }

    private static AxisRates with(int steps, long count, int ticks, long accel) {
        long even = count * STEP - accel * ((long) ticks * (ticks + 1) / 2);
        return new AxisRates(Math.ceilDiv(even, ticks) + accel / 2, steps, accel);
    }

    /** Largest acceleration with which the motor neither starts nor ends backwards. */
    private static long gentlest(long count, int ticks) {
        return (long) (2.0 * count * STEP / ((double) ticks * ticks));
    }

    /** Largest acceleration with which neither end is faster than a step a tick. */
    private static long fastest(long count, int ticks) {
        double room = FASTEST - (double) count * STEP / ticks;
        return Math.max(0, (long) (2 * room / ticks));
    }

    private boolean keeps(int ticks) {
        if (accel == 0) {
            return true;
        }
        long first = rate - accel / 2 + accel;
        long last = rate - accel / 2 + accel * ticks;
        return rate >= 0 && rate <= FASTEST && first >= 0 && last > 0 && first <= FASTEST && last <= FASTEST;
    }

    /** At which tick the board makes the last step, by the board's own rule. */
    long lastTick() {
        long sum = 0;
        long now = rate - accel / 2;
        long wanted = Math.abs((long) steps) * STEP;
        long tick = 0;
        while (sum < wanted) {
            now += accel;
            if (now <= 0 && accel <= 0) {
                return Long.MAX_VALUE;
            }
            sum += now;
            tick++;
        }
        return tick;
    }

    String text() {
        return rate + "," + steps + "," + accel;
    }
}
