package plotty.plotter;

/** The line to a board is gone: unplugged, closed, or its device failed. */
public final class LinkLostException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LinkLostException(String message) {
        super(message);
    }

    public LinkLostException(String message, Throwable cause) {
        super(message, cause);
    }
}
