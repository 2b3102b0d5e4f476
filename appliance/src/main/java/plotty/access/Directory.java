package plotty.access;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All users, keys and logins at one moment.
 *
 * @param revision greater than that of every earlier one
 * @param accounts by the user's name, in their order
 * @param keys by id
 * @param sessions by id
 * @param sessionIds the ids by the hash of the cookie
 */
record Directory(
        long revision,
        Map<String, Account> accounts,
        Map<String, StoredKey> keys,
        Map<String, StoredSession> sessions,
        Map<String, String> sessionIds) {

    static final Directory EMPTY = new Directory(0, Map.of(), Map.of(), Map.of(), Map.of());

    /**
     * A user with what the outside never sees.
     *
     * @param password as {@link Passwords#hash} gave it
     * @param stamp random, another one after each change of password, role or plotters: what was given out before is void
     */
    record Account(User user, String password, String stamp) {
        @Override
        public String toString() {
            return "account of " + user.name();
        }
    }

    /**
     * A key with what the outside never sees.
     *
     * @param hash of the secret
     */
    record StoredKey(ApiKey key, String hash) {
        @Override
        public String toString() {
            return "key " + key.id();
        }
    }

    /**
     * A login with what the outside never sees.
     *
     * @param hash of the cookie
     */
    record StoredSession(Session session, String hash) {
        @Override
        public String toString() {
            return "login " + session.id();
        }
    }

    static Directory of(
            long revision,
            Map<String, Account> accounts,
            Map<String, StoredKey> keys,
            Map<String, StoredSession> sessions) {
        Map<String, String> ids = new LinkedHashMap<>();
        sessions.forEach((id, session) -> ids.put(session.hash(), id));
        return new Directory(revision, new TreeMap<>(accounts), keys, sessions, ids);
    }

    Optional<Account> account(String name) {
        return Optional.ofNullable(accounts.get(name));
    }

    Optional<StoredKey> key(String id) {
        return Optional.ofNullable(keys.get(id));
    }

    Optional<StoredSession> session(String id) {
        return Optional.ofNullable(sessions.get(id));
    }

    Optional<StoredSession> sessionByHash(String hash) {
        return Optional.ofNullable(sessionIds.get(hash)).flatMap(this::session);
    }

    /** How many users may do everything, with all plotters: one of them must remain. */
    long owners() {
        return accounts.values().stream()
                .filter(account -> isOwner(account.user().role(), account.user()))
                .count();
    }

    boolean isLastOwner(User user) {
        return isOwner(user.role(), user) && owners() == 1;
    }

    private static boolean isOwner(Role role, User user) {
        return role == Role.ADMIN && user.devices().isEmpty();
    }

    @Override
    public String toString() {
        return "directory " + revision + " of " + accounts.size() + " users";
    }
}
