package plotty.plotter.grbl;

import java.nio.charset.StandardCharsets;
import java.util.function.IntUnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where the origin is in steps, by the offset that the driver gives the board: GRBL goes on counting from where it was. */
final class OriginSteps {
    private static final Pattern OFFSET = Pattern.compile("G92X([-0-9.]+)Y([-0-9.]+)Z");

    private final int[] steps = new int[2];

    /** The driver says something to a board whose axes, 1 and 2, count so. */
    void said(byte[] bytes, IntUnaryOperator counter) {
        Matcher offset = OFFSET.matcher(new String(bytes, StandardCharsets.US_ASCII));
        if (offset.lookingAt()) {
            for (int axis = 1; axis <= 2; axis++) {
                double here = Double.parseDouble(offset.group(axis)) * Machines.PROFILE.stepsPerMm();
                steps[axis - 1] = counter.applyAsInt(axis) - (int) Math.round(here);
            }
        }
    }

    int of(int axis) {
        return steps[axis - 1];
    }
}
