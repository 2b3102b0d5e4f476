package plotty.api;

/** What a client sent cannot be understood. The message says what is wrong, where, and what is expected instead. */
public final class BadInputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BadInputException(String message) {
        super(message);
    }
}
