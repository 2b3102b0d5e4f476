package plotty.http;

/**
 * An error that is answered as {@code application/problem+json} (RFC 9457). Thrown by handlers; anything else they throw
 * becomes a 500 with an id that stands beside the stack trace in the log.
 */
public final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int status;
    private final String title;

    /**
     * A problem.
     *
     * @param status HTTP status, 400 to 599
     * @param title what kind of problem, the same each time
     * @param detail a sentence for the reader: what is wrong, where, what to do
     */
    public Problem(int status, String title, String detail) {
        super(detail);
        this.status = status;
        this.title = title;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }
}
