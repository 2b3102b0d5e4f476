package plotty.access;

import java.net.InetAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import plotty.access.Directory.Account;
import plotty.access.Directory.StoredSession;

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

    /** How many logins a user may have; with one more the one that was used longest ago ends. */
    static final int MAX_PER_USER = 20;

    private final AccessSettings settings;
    private final Register register;
    private final Users users;
    private final Grants grants;
    private final Secrets secrets;
    private final LastUse uses;
    private final InstantSource clock;

    Sessions(
            AccessSettings settings,
            Register register,
            Users users,
            Grants grants,
            Secrets secrets,
            LastUse uses,
            InstantSource clock) {
        this.settings = settings;
        this.register = register;
        this.users = users;
        this.grants = grants;
        this.secrets = secrets;
        this.uses = uses;
        this.clock = clock;
    }

    /**
     * Logs in.
     *
     * @throws AccessRefusedException if name or password are wrong, or too many wrong ones came
     */
    public Login begin(InetAddress client, String name, String password) {
        return begin(client, users.checked(client, name, password));
    }

    /** Logs in somebody whose password has just been right or made. */
    Login begin(InetAddress client, Account account) {
        String user = account.user().name();
        String cookie = secrets.secret();
        Instant now = clock.instant();
        Session session =
                new Session(secrets.id(), user, client.getHostAddress(), now, now, now.plus(settings.sessionLength()));
        register.change((present, transaction) -> {
            if (present.account(user).filter(account::equals).isEmpty()) {
                throw new AccessRefusedException(
                        AccessRefusedException.Reason.WRONG, "This login was changed at this moment. Log in again.");
            }
            for (Session tooMany : endedBy(present, user)) {
                Register.run(transaction.connection(), "DELETE FROM session WHERE id = ?", tooMany.id());
            }
            Register.run(
                    transaction.connection(),
                    "INSERT INTO session (id, hash, account, address, created_at, used_at, expires_at)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                    session.id(),
                    Secrets.hash(cookie),
                    user,
                    session.address(),
                    now.toEpochMilli(),
                    now.toEpochMilli(),
                    session.expiresAt().toEpochMilli());
            return session;
        });
        uses.keepOnly(register.now().sessions().keySet());
        return new Login(cookie, Secrets.csrf(cookie), session, account.user());
    }

    /** Those that are over, and the user's own that are too many with the one that begins. */
    private List<Session> endedBy(Directory present, String user) {
        List<Session> ended =
                sessions(present).filter(session -> !grants.isGood(session)).toList();
        List<Session> tooMany = sessions(present)
                .filter(session -> session.user().equals(user) && grants.isGood(session))
                .sorted(Comparator.comparing(grants::lastSeen)
                        .thenComparing(Session::createdAt)
                        .reversed())
                .skip(MAX_PER_USER - 1L)
                .toList();
        return Stream.concat(ended.stream(), tooMany.stream()).toList();
    }

    private static Stream<Session> sessions(Directory directory) {
        return directory.sessions().values().stream().map(StoredSession::session);
    }

    /** The login that a cookie stands for, if it is one that is good now. */
    public Optional<Current> of(String cookie) {
        Directory directory = register.now();
        return stored(directory, cookie)
                .map(StoredSession::session)
                .filter(grants::isGood)
                .flatMap(session -> directory
                        .account(session.user())
                        .map(account -> new Current(seen(session), account.user(), Secrets.csrf(cookie))));
    }

    /** The principal of a login, if it is good now. */
    Optional<Principal> principal(String cookie) {
        Directory directory = register.now();
        return stored(directory, cookie)
                .map(StoredSession::session)
                .flatMap(session -> directory
                        .account(session.user())
                        .flatMap(account -> grants.principal(Grants.of(account, session), Principal.Kind.SESSION)));
    }

    private static Optional<StoredSession> stored(Directory directory, String cookie) {
        return cookie.length() == Secrets.LENGTH ? directory.sessionByHash(Secrets.hash(cookie)) : Optional.empty();
    }

    private Session seen(Session session) {
        return new Session(
                session.id(),
                session.user(),
                session.address(),
                session.createdAt(),
                grants.lastSeen(session),
                session.expiresAt());
    }

    /** All logins that are good now, the latest first. */
    public List<Session> all() {
        return sessions(register.now())
                .filter(grants::isGood)
                .map(this::seen)
                .sorted(Comparator.comparing(Session::createdAt).reversed())
                .toList();
    }

    /** Logs out; nothing happens if the cookie is not known. */
    public void end(String cookie) {
        stored(register.now(), cookie).ifPresent(stored -> delete(stored.session()));
    }

    private void delete(Session session) {
        register.change((_, transaction) ->
                Register.run(transaction.connection(), "DELETE FROM session WHERE id = ?", session.id()));
    }

    /**
     * Ends a login of any user.
     *
     * @throws AccountException UNKNOWN, FORBIDDEN
     */
    public void revoke(Principal by, String id) {
        Directory directory = register.now();
        Session session = directory
                .session(id)
                .map(StoredSession::session)
                .orElseThrow(() -> new AccountException(
                        AccountException.Reason.UNKNOWN, "There is no such login, or it is over already."));
        directory
                .account(session.user())
                .map(Account::user)
                .filter(user -> !by.id().equals("user:" + user.name()))
                .ifPresent(user -> Reach.of(by).mustCover(Reach.of(user)));
        delete(session);
    }
}
