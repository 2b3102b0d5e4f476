package plotty.plotter.board.grbl;

import java.util.ArrayList;
import java.util.List;

/** A line being parsed: its words, what they mean in the modes in force, and the steps that come of it. */
final class GcodeLine {

    private static final double MM_PER_INCH = 25.4;

    private final Modes modes;
    final Words words;
    final CodeGroups codes;
    final boolean jog;
    final boolean axisWords;

    /** Machine place that the axis words lead to, mm. */
    final double[] target;

    final List<Step> steps = new ArrayList<>();

    /** What else becomes true once the whole line is found right. */
    Runnable onSuccess = () -> {};

    double feed;
    double speed;

    GcodeLine(String text, boolean jog, Modes modes) throws GrblError {
        this.modes = modes;
        this.jog = jog;
        words = Words.of(text, jog ? 3 : 0);
        codes = new CodeGroups(modes, words, jog);
        axisWords = words.hasAny("XYZ");
        if (axisWords && codes.axisUse == CodeGroups.AxisUse.NONE) {
            codes.axisUse = CodeGroups.AxisUse.MOTION;
        }
        target = modes.position.clone();
    }

    /** Millimetres in a unit of length. */
    double unit() {
        return codes.inches ? MM_PER_INCH : 1;
    }

    boolean hasAxis(int axis) {
        return words.has("XYZ".charAt(axis));
    }

    double axis(int axis) {
        return words.get("XYZ".charAt(axis)) * unit();
    }

    /** Offset of the work coordinates that the line selects, mm. */
    double offset(int axis) {
        return modes.stored(codes.system)[axis] + modes.shift[axis] + (axis == 2 ? modes.toolLength : 0);
    }

    Motion motion(String name, double[] to, boolean rapid) {
        boolean inverse = codes.inverseTime && !rapid;
        return new Motion(name, to, feed / 60, rapid, inverse, !jog, (int) words.get('N'));
    }
}
