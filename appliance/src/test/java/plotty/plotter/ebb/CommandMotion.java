package plotty.plotter.ebb;

/**
 * What one {@code LM} or {@code SM} does, worked out from its text by the command reference: how long each motor is busy, and
 * how fast they go at its beginning and end.
 *
 * @param ticks of 40 µs until each motor's last step; 0 for a motor that rests
 * @param begin velocity in the first tick, mm/s
 * @param end velocity in the last tick, mm/s
 */
record CommandMotion(long[] ticks, Velocity begin, Velocity end) {
    private static final long STEP = 1L << 31;
    private static final double TICKS_PER_S = 25_000;
    private static final long MOST_MS = (1 << 24) - 1;

    /** Velocity of the pen on a CoreXY machine, mm/s. */
    record Velocity(double x, double y) {
        static final Velocity REST = new Velocity(0, 0);

        static Velocity ofMotors(double stepsPerS1, double stepsPerS2, double stepsPerMm) {
            return new Velocity((stepsPerS1 + stepsPerS2) / 2 / stepsPerMm, (stepsPerS1 - stepsPerS2) / 2 / stepsPerMm);
        }

        double differenceTo(Velocity other) {
            return Math.hypot(x - other.x, y - other.y);
        }

        /** Whether the other has the same direction, within half a degree. */
        boolean isAlong(Velocity other) {
            double speeds = Math.hypot(x, y) * Math.hypot(other.x, other.y);
            return x * other.x + y * other.y >= 0 && Math.abs(x * other.y - y * other.x) <= 0.01 * speeds;
        }
    }

    /** Whether a command moves a motor. */
    static boolean moves(String text) {
        return text.startsWith("LM,") || (text.startsWith("SM,") && !text.endsWith(",0,0"));
    }

    /** Reads a command that moves a motor; one with a parameter that the firmware does not take is an error. */
    static CommandMotion of(String text, double stepsPerMm) {
        String[] word = text.split(",", -1);
        if (word[0].equals("SM")) {
            long ms = within(word[1], 1, MOST_MS);
            double perS = 1000.0 / ms;
            long steps1 = within(word[2], -ms * 25, ms * 25);
            long steps2 = within(word[3], -ms * 25, ms * 25);
            Velocity steady = Velocity.ofMotors(steps1 * perS, steps2 * perS, stepsPerMm);
            return new CommandMotion(new long[] {ms * 25, ms * 25}, steady, steady);
        }
        Axis one = Axis.of(word[1], word[2], word[3]);
        Axis two = Axis.of(word[4], word[5], word[6]);
        return new CommandMotion(
                new long[] {one.ticks, two.ticks},
                Velocity.ofMotors(one.first, two.first, stepsPerMm),
                Velocity.ofMotors(one.last, two.last, stepsPerMm));
    }

    private static long within(String number, long from, long to) {
        long value = Long.parseLong(number);
        if (value < from || value > to) {
            throw new AssertionError("%d is not within %d to %d".formatted(value, from, to));
        }
        return value;
    }

    /** One motor of an {@code LM}: ticks, and steps per second in the first and the last of them. */
    private record Axis(long ticks, double first, double last) {

        static Axis of(String rate, String steps, String accel) {
            long change = within(accel, Integer.MIN_VALUE, Integer.MAX_VALUE);
            long now = within(rate, 0, STEP - 1) - change / 2;
            long count = within(steps, Integer.MIN_VALUE, Integer.MAX_VALUE);
            long wanted = Math.abs(count) * STEP;
            double first = 0;
            long tick = 0;
            for (long sum = 0; sum < wanted; sum += now) {
                now += change;
                if (now < 0 || now >= STEP) {
                    throw new AssertionError("the rate leaves its range in tick %d: %d".formatted(tick, now));
                }
                first = tick == 0 ? now : first;
                tick++;
            }
            double perRate = Long.signum(count) * TICKS_PER_S / STEP;
            return new Axis(tick, first * perRate, tick == 0 ? 0 : now * perRate);
        }
    }
}
