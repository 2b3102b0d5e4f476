package plotty.access;

/**
 * A login that succeeded.
 *
 * @param cookie value for the cookie {@link Sessions#COOKIE}; secret
 * @param csrf token that the page sends along with every change; secret
 */
public record Login(String cookie, String csrf, Session session, User user) {
    /** Without the secrets. */
    @Override
    public String toString() {
        return "login " + session.id() + " of " + user.name();
    }
}
