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

    BoardFault(String message) {
        this(message, "");
    }

    BoardFault(String message, String heard) {
        super(message);
        this.heard = heard.length() <= EXCERPT ? heard : heard.substring(0, EXCERPT) + "\u2026";
    }

    /** For the log: the message and what was heard. */
    String inFull() {
        return heard.isEmpty() ? getMessage() : "%s It said '%s'.".formatted(getMessage(), heard);
    }
}
