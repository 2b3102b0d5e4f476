package plotty.drawing.gcode;

import java.util.Arrays;

/**
 * The words of one line: letters with numbers (NIST RS274/NGC, section 3.3). One that is filled anew for each line. Not
 * thread-safe.
 */
final class Block {
    private static final int MOST_CODES = 16;

    private final double[] values = new double[26];
    private final int[] g = new int[MOST_CODES];
    private final int[] m = new int[MOST_CODES];
    private int given;
    private int gCount;
    private int mCount;
    private int line;

    /** Empties it for this line of the file, from 1. */
    void begin(int number) {
        line = number;
        given = 0;
        gCount = 0;
        mCount = 0;
    }

    /** Adds a word; a letter in upper case. */
    void add(char letter, double value) {
        switch (letter) {
            case 'G' -> g[next(gCount++)] = tenths(letter, value);
            case 'M' -> m[next(mCount++)] = tenths(letter, value);
            default -> {
                values[letter - 'A'] = value;
                given |= 1 << (letter - 'A');
            }
        }
    }

    private int next(int count) {
        if (count >= MOST_CODES) {
            throw Words.refusalAt(line, "there are more than %d codes on one line.", MOST_CODES);
        }
        return count;
    }

    private int tenths(char letter, double value) {
        long tenths = Math.round(value * 10);
        if (tenths < 0 || tenths > 99_999 || Math.abs(value * 10 - tenths) > 1e-6) {
            throw Words.refusalAt(line, "there is no code %s%s.", letter, value);
        }
        return (int) tenths;
    }

    int line() {
        return line;
    }

    boolean has(char letter) {
        return (given & 1 << (letter - 'A')) != 0;
    }

    /** Whether any of these letters has a number. */
    boolean hasAny(String letters) {
        return letters.chars().anyMatch(letter -> has((char) letter));
    }

    /** The number of a letter, or another if it has none. */
    double value(char letter, double otherwise) {
        return has(letter) ? values[letter - 'A'] : otherwise;
    }

    /** The G codes in tenths, in their order: 10 for G1, 901 for G90.1. */
    int[] g() {
        return Arrays.copyOf(g, gCount);
    }

    /** The M codes in tenths, in their order. */
    int[] m() {
        return Arrays.copyOf(m, mCount);
    }

    /** Whether the last word shows or sends a message (Marlin's {@code M117}, {@code M118}): what follows it is text. */
    boolean takesText() {
        return mCount > 0 && (m[mCount - 1] == 1170 || m[mCount - 1] == 1180);
    }

    boolean empty() {
        return given == 0 && gCount == 0 && mCount == 0;
    }
}
