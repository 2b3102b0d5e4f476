package plotty.plotter.board;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of the EBB firmware and what depends on it. Any version from 2.5.3 to 3.x can be simulated; where the
 * documentation gives a range of times, the worst is taken.
 */
public record Firmware(int major, int minor, int patch) {

    private static final Pattern VERSION = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})");

    /** The last of the 2.x line, on most machines in use. */
    public static final Firmware V2_8_1 = new Firmware(2, 8, 1);

    /** The newest that this board follows. */
    public static final Firmware V3_0_3 = new Firmware(3, 0, 3);

    /**
     * Reads {@code 2.8.1}. Throws {@link IllegalArgumentException} with a sentence for anything else, and below 2.5.3.
     */
    public static Firmware parse(String version) {
        Matcher matcher = VERSION.matcher(version);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + version + "' is no firmware version; write it like 2.8.1.");
        }
        Firmware firmware = new Firmware(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                Integer.parseInt(matcher.group(3)));
        if (!firmware.atLeast(2, 5, 3)) {
            throw new IllegalArgumentException(
                    "Firmware " + version + " is not simulated; the oldest version that is, is 2.5.3.");
        }
        return firmware;
    }

    /** Whether this is the given version or a newer one. */
    public boolean atLeast(int otherMajor, int otherMinor, int otherPatch) {
        if (major != otherMajor) {
            return major > otherMajor;
        }
        if (minor != otherMinor) {
            return minor > otherMinor;
        }
        return patch >= otherPatch;
    }

    /** Longest line that is taken, with its end, bytes. */
    int lineLimit() {
        return atLeast(3, 0, 0) ? 256 : 64;
    }

    /** How many motion commands can wait at most. */
    int deepestQueue() {
        return atLeast(3, 0, 0) ? 32 : 1;
    }

    /** How accumulators and rates make steps in {@code LM} and {@code LT}. */
    RateRule lowLevelRule() {
        if (atLeast(3, 0, 0)) {
            return RateRule.SIGNED;
        }
        return atLeast(2, 7, 0) ? RateRule.POSITIVE : RateRule.STEP_THEN_ACCELERATE;
    }

    /** How {@code SM}, {@code XM} and {@code HM} make steps. */
    RateRule simpleRule() {
        return atLeast(2, 7, 0) ? RateRule.CONSTANT : RateRule.CONSTANT_WITH_PAUSE;
    }

    /** Shortest {@code SM} that can follow another without a pause, ticks (documentation, "Performance"). */
    int shortestSimpleTicks() {
        if (atLeast(3, 0, 0)) {
            return Ticks.ofMillis(2);
        }
        return atLeast(2, 7, 0) ? Ticks.ofMillis(4) : Ticks.ofMillis(7);
    }

    /** Shortest {@code LM} that can follow another without a pause, ticks (documentation, "Performance"). */
    int shortestLowLevelTicks() {
        return atLeast(2, 7, 0) ? Ticks.ofMillis(4) : Ticks.ofMillis(7);
    }

    /** Servo position with the pen up after power-on, 83.3 ns units. */
    int initialUp() {
        return atLeast(2, 6, 0) ? 22_565 : 12_000;
    }

    /** Servo position with the pen down after power-on, 83.3 ns units. */
    int initialDown() {
        return atLeast(2, 6, 0) ? 15_302 : 16_000;
    }

    /** Time after the last servo command at which the servo loses power, ms; 0 if never. */
    long servoTimeoutMillis() {
        if (!atLeast(2, 6, 0)) {
            return 0;
        }
        return atLeast(2, 6, 3) ? 60_000 : 15 * 60_000;
    }

    /** What {@code V} answers, without line end. */
    String banner() {
        return "EBBv13_and_above EB Firmware Version " + this;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%d.%d.%d", major, minor, patch);
    }
}
