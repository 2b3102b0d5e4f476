package plotty.drawing;

import java.time.Duration;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * AxiDraw's control codes at the start of a layer's name ("AxiDraw Layer Control" in its wiki). The layer's number, which
 * AxiDraw uses to pick layers, orders nothing here: layers are drawn in the file's order.
 *
 * @param documentation {@code %}: shown, never plotted
 * @param pauseBefore {@code !}: the job pauses before this layer
 * @param penHeightPercent {@code +h0} to {@code +h100}: height of the pen while down
 * @param speedPercent {@code +s1} to {@code +s110}: speed of the pen while down
 * @param delay {@code +d}: wait before the layer, 0 if none, at most an hour
 */
public record LayerDirectives(
        boolean documentation,
        boolean pauseBefore,
        OptionalInt penHeightPercent,
        OptionalInt speedPercent,
        Duration delay) {

    /** A name that orders nothing. */
    public static final LayerDirectives NONE =
            new LayerDirectives(false, false, OptionalInt.empty(), OptionalInt.empty(), Duration.ZERO);

    private static final int LONGEST_DELAY_MS = 3_600_000;
    private static final Pattern MARKS = Pattern.compile("\\s*([%!]*)\\s*\\d*");
    private static final Pattern CODE = Pattern.compile("\\s*\\+([hsdHSD])(\\d+)");

    /**
     * What a layer's name orders, for example {@code !3+h40+s50+d500 blue}: {@code %} and {@code !} first, then a number,
     * then codes in either case and any order, then words. A value outside its range is ignored, as AxiDraw ignores it;
     * of a code that is given twice the last valid one counts.
     */
    public static LayerDirectives parse(String name) {
        Matcher marks = MARKS.matcher(name);
        if (!marks.lookingAt()) {
            return NONE;
        }
        OptionalInt penHeightPercent = OptionalInt.empty();
        OptionalInt speedPercent = OptionalInt.empty();
        Duration delay = Duration.ZERO;
        Matcher code = CODE.matcher(name).region(marks.end(), name.length());
        while (code.lookingAt()) {
            int value = bounded(code.group(2));
            switch (code.group(1)) {
                case "h", "H" -> penHeightPercent = value <= 100 ? OptionalInt.of(value) : penHeightPercent;
                case "s", "S" -> speedPercent = value >= 1 && value <= 110 ? OptionalInt.of(value) : speedPercent;
                default -> delay = value <= LONGEST_DELAY_MS ? Duration.ofMillis(value) : delay;
            }
            code.region(code.end(), name.length());
        }
        return new LayerDirectives(
                marks.group(1).contains("%"), marks.group(1).contains("!"), penHeightPercent, speedPercent, delay);
    }

    private static int bounded(String digits) {
        return digits.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(digits);
    }
}
