package plotty.plotter.board;

/**
 * A move of both motors in the board's queue, with the numbers as the firmware's parser leaves them for the step
 * interrupt.
 *
 * @param name the command that it came from
 * @param rule how its rates make steps
 * @param timed whether it ends after {@code intervals} ticks ({@code LT}) and not after its steps
 * @param intervals ticks to run, if timed
 * @param shortestTicks what the board needs for such a command, whatever its length
 */
record MotorMove(String name, RateRule rule, boolean timed, long intervals, int shortestTicks, Axis first, Axis second)
        implements Motion {

    /** What a move does to an axis's accumulator when it begins. */
    enum Start {
        KEEP,
        ZERO,
        /** One below the overflow: a backwards move from a cleared accumulator with signed rates. */
        FULL
    }

    /**
     * One motor's share.
     *
     * @param rate what is added to the accumulator per tick
     * @param accel what is added to the rate per tick
     * @param steps how many steps to take, 0 or more
     * @param backwards the direction, where the sign of the rate does not say it
     */
    record Axis(int rate, int accel, long steps, boolean backwards, Start start) {}
}
