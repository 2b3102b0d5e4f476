package plotty.plotter.board.grbl;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a simulated GRBL board and its machine are like.
 *
 * @param pen how the pen hangs on it
 * @param registers the {@code $n} values in the EEPROM when it is switched on, by number; others are as compiled in
 * @param timing how fast it is
 * @param sheet how its axes lie on the sheet
 * @param resetByOpening whether opening the line resets it (DTR on an Arduino)
 * @param lineNumbers whether it was compiled to report {@code N} words; the planner has 14 blocks then, else 15
 * @param info what {@code $I} tells besides the version
 */
public record GrblSettings(
        PenMount pen,
        Map<Integer, Double> registers,
        Timing timing,
        Sheet sheet,
        boolean resetByOpening,
        boolean lineNumbers,
        String info) {

    /**
     * How fast a board is, ns but for the line.
     *
     * @param baud speed of the line, bits per second
     * @param parseNanos to parse and plan a line
     * @param bootNanos from a reset by DTR or power until the banner
     * @param segmentNanos how far the step generator works ahead: a hold takes effect so much later
     * @param writeNanos how long an EEPROM write stops the board, its receiver included
     */
    public record Timing(int baud, long parseNanos, long bootNanos, long segmentNanos, long writeNanos) {}

    /**
     * How the axes lie on the sheet.
     *
     * @param flipX whether x counts to the left
     * @param flipY whether y counts up
     * @param homeXMm where homing ends, in the frame of the sheet
     * @param homeYMm where homing ends, in the frame of the sheet
     */
    public record Sheet(boolean flipX, boolean flipY, double homeXMm, double homeYMm) {}

    public GrblSettings {
        registers = Map.copyOf(registers);
    }

    /** An Arduino plotter whose pen is down with S above 500 and 50 ms behind its servo's signal. */
    public static GrblSettings servo() {
        return new GrblSettings(
                new PenMount.Servo(500, true, 50_000_000),
                Map.of(),
                new Timing(115_200, 600_000, 1_500_000_000L, 40_000_000, 20_000_000),
                new Sheet(false, false, 0, 0),
                true,
                false,
                "");
    }

    /** The same with the pen on Z, down below 0 mm. */
    public static GrblSettings zAxis() {
        return servo().withPen(new PenMount.ZAxis(0, false));
    }

    /** An iDraw 2: Z 0.5 is up and Z 5 down, y counts up the sheet. */
    public static GrblSettings iDraw2() {
        return servo().withPen(new PenMount.ZAxis(2.5, true)).withFlips(false, true);
    }

    /** The same with another pen. */
    public GrblSettings withPen(PenMount mount) {
        return new GrblSettings(mount, registers, timing, sheet, resetByOpening, lineNumbers, info);
    }

    /** The same with another {@code $n} value. */
    public GrblSettings with(int number, double value) {
        Map<Integer, Double> more = new TreeMap<>(registers);
        more.put(number, value);
        return new GrblSettings(pen, more, timing, sheet, resetByOpening, lineNumbers, info);
    }

    /** The same with axes that count the other way. */
    public GrblSettings withFlips(boolean x, boolean y) {
        Sheet flipped = new Sheet(x, y, sheet.homeXMm(), sheet.homeYMm());
        return new GrblSettings(pen, registers, timing, flipped, resetByOpening, lineNumbers, info);
    }

    /** The same that opening the line does, or does not, reset. */
    public GrblSettings withResetByOpening(boolean resets) {
        return new GrblSettings(pen, registers, timing, sheet, resets, lineNumbers, info);
    }

    /** The same with another time to parse a line and another speed of the line. */
    public GrblSettings withTimes(long parseNanos, int baud) {
        Timing other = new Timing(baud, parseNanos, timing.bootNanos(), timing.segmentNanos(), timing.writeNanos());
        return new GrblSettings(pen, registers, other, sheet, resetByOpening, lineNumbers, info);
    }

    /** The same compiled with line numbers. */
    public GrblSettings withLineNumbers() {
        return new GrblSettings(pen, registers, timing, sheet, resetByOpening, true, info);
    }

    /** The same with what {@code $I=} once wrote. */
    public GrblSettings withInfo(String text) {
        return new GrblSettings(pen, registers, timing, sheet, resetByOpening, lineNumbers, text);
    }

    /** Blocks that the planner holds. */
    int plannerBlocks() {
        return lineNumbers ? 14 : 15;
    }
}
