package plotty.access;

import java.time.Instant;

/**
 * A program that asks for a key, as those see it who confirm or deny it.
 *
 * @param id names it in requests; no secret
 * @param name what the program calls itself; hostile text of 1 to 64 printable characters
 * @param role what it wants to be: viewer or operator
 * @param code six digits that the program shows too: a person compares them
 * @param address where it asked from
 */
public record Pairing(
        String id, String name, Role role, String code, String address, Instant askedAt, Instant expiresAt) {

    /**
     * The program's side of it.
     *
     * @param secret with which the program polls; secret
     */
    public record Asked(Pairing pairing, String secret) {
        /** Without the secret. */
        @Override
        public String toString() {
            return "asked for pairing " + pairing.id();
        }
    }

    /** What a program hears when it polls. */
    public sealed interface Answer {
        /** Nobody has looked yet. */
        record Waiting(Instant expiresAt) implements Answer {}

        /** Somebody said no. */
        record Denied() implements Answer {}

        /** Somebody said yes; the next poll knows nothing of it any more. */
        record Granted(NewKey key) implements Answer {}
    }
}
