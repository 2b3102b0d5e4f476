package plotty.access;

/** What was asked of the accounts cannot be done. The message says why and what to do; it holds no secret. */
public final class AccountException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why, as far as a program cares. */
    public enum Reason {
        /** A name, password or other value is not as it must be. */
        INVALID,
        /** Nothing has this name or id. */
        UNKNOWN,
        /** It is so already, or would leave the box without an owner. */
        CONFLICT,
        /** Whoever asks would give or change more than he has himself. */
        FORBIDDEN,
        /** There are as many of these as are kept. */
        FULL
    }

    private final Reason reason;

    public AccountException(Reason reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
