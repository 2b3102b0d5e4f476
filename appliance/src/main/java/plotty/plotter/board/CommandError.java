package plotty.plotter.board;

/**
 * The board answers with an error and does not carry the command out. The message is the text that the firmware prints.
 */
final class CommandError extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean afterOk;
    private final boolean bare;
    private final String ending;

    CommandError(String text) {
        this(text, "", false, false);
    }

    private CommandError(String text, String ending, boolean afterOk, boolean bare) {
        super(text);
        this.ending = ending;
        this.afterOk = afterOk;
        this.bare = bare;
    }

    static CommandError missing() {
        return new CommandError("!4 Err: Missing parameter(s)");
    }

    static CommandError invalid() {
        return new CommandError("!6 Err: Invalid parameter value");
    }

    static CommandError extra() {
        return new CommandError("!7 Err: Extra parameter");
    }

    /** An error of the rate check, which has a line ending of its own before the usual one since 3.0. */
    static CommandError rate(String text, String ending) {
        return new CommandError(text, ending, false, false);
    }

    /** An error of the rate check before 3.0: it has a line ending of its own and nothing after it. */
    static CommandError bare(String text, String ending) {
        return new CommandError(text, ending, false, true);
    }

    /** The same error, but the command says OK first: some do that by mistake. */
    CommandError behindOk() {
        return new CommandError(getMessage(), ending, true, bare);
    }

    boolean afterOk() {
        return afterOk;
    }

    boolean bare() {
        return bare;
    }

    String ending() {
        return ending;
    }
}
