package plotty.access;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Those with a name and a password. Thread-safe; changes block for the disk, passwords for the hash. */
public final class Users {
    Users() {}

    /** All, by name. */
    public List<User> all() {
        throw new UnsupportedOperationException();
    }

    /** The user with this name, in whatever case it is written. */
    public Optional<User> named(String name) {
        throw new UnsupportedOperationException();
    }

    /**
     * Makes a user.
     *
     * @param by who does it; he cannot give more than he has
     * @throws AccountException INVALID, CONFLICT if the name is taken, FORBIDDEN, FULL
     */
    public User add(Principal by, String name, Role role, Set<String> devices, String password) {
        throw new UnsupportedOperationException();
    }

    /**
     * Changes what a user may do; ends his logins and tokens if it does change.
     *
     * @param role empty to leave it
     * @param devices empty to leave them; an empty set for all plotters
     * @throws AccountException UNKNOWN, INVALID, FORBIDDEN, CONFLICT for the last admin
     */
    public User change(Principal by, String name, Optional<Role> role, Optional<Set<String>> devices) {
        throw new UnsupportedOperationException();
    }

    /**
     * Deletes a user with his logins, tokens and keys.
     *
     * @throws AccountException UNKNOWN, FORBIDDEN, CONFLICT for the last admin
     */
    public void delete(Principal by, String name) {
        throw new UnsupportedOperationException();
    }

    /**
     * An admin gives somebody a new password; ends the logins and tokens.
     *
     * @throws AccountException UNKNOWN, INVALID, FORBIDDEN
     */
    public void resetPassword(Principal by, String name, String password) {
        throw new UnsupportedOperationException();
    }

    /**
     * A user changes his own password; ends his logins and tokens, also the one he does it with.
     *
     * @param user the principal of a user: its id begins with {@code user:}
     * @throws AccessRefusedException if the current password is wrong, or too many wrong ones came
     * @throws AccountException INVALID, also if the principal is no user
     */
    public void changePassword(Principal user, InetAddress client, String current, String password) {
        throw new UnsupportedOperationException();
    }

    /**
     * Checks a name and password.
     *
     * @throws AccessRefusedException if they are wrong, or too many wrong ones came
     */
    public Principal check(InetAddress client, String name, String password) {
        throw new UnsupportedOperationException();
    }
}
