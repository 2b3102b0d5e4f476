package plotty.api.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import plotty.access.Role;

/**
 * Which role each kind of message needs. A dialect with a kind that nobody gave a role does not start.
 *
 * @param <M> the sealed interface of a dialect's messages
 */
public final class MessageRoles<M> {
    private final Map<Class<?>, Role> roles;

    /**
     * The table of a dialect.
     *
     * @throws IllegalStateException if a kind has no role, or is open to everybody
     */
    public MessageRoles(Class<M> dialect, Map<Class<? extends M>, Role> roles) {
        this.roles = Map.copyOf(roles);
        for (Class<?> kind : kinds(dialect)) {
            if (this.roles.getOrDefault(kind, Role.NONE) == Role.NONE) {
                throw new IllegalStateException("messages of the kind " + kind.getSimpleName() + " need a role");
            }
        }
    }

    /** Refuses a message that is more than this role may send, with {@link ErrorCode#FORBIDDEN}. */
    public void check(Role role, M message) {
        Role needed = roles.get(message.getClass());
        if (!role.covers(needed)) {
            throw new StreamErrorException(
                    ErrorCode.FORBIDDEN,
                    "That takes the role " + needed.name().toLowerCase(Locale.ROOT) + "; this connection has only "
                            + role.name().toLowerCase(Locale.ROOT) + ". Connect with a key or a login that has it.");
        }
    }

    private static List<Class<?>> kinds(Class<?> sealed) {
        List<Class<?>> kinds = new ArrayList<>();
        for (Class<?> kind : sealed.getPermittedSubclasses()) {
            if (kind.isSealed()) {
                kinds.addAll(kinds(kind));
            } else {
                kinds.add(kind);
            }
        }
        return kinds;
    }
}
