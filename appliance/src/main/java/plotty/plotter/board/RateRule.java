package plotty.plotter.board;

/**
 * How a step interrupt turns a rate into steps. All of them add the rate to a 31-bit accumulator at each tick and take
 * a step when it overflows; they differ in when the acceleration is added, and in what a rate that leaves its range
 * does.
 */
enum RateRule {
    /** {@code SM} and kin since 2.7.0: the rate never changes. */
    CONSTANT,
    /** {@code SM} and kin before 2.7.0: the same, but a tick passes between the last step and the next command. */
    CONSTANT_WITH_PAUSE,
    /** {@code LM} before 2.7.0: step first, then add the acceleration; a tick passes before the next command. */
    STEP_THEN_ACCELERATE,
    /** {@code LM} and {@code LT} in 2.7 and 2.8: add the acceleration first; bit 31 of the rate is dropped. */
    POSITIVE,
    /** {@code LM} and {@code LT} since 3.0: add the acceleration first; the sign of the rate is the direction. */
    SIGNED;

    /** Ticks between the last step and the start of the next command. */
    int pauseTicks() {
        return switch (this) {
            case CONSTANT, POSITIVE, SIGNED -> 0;
            case CONSTANT_WITH_PAUSE, STEP_THEN_ACCELERATE -> 1;
        };
    }
}
