package plotty.access;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import plotty.access.AccountException.Reason;

/**
 * How far somebody may go: a role on some plotters.
 *
 * @param devices ids of plotters; empty for all
 */
record Reach(Role role, Set<String> devices) {

    static Reach of(Principal principal) {
        return new Reach(principal.role(), principal.devices());
    }

    static Reach of(User user) {
        return new Reach(user.role(), user.devices());
    }

    static Reach of(ApiKey key) {
        return new Reach(key.role(), key.devices());
    }

    boolean covers(Reach other) {
        return role.covers(other.role)
                && (devices.isEmpty() || (!other.devices.isEmpty() && devices.containsAll(other.devices)));
    }

    /** Nobody gives or takes more than he has himself: else whoever may use one plotter could make himself another login. */
    void mustCover(Reach other) {
        if (!covers(other)) {
            throw new AccountException(
                    Reason.FORBIDDEN,
                    "That would be more than you have yourself. Somebody with the same role and all of those plotters must"
                            + " do it.");
        }
    }

    /** What two both allow; empty if they have no plotter in common. */
    Optional<Reach> and(Reach other) {
        Role lesser = role.covers(other.role) ? other.role : role;
        if (devices.isEmpty() || other.devices.isEmpty()) {
            return Optional.of(new Reach(lesser, devices.isEmpty() ? other.devices : devices));
        }
        Set<String> common = new HashSet<>(devices);
        common.retainAll(other.devices);
        return common.isEmpty() ? Optional.empty() : Optional.of(new Reach(lesser, common));
    }
}
