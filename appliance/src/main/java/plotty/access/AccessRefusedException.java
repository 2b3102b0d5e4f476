package plotty.access;

import java.time.Duration;
import java.util.Optional;

/** Somebody is not let in. The message is for him: it never says which part of his credentials was wrong. */
public final class AccessRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Reason {
        /** The credentials are wrong, expired or revoked. */
        WRONG,
        /** A cookie came without the CSRF token that goes with it. */
        FORGED,
        /** Too many wrong credentials came from this address or for this account. */
        TOO_MANY
    }

    private final Reason reason;
    private final transient Optional<Duration> retryAfter;

    public AccessRefusedException(Reason reason, String message) {
        this(reason, message, Optional.empty());
    }

    /**
     * A refusal.
     *
     * @param retryAfter when to try again
     */
    public AccessRefusedException(Reason reason, String message, Optional<Duration> retryAfter) {
        super(message, null, false, false);
        this.reason = reason;
        this.retryAfter = retryAfter;
    }

    public Reason reason() {
        return reason;
    }

    public Optional<Duration> retryAfter() {
        return retryAfter;
    }
}
