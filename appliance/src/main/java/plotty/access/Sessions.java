package plotty.access;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/** Logins in browsers, known by a cookie. Thread-safe; changes block for the disk, a login for the hash. */
public final class Sessions {
    /** Name of the cookie. */
    public static final String COOKIE = "plotty_session";

    /** A login as its own browser sees it. */
    public record Current(Session session, User user, String csrf) {
        /** Without the CSRF token. */
        @Override
        public String toString() {
            return "login " + session.id() + " of " + user.name();
        }
    }

    Sessions() {}

    /**
     * Logs in.
     *
     * @throws AccessRefusedException if name or password are wrong, or too many wrong ones came
     */
    public Login begin(InetAddress client, String name, String password) {
        throw new UnsupportedOperationException();
    }

    /** The login that a cookie stands for, if it is one that is good now. */
    public Optional<Current> of(String cookie) {
        throw new UnsupportedOperationException();
    }

    /** All logins that are good now, the latest first. */
    public List<Session> all() {
        throw new UnsupportedOperationException();
    }

    /** Logs out; nothing happens if the cookie is not known. */
    public void end(String cookie) {
        throw new UnsupportedOperationException();
    }

    /**
     * Ends a login of any user.
     *
     * @throws AccountException UNKNOWN, FORBIDDEN
     */
    public void revoke(Principal by, String id) {
        throw new UnsupportedOperationException();
    }
}
