package plotty.api;

/** Somebody asks for a plotter, or a job on one, that he may not use. The message says so, and which he may use. */
public final class NotPermittedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NotPermittedException(String message) {
        super(message, null, false, false);
    }
}
