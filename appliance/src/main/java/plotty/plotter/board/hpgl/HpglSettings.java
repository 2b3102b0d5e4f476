package plotty.plotter.board.hpgl;

/**
 * What a simulated HP-GL plotter is like.
 *
 * @param model what {@code OI} answers
 * @param baud speed of the line, bits per second
 * @param bufferBytes its buffer
 * @param pens places in its carousel
 * @param clipX upper hard-clip limit in x, plotter units of 0.025 mm; the lower is 0
 * @param clipY upper hard-clip limit in y, plotter units
 * @param p1X default of the scaling point P1, plotter units
 * @param p1Y default of P1
 * @param p2X default of P2
 * @param p2Y default of P2
 * @param parseNanos time to parse an instruction or a pair of coordinates
 * @param penNanos time to lift or lower the pen
 * @param changeNanos time to put a pen away, and to fetch one
 * @param acceleration along a vector, mm/s²
 * @param bootNanos time to find its limits after it is switched on
 */
public record HpglSettings(
        String model,
        int baud,
        int bufferBytes,
        int pens,
        int clipX,
        int clipY,
        int p1X,
        int p1Y,
        int p2X,
        int p2Y,
        long parseNanos,
        long penNanos,
        long changeNanos,
        double acceleration,
        long bootNanos) {

    /** An HP 7475A at 9600 baud set to A4. */
    public static HpglSettings a4() {
        return new HpglSettings(
                "7475A",
                9600,
                1024,
                6,
                11_040,
                7_721,
                603,
                521,
                10_603,
                7_721,
                2_000_000,
                60_000_000,
                1_500_000_000L,
                19_600,
                3_000_000_000L);
    }

    /** An HP 7475A at 9600 baud set to A3. */
    public static HpglSettings a3() {
        HpglSettings a4 = a4();
        return new HpglSettings(
                a4.model,
                a4.baud,
                a4.bufferBytes,
                a4.pens,
                16_158,
                11_040,
                170,
                602,
                15_370,
                10_602,
                a4.parseNanos,
                a4.penNanos,
                a4.changeNanos,
                a4.acceleration,
                a4.bootNanos);
    }

    /** The same with another speed of the line and another time to parse. */
    public HpglSettings withTimes(long parse, int bitsPerSecond) {
        return new HpglSettings(
                model,
                bitsPerSecond,
                bufferBytes,
                pens,
                clipX,
                clipY,
                p1X,
                p1Y,
                p2X,
                p2Y,
                parse,
                penNanos,
                changeNanos,
                acceleration,
                bootNanos);
    }

    /** The same with a slower or faster pen. */
    public HpglSettings withPen(long pen, long change) {
        return new HpglSettings(
                model,
                baud,
                bufferBytes,
                pens,
                clipX,
                clipY,
                p1X,
                p1Y,
                p2X,
                p2Y,
                parseNanos,
                pen,
                change,
                acceleration,
                bootNanos);
    }

    /** Speed of a pen, mm/s on each axis, that no instruction exceeds. */
    double greatestSpeed() {
        return 381;
    }
}
