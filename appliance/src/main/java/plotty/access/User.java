package plotty.access;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;

/**
 * Somebody with a name and a password.
 *
 * @param name 1 to 32 lower-case letters, digits, dots, hyphens and underscores
 * @param devices ids of the plotters that he may use; empty for all
 * @param createdAt in whole milliseconds, as the database keeps it: the same user is equal before and after
 */
public record User(String name, Role role, Set<String> devices, Instant createdAt) {
    /** Keeps its own copy of the devices, and the milliseconds of the time. */
    public User {
        createdAt = createdAt.truncatedTo(ChronoUnit.MILLIS);
        devices = Set.copyOf(devices);
    }
}
