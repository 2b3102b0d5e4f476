package plotty.plotter.board.grbl;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a simulated GRBL board and its machine are like.
 *
 * @param pen how the pen hangs on it
 * @param registers the {@code $n} values in the EEPROM when it is switched on, by number; others are as compiled in
 * @param parseNanos time to parse and plan a line
 * @param baud speed of the line, bits per second
 * @param resetByOpening whether opening the line resets it (DTR on an Arduino)
 * @param bootNanos from a reset by DTR or power until the banner
 * @param segmentNanos how far the step generator works ahead: a hold takes effect so much later
 * @param writeNanos how long an EEPROM write stops the board, its receiver included
 * @param lineNumbers whether it was compiled to report {@code N} words; the planner has 14 blocks then, else 15
 * @param info what {@code $I} tells besides the version
 * @param flipX whether x counts to the left on the sheet
 * @param flipY whether y counts up the sheet
 * @param homeXMm where homing ends, in the frame of the sheet
 * @param homeYMm where homing ends, in the frame of the sheet
 */
public record GrblSettings(
        PenMount pen,
        Map<Integer, Double> registers,
        long parseNanos,
        int baud,
        boolean resetByOpening,
        long bootNanos,
        long segmentNanos,
        long writeNanos,
        boolean lineNumbers,
        String info,
        boolean flipX,
        boolean flipY,
        double homeXMm,
        double homeYMm) {

    public GrblSettings {
        registers = Map.copyOf(registers);
    }

    /** An Arduino plotter whose pen is down with S above 500 and 50 ms behind its servo's signal. */
    public static GrblSettings servo() {
        return new GrblSettings(
                new PenMount.Servo(500, true, 50_000_000),
                Map.of(),
                600_000,
                115_200,
                true,
                1_500_000_000L,
                40_000_000,
                20_000_000,
                false,
                "",
                false,
                false,
                0,
                0);
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
        return new GrblSettings(
                mount,
                registers,
                parseNanos,
                baud,
                resetByOpening,
                bootNanos,
                segmentNanos,
                writeNanos,
                lineNumbers,
                info,
                flipX,
                flipY,
                homeXMm,
                homeYMm);
    }

    /** The same with another {@code $n} value. */
    public GrblSettings with(int number, double value) {
        Map<Integer, Double> more = new TreeMap<>(registers);
        more.put(number, value);
        return new GrblSettings(
                pen,
                more,
                parseNanos,
                baud,
                resetByOpening,
                bootNanos,
                segmentNanos,
                writeNanos,
                lineNumbers,
                info,
                flipX,
                flipY,
                homeXMm,
                homeYMm);
    }

    /** The same with axes that count the other way. */
    public GrblSettings withFlips(boolean x, boolean y) {
        return new GrblSettings(
                pen,
                registers,
                parseNanos,
                baud,
                resetByOpening,
                bootNanos,
                segmentNanos,
                writeNanos,
                lineNumbers,
                info,
                x,
                y,
                homeXMm,
                homeYMm);
    }

    /** The same that opening the line does, or does not, reset. */
    public GrblSettings withResetByOpening(boolean resets) {
        return new GrblSettings(
                pen,
                registers,
                parseNanos,
                baud,
                resets,
                bootNanos,
                segmentNanos,
                writeNanos,
                lineNumbers,
                info,
                flipX,
                flipY,
                homeXMm,
                homeYMm);
    }

    /** The same with another time to parse a line and another speed of the line. */
    public GrblSettings withTimes(long parse, int bitsPerSecond) {
        return new GrblSettings(
                pen,
                registers,
                parse,
                bitsPerSecond,
                resetByOpening,
                bootNanos,
                segmentNanos,
                writeNanos,
                lineNumbers,
                info,
                flipX,
                flipY,
                homeXMm,
                homeYMm);
    }

    /** The same compiled with line numbers. */
    public GrblSettings withLineNumbers() {
        return new GrblSettings(
                pen,
                registers,
                parseNanos,
                baud,
                resetByOpening,
                bootNanos,
                segmentNanos,
                writeNanos,
                true,
                info,
                flipX,
                flipY,
                homeXMm,
                homeYMm);
    }

    /** The same with what {@code $I=} once wrote. */
    public GrblSettings withInfo(String text) {
        return new GrblSettings(
                pen,
                registers,
                parseNanos,
                baud,
                resetByOpening,
                bootNanos,
                segmentNanos,
                writeNanos,
                lineNumbers,
                text,
                flipX,
                flipY,
                homeXMm,
                homeYMm);
    }

    /** Blocks that the planner holds. */
    int plannerBlocks() {
        return lineNumbers ? 14 : 15;
    }
}
