package plotty.drawing;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * AxiDraw's control codes at the start of a layer's name.
 *
 * @param documentation {@code %}: shown, never plotted
 * @param pauseBefore {@code !}: the job pauses before this layer
 * @param penHeightPercent {@code +h0} to {@code +h100}: height of the pen while down
 * @param speedPercent {@code +s1} to {@code +s110}: speed of the pen while down
 * @param delay {@code +d}: wait before the layer, 0 if none
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
}
