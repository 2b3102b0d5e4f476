package plotty.plotter.drive;

import plotty.drawing.Excerpt;

/**
 * A board that is there but does not do as it should. The message is a sentence for people, the same for each fault of a
 * kind; what the board said instead is for the log.
 */
public class BoardFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** So much is quoted of what a board says. */
    private static final int EXCERPT = 40;

    /** What the board said, shortened; empty if that is not the point. */
    private final String heard;

    /** A fault where what the board said is not the point. */
    public BoardFault(String message) {
        this(message, "");
    }

    /** A fault with what the board said, of any length. */
    public BoardFault(String message, String heard) {
        super(message);
        this.heard = quote(heard);
    }

    /** For the log: the message and what was heard. */
    public final String inFull() {
        return heard.isEmpty() ? getMessage() : "%s It said '%s'.".formatted(getMessage(), heard);
    }

    /** What a board says as it may be quoted. */
    public static String quote(String said) {
        return Excerpt.of(said, EXCERPT);
    }
}
