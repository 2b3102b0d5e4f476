package plotty.plotter.ebb;

/** How a board's motion commands move: what they can follow, and how finely they count time. */
enum Gait {
    /** {@code LM}: each motor with its own constant acceleration, time in ticks of 40 µs. */
    ACCELERATED(1, 0.008),
    /** {@code SM}: each motor at constant speed, time in ms. */
    STEADY(25, 0.014);

    /** Ticks of the board in a second. */
    static final int TICKS_PER_S = 25_000;
    /** No command is shorter: 8 ms, twice what the slowest firmware needs to read the next one. */
    static final int FEWEST_TICKS = 200;
    /** No command of a motion is longer: 29 ms, so that what is queued stays short in time. */
    static final int MOST_TICKS = 725;

    private final int grain;
    private final double toleranceMm;

    Gait(int grain, double toleranceMm) {
        this.grain = grain;
        this.toleranceMm = toleranceMm;
    }

    /** How far a command may leave the path, rounding to steps apart. */
    double toleranceMm() {
        return toleranceMm;
    }

    /** The nearest duration that a command can have, in ticks. */
    int wholeTicks(double ticks) {
        return Math.max(FEWEST_TICKS, (int) Math.round(ticks / grain) * grain);
    }
}
