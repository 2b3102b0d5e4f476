package plotty.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Keys for programs. Thread-safe; changes block for the disk. */
public final class Keys {
    Keys() {}

    /** All, also those that have expired, by name. */
    public List<ApiKey> all() {
        throw new UnsupportedOperationException();
    }

    /**
     * Makes a key.
     *
     * @param by who does it; he cannot give more than he has
     * @param role viewer, operator or admin
     * @throws AccountException INVALID, CONFLICT if the name is taken, FORBIDDEN, FULL
     */
    public NewKey make(Principal by, String name, Role role, Set<String> devices, Optional<Instant> expiresAt) {
        throw new UnsupportedOperationException();
    }

    /**
     * Ends a key and its tokens.
     *
     * @throws AccountException UNKNOWN, FORBIDDEN
     */
    public void revoke(Principal by, String id) {
        throw new UnsupportedOperationException();
    }
}
