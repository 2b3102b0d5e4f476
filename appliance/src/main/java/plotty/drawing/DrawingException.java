package plotty.drawing;

/** A file that cannot be read as a drawing. The message is a sentence for its sender and names the place. */
public final class DrawingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DrawingException(String message) {
        super(message);
    }

    public DrawingException(String message, Throwable cause) {
        super(message, cause);
    }
}
