package plotty.plotter.hpgl;

/**
 * A plotter that is there but does not do as it should. The message is a sentence for people, the same for each fault of a
 * kind; what the plotter said instead is for the log.
 */
final class BoardFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** So much is quoted of what a plotter says. */
    private static final int EXCERPT = 40;

    /** What the plotter said, shortened; empty if that is not the point. */
    private final String heard;

    /** Whether the position is in doubt since. */
    private final boolean doubt;

    BoardFault(String message) {
        this(message, "", false);
    }

    BoardFault(String message, String heard) {
        this(message, heard, false);
    }

    private BoardFault(String message, String heard, boolean doubt) {
        super(message);
        this.doubt = doubt;
        this.heard = heard.length() <= EXCERPT ? heard : heard.substring(0, EXCERPT) + "\u2026";
    }

    /** A fault after which pen and paper may lie otherwise to each other. */
    static BoardFault doubtful(String message) {
        return new BoardFault(message, "", true);
    }

    boolean doubt() {
        return doubt;
    }

    /** For the log: the message and what was heard. */
    String inFull() {
        return heard.isEmpty() ? getMessage() : "%s It said '%s'.".formatted(getMessage(), heard);
    }
}
