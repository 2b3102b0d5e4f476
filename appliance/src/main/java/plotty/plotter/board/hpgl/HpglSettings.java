package plotty.plotter.board.hpgl;

/**
 * What a simulated HP-GL plotter is like.
 *
 * @param model what {@code OI} answers
 * @param sheet the paper that it is set to
 * @param timing how fast it is
 * @param bufferBytes its buffer
 * @param pens places in its carousel
 */
public record HpglSettings(String model, Sheet sheet, Timing timing, int bufferBytes, int pens) {

    /**
     * Limits and scaling points for a size of paper, plotter units of 0.025 mm. The lower hard-clip limits are 0.
     *
     * @param clipX upper hard-clip limit
     * @param clipY upper hard-clip limit
     * @param p1X default of the scaling point P1
     * @param p1Y default of P1
     * @param p2X default of P2
     * @param p2Y default of P2
     */
    public record Sheet(int clipX, int clipY, int p1X, int p1Y, int p2X, int p2Y) {

        /** ISO A4. */
        public static final Sheet A4 = new Sheet(11_040, 7_721, 603, 521, 10_603, 7_721);

        /** ISO A3. */
        public static final Sheet A3 = new Sheet(16_158, 11_040, 170, 602, 15_370, 10_602);
    }

    /**
     * How fast a plotter is.
     *
     * @param baud speed of the line, bits per second
     * @param parseNanos to parse an instruction or a pair of coordinates
     * @param penNanos to lift or lower the pen
     * @param changeNanos to put a pen away, and to fetch one
     * @param bootNanos to find its limits after it is switched on
     * @param acceleration along a vector, mm/s²
     * @param speed that no pen exceeds, mm/s on each axis
     */
    public record Timing(
            int baud,
            long parseNanos,
            long penNanos,
            long changeNanos,
            long bootNanos,
            double acceleration,
            double speed) {}

    /** An HP 7475A at 9600 baud set to A4: 381 mm/s and 2 g on each axis. */
    public static HpglSettings a4() {
        Timing timing = new Timing(9600, 2_000_000, 60_000_000, 1_500_000_000L, 3_000_000_000L, 19_600, 381);
        return new HpglSettings("7475A", Sheet.A4, timing, 1024, 6);
    }

    /** The same set to A3. */
    public static HpglSettings a3() {
        return a4().withSheet(Sheet.A3);
    }

    /** The same with other paper. */
    public HpglSettings withSheet(Sheet other) {
        return new HpglSettings(model, other, timing, bufferBytes, pens);
    }

    /** The same with another time to parse and another speed of the line. */
    public HpglSettings withTimes(long parseNanos, int baud) {
        return withTiming(new Timing(
                baud,
                parseNanos,
                timing.penNanos,
                timing.changeNanos,
                timing.bootNanos,
                timing.acceleration,
                timing.speed));
    }

    /** The same with a slower or faster pen and carousel. */
    public HpglSettings withPen(long penNanos, long changeNanos) {
        return withTiming(new Timing(
                timing.baud,
                timing.parseNanos,
                penNanos,
                changeNanos,
                timing.bootNanos,
                timing.acceleration,
                timing.speed));
    }

    /** The same with all other times. */
    public HpglSettings withTiming(Timing other) {
        return new HpglSettings(model, sheet, other, bufferBytes, pens);
    }
}
