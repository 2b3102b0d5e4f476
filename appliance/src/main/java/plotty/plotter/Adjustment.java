package plotty.plotter;

import java.util.OptionalInt;

/**
 * What a person changes while it draws, against the plan; it lasts until it is changed again or the job is over.
 *
 * @param speedPercent of the planned speed, 10 to 200; other than 100 only with {@link Capability#ADJUSTS_SPEED_LIVE}, and at
 *     most {@link Plotter#fastestPercent}; the machine's own limits hold besides
 * @param penUpPercent height of the pen up, 0 to 100; empty as the profile has it. Heights only with
 *     {@link Capability#ADJUSTS_PEN_HEIGHT}
 * @param penDownPercent height of the pen down, 0 to 100; empty as layer and profile have it
 */
public record Adjustment(int speedPercent, OptionalInt penUpPercent, OptionalInt penDownPercent) {
    public static final int SLOWEST_PERCENT = 10;
    public static final int FASTEST_PERCENT = 200;

    /** All as planned. */
    public static final Adjustment NONE = new Adjustment(100, OptionalInt.empty(), OptionalInt.empty());

    public Adjustment {
        require("The speed", speedPercent, SLOWEST_PERCENT, FASTEST_PERCENT);
        penUpPercent.ifPresent(percent -> require("The height of the pen up", percent, 0, 100));
        penDownPercent.ifPresent(percent -> require("The height of the pen down", percent, 0, 100));
    }

    private static void require(String what, int percent, int from, int to) {
        if (percent < from || percent > to) {
            throw new IllegalArgumentException(
                    "%s must be from %d to %d %%, not %d.".formatted(what, from, to, percent));
        }
    }
}
