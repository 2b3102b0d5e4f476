package plotty.access;

import java.time.Instant;

/**
 * A login in a browser, without its secret.
 *
 * @param id names it in requests; no secret
 * @param user name of who logged in
 * @param address where from
 * @param lastSeenAt exact to a minute
 * @param expiresAt when it ends at the latest; it ends before if it is not used
 */
public record Session(
        String id, String user, String address, Instant createdAt, Instant lastSeenAt, Instant expiresAt) {}
