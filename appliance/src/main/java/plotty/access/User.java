package plotty.access;

import java.time.Instant;
import java.util.Set;

/**
 * Somebody with a name and a password.
 *
 * @param name 1 to 32 lower-case letters, digits, dots, hyphens and underscores
 * @param devices ids of the plotters that he may use; empty for all
 */
public record User(String name, Role role, Set<String> devices, Instant createdAt) {
    /** Keeps its own copy of the devices. */
    public User {
        devices = Set.copyOf(devices);
    }
}
