package plotty.access;

import java.util.Set;

/**
 * Who asks, and what he may do.
 *
 * @param id stable name for the audit log: {@code anonymous}, {@code user:ada}, {@code key:vpype}; hostile text
 * @param kind how he was known
 * @param role what he may do
 * @param devices ids of the plotters that he may use; empty for all
 * @param grant the login or key that he stands on, as {@link Accounts} names it; no secret, empty if there is none
 */
public record Principal(String id, Kind kind, Role role, Set<String> devices, String grant) {

    /** How somebody was known. */
    public enum Kind {
        /** By nothing but his address. */
        ANONYMOUS,
        /** By the cookie of a login. */
        SESSION,
        /** By an API key. */
        KEY,
        /** By a bearer token that was got for a key or a login. */
        TOKEN,
        /** By a one-time ticket, which a browser uses to open a WebSocket. */
        TICKET,
        /** Somebody at the box itself: its buttons. */
        PRESENT
    }

    /** Keeps its own copy of the devices. */
    public Principal {
        devices = Set.copyOf(devices);
    }

    /** Somebody who stands on no login and no key. */
    public Principal(String id, Kind kind, Role role, Set<String> devices) {
        this(id, kind, role, devices, "");
    }

    /** Somebody without credentials. */
    public static Principal anonymous(Role role) {
        return new Principal("anonymous", Kind.ANONYMOUS, role, Set.of());
    }

    /** Whether he may use this plotter, as far as his role goes. */
    public boolean mayUse(String device) {
        return devices.isEmpty() || devices.contains(device);
    }
}
