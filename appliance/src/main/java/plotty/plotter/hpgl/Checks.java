package plotty.plotter.hpgl;

/**
 * What the plotter says of errors in its instructions: {@code OE;} is sent among them and answered when its turn comes, between
 * the answers to what is asked past the buffer. Its answers are told from those by their size: they are from 0 to 8, while
 * free bytes are always more; the plotter's extended status and the errors of its line are 0, 8 or more.
 */
final class Checks {
    private static final int LARGEST = 8;

    private int expected;
    private int answered;
    /** Answers that may come although their question was dropped from the buffer. */
    private int dropped;

    private int error;
    private boolean othersMayBeSmall;

    /** A check was sent. */
    void sent() {
        expected++;
    }

    /** Checks that are still in the buffer are dropped. */
    void drop() {
        dropped += expected - answered;
        expected = 0;
        answered = 0;
    }

    /** Nothing of what was dropped can come any more. */
    void settled() {
        dropped = 0;
    }

    /** How many checks were answered since the last {@link #drop}. */
    int answered() {
        return answered;
    }

    /** Whether all that were sent are answered. */
    boolean complete() {
        return answered == expected;
    }

    /** The last error that was told, 0 if none; it is told once. */
    int takeError() {
        int told = error;
        error = 0;
        return told;
    }

    /** Whether something is asked now whose answer may be 0 or 8. */
    void mindful(boolean small) {
        othersMayBeSmall = small;
    }

    /** Whether a line is the answer to a check; then it is noted. */
    boolean takes(String line) {
        String text = line.strip();
        if ((answered == expected && dropped == 0)
                || text.length() != 1
                || text.charAt(0) < '0'
                || text.charAt(0) > '0' + LARGEST) {
            return false;
        }
        int number = text.charAt(0) - '0';
        if (othersMayBeSmall && (number == 0 || number == LARGEST)) {
            return false;
        }
        if (answered < expected) {
            answered++;
        } else {
            dropped--;
        }
        error = number == 0 ? error : number;
        return true;
    }
}
