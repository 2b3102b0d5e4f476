package plotty.plotter.ebb;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Version of a board's firmware, and what that version can do (EBB command reference, "Firmware versions" of each command). */
record Firmware(int major, int minor, int patch) implements Comparable<Firmware> {
    private static final Pattern VERSION = Pattern.compile("Firmware Version (\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})");
    private static final Firmware OLDEST = new Firmware(2, 5, 3);

    /** Finds the version in an answer to {@code V}. */
    static Optional<Firmware> in(String answer) {
        Matcher found = VERSION.matcher(answer);
        return found.find()
                ? Optional.of(new Firmware(number(found, 1), number(found, 2), number(found, 3)))
                : Optional.empty();
    }

    private static int number(Matcher found, int group) {
        return Integer.parseInt(found.group(group));
    }

    boolean supported() {
        return compareTo(OLDEST) >= 0;
    }

    /** {@code LM} as it is used here: with its accelerations applied as documented and with {@code Clear}. */
    boolean hasLowLevelMove() {
        return isAtLeast(2, 7, 0);
    }

    /** {@code QG}. */
    boolean hasGeneralQuery() {
        return isAtLeast(2, 6, 1);
    }

    /** {@code QE}. */
    boolean hasMotorQuery() {
        return isAtLeast(2, 8, 0);
    }

    /** {@code SR}. */
    boolean hasServoTimeout() {
        return isAtLeast(2, 6, 0);
    }

    /** A queue that can be made longer ({@code CU,4}) and tells how full it is ({@code QU,6}). */
    boolean hasLongQueue() {
        return isAtLeast(3, 0, 1);
    }

    /** {@code CU,60} and bit 6 of {@code QG}: the supply of the motors is watched. */
    boolean watchesSupply() {
        return isAtLeast(3, 0, 0);
    }

    private boolean isAtLeast(int wantedMajor, int wantedMinor, int wantedPatch) {
        return compareTo(new Firmware(wantedMajor, wantedMinor, wantedPatch)) >= 0;
    }

    @Override
    public int compareTo(Firmware other) {
        return Comparator.comparingInt(Firmware::major)
                .thenComparingInt(Firmware::minor)
                .thenComparingInt(Firmware::patch)
                .compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch;
    }
}
