package plotty.motion;

/** A drawing is larger than the machine's work area. The message gives both sizes and says what to do. */
public final class DoesNotFitException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DoesNotFitException(String message) {
        super(message);
    }
}
