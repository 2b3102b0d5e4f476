package plotty.plotter.grbl;

import java.util.OptionalInt;

/**
 * A board that is there but does not do as it should. The message is a sentence for people, the same for each fault of a
 * kind; what the board said instead is for the log.
 */
final class GrblFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** So much is quoted of what a board says. */
    private static final int EXCERPT = 40;

    private static final int NO_ALARM = 0;

    /** What the board said, shortened; empty if that is not the point. */
    private final String heard;

    private final int alarm;
    private final boolean reset;

    private GrblFault(String message, String heard, int alarm, boolean reset) {
        super(message);
        this.heard = quote(heard);
        this.alarm = alarm;
        this.reset = reset;
    }

    GrblFault(String message) {
        this(message, "", NO_ALARM, false);
    }

    GrblFault(String message, String heard) {
        this(message, heard, NO_ALARM, false);
    }

    /** The board raised an alarm: it stands still and obeys nothing but a reset. */
    static GrblFault alarm(int code) {
        return new GrblFault(Explanation.ofAlarm(code), "ALARM:" + code, code, false);
    }

    /** The board began anew without being told to. */
    static GrblFault resetByItself(String banner) {
        return new GrblFault("The plotter was reset.", banner, NO_ALARM, true);
    }

    static GrblFault silence() {
        return new GrblFault("The plotter does not answer.");
    }

    OptionalInt alarm() {
        return alarm == NO_ALARM ? OptionalInt.empty() : OptionalInt.of(alarm);
    }

    /** Whether it began anew, so that nothing is left of what it knew. */
    boolean reset() {
        return reset;
    }

    /** For the log: the message and what was heard. */
    String inFull() {
        return heard.isEmpty() ? getMessage() : "%s It said '%s'.".formatted(getMessage(), heard);
    }

    /** What a board says as it may be quoted. */
    static String quote(String said) {
        return said.length() <= EXCERPT ? said : said.substring(0, EXCERPT) + "\u2026";
    }
}
