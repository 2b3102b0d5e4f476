package plotty.access;

import java.time.Instant;

/**
 * A secret that is good for a while: a bearer token or a ticket.
 *
 * @param value secret
 */
public record Token(String value, Instant expiresAt) {
    /** Without the secret. */
    @Override
    public String toString() {
        return "token until " + expiresAt;
    }
}
