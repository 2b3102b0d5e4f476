package plotty.plotter.board;

/**
 * One motor as the firmware's step interrupt drives it: the arithmetic of {@code high_ISR} in {@code ebb.c}, in the
 * same 32-bit integers. The accumulator and the counter live on between commands.
 */
final class StepAxis {

    private static final int OVERFLOWED = 0x8000_0000;
    private static final int FULL = 0x7FFF_FFFF;

    private int accumulator;
    private int counter;
    private long travelled;

    private RateRule rule = RateRule.CONSTANT;
    private int rate;
    private int accel;
    private long remaining;
    private boolean timed;
    private boolean backwards;

    StepAxis() {}

    /** A copy that can be run ahead without disturbing this one. */
    StepAxis copy() {
        StepAxis copy = new StepAxis();
        copy.accumulator = accumulator;
        copy.counter = counter;
        copy.travelled = travelled;
        copy.rule = rule;
        copy.rate = rate;
        copy.accel = accel;
        copy.remaining = remaining;
        copy.timed = timed;
        copy.backwards = backwards;
        return copy;
    }

    /** Takes over one axis of a move that begins now. */
    void begin(MotorMove move, MotorMove.Axis axis) {
        switch (axis.start()) {
            case KEEP -> {}
            case ZERO -> clearAccumulator();
            case FULL -> accumulator = FULL;
        }
        remaining = move.timed() ? move.intervals() : axis.steps();
        if (remaining > 0) {
            rule = move.rule();
            rate = axis.rate();
            accel = axis.accel();
            timed = move.timed();
            backwards = axis.backwards();
        }
    }

    /** Runs up to a number of ticks; returns after how many of them the axis had nothing left to do. */
    long run(long ticks) {
        long done = 0;
        while (done < ticks && remaining > 0) {
            done++;
            switch (rule) {
                case CONSTANT, CONSTANT_WITH_PAUSE -> add();
                case STEP_THEN_ACCELERATE -> {
                    add();
                    rate += accel;
                }
                case POSITIVE -> {
                    rate = (rate + accel) & FULL;
                    add();
                }
                case SIGNED -> {
                    rate += accel;
                    add();
                }
            }
            if (timed) {
                remaining--;
            }
        }
        return done;
    }

    private void add() {
        accumulator += rate;
        if ((accumulator & OVERFLOWED) == 0) {
            return;
        }
        accumulator &= FULL;
        if (rule == RateRule.SIGNED) {
            backwards = rate < 0;
        }
        int step = backwards ? -1 : 1;
        counter += step;
        travelled += step;
        if (!timed) {
            remaining--;
        }
    }

    /** Whether the axis has something left to do in the present move. */
    boolean active() {
        return remaining > 0;
    }

    /** Steps left to take (ticks, in a move limited by time). */
    long remaining() {
        return remaining;
    }

    /** Ends the present move where it is. */
    void stop() {
        remaining = 0;
    }

    void clearAccumulator() {
        accumulator = 0;
        backwards = false;
    }

    int accumulator() {
        return accumulator;
    }

    /** The firmware's step counter. */
    int counter() {
        return counter;
    }

    void clearCounter() {
        counter = 0;
    }

    /** Steps since power-on, whatever the counter was set to. */
    long travelled() {
        return travelled;
    }

    /**
     * The share of a step that the accumulator holds, as a signed distance: where the axis would be if it moved without
     * steps. It is near zero right after a step in either direction. A backwards axis with signed rates empties its
     * accumulator; any other fills it.
     */
    double fraction() {
        double share = accumulator / 0x1p31;
        if (!backwards) {
            return share;
        }
        return rule == RateRule.SIGNED ? share - 1 : -share;
    }
}
