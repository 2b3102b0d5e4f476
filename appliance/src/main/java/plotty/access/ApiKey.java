package plotty.access;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A key for a program, without its secret. It never may more than its owner may now, and goes with him.
 *
 * @param id names it in requests; no secret
 * @param name what people call it, unique; hostile text of 1 to 64 printable characters
 * @param devices ids of the plotters that it may use; empty for all
 * @param owner name of the user it was made by; empty if nobody with a name made it
 * @param lastUsedAt exact to a minute
 */
public record ApiKey(
        String id,
        String name,
        Role role,
        Set<String> devices,
        Optional<String> owner,
        Instant createdAt,
        Optional<Instant> expiresAt,
        Optional<Instant> lastUsedAt) {
    /** Keeps its own copy of the devices. */
    public ApiKey {
        devices = Set.copyOf(devices);
    }

    /** The same under another name. */
    ApiKey named(String other) {
        return new ApiKey(id, other, role, devices, owner, createdAt, expiresAt, lastUsedAt);
    }
}
