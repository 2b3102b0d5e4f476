package plotty.access;

import java.net.InetAddress;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import plotty.access.AccessRefusedException.Reason;
import plotty.access.Directory.Account;
import plotty.store.Database.Transaction;

/** Those with a name and a password. Thread-safe; changes block for the disk, passwords for the hash. */
public final class Users {
    /** How many there may be. */
    static final int MAX_USERS = 200;

    /** How the groups begin in which guesses at names that nobody has are counted. */
    static final String STRANGERS = "stranger:";

    private static final String PREFIX = "user:";
    /** So many, which keeps what is remembered small. */
    private static final int GROUPS_OF_STRANGERS = 256;

    private final Register register;
    private final Passwords passwords;
    private final Throttle throttle;
    private final AuditLog auditLog;
    private final Secrets secrets;
    private final InstantSource clock;

    Users(
            Register register,
            Passwords passwords,
            Throttle throttle,
            AuditLog auditLog,
            Secrets secrets,
            InstantSource clock) {
        this.register = register;
        this.passwords = passwords;
        this.throttle = throttle;
        this.auditLog = auditLog;
        this.secrets = secrets;
        this.clock = clock;
    }

    /** All, by name. */
    public List<User> all() {
        return register.now().accounts().values().stream().map(Account::user).toList();
    }

    /** The user with this name, in whatever case it is written. */
    public Optional<User> named(String name) {
        return account(name).map(Account::user);
    }

    /**
     * Makes a user.
     *
     * @param by who does it; he cannot give more than he has
     * @throws AccountException INVALID, CONFLICT if the name is taken, FORBIDDEN, FULL
     */
    public User add(Principal by, String name, Role role, Set<String> devices, String password) {
        User user = new User(Names.user(name), Names.role(role), Names.devices(devices), clock.instant());
        Reach.of(by).mustCover(Reach.of(user));
        Account account = hashed(user, password, () -> mustBeNew(register.now(), user.name()));
        return register.change((present, transaction) -> {
            mustBeNew(present, user.name());
            insert(account, transaction);
            transaction.append(new AccessEvent.UserMade(user.name(), user.role(), by.id()));
            return user;
        });
    }

    /** Makes the first admin of a box that has none. */
    Account addOwner(String name, String password) {
        User user = new User(Names.user(name), Role.ADMIN, Set.of(), clock.instant());
        Account account = hashed(user, password, () -> mustHaveNoOwner(register.now()));
        return register.change((present, transaction) -> {
            mustHaveNoOwner(present);
            mustBeNew(present, user.name());
            insert(account, transaction);
            transaction.append(new AccessEvent.Claimed(user.name()));
            return account;
        });
    }

    private Account hashed(User user, String password, Runnable checkFirst) {
        Names.checkPassword(user.name(), password);
        checkFirst.run();
        return new Account(user, passwords.hash(password), secrets.id());
    }

    private static void mustHaveNoOwner(Directory present) {
        if (present.owners() > 0) {
            throw new AccountException(
                    AccountException.Reason.CONFLICT, "This box has an owner already. Log in, or ask him for a login.");
        }
    }

    private static void mustBeNew(Directory present, String name) {
        if (present.account(name).isPresent()) {
            throw new AccountException(
                    AccountException.Reason.CONFLICT, "There is a user " + name + " already. Take another name.");
        }
        if (present.accounts().size() >= MAX_USERS) {
            throw new AccountException(
                    AccountException.Reason.FULL,
                    "There are " + MAX_USERS + " users, which is as many as are kept. Delete one that is not needed.");
        }
    }

    private static void insert(Account account, Transaction transaction) throws SQLException {
        User user = account.user();
        Register.run(
                transaction.connection(),
                "INSERT INTO account (name, role, devices, password, stamp, created_at) VALUES (?, ?, ?, ?, ?, ?)",
                user.name(),
                user.role().name(),
                Register.text(user.devices()),
                account.password(),
                account.stamp(),
                user.createdAt().toEpochMilli());
    }

    /**
     * Changes what a user may do; ends his logins and tokens if it does change.
     *
     * @param role empty to leave it
     * @param devices empty to leave them; an empty set for all plotters
     * @throws AccountException UNKNOWN, INVALID, FORBIDDEN, CONFLICT for the last admin
     */
    public User change(Principal by, String name, Optional<Role> role, Optional<Set<String>> devices) {
        Optional<Role> newRole = role.map(Names::role);
        Optional<Set<String>> newDevices = devices.map(Names::devices);
        return register.change((present, transaction) -> {
            User before = existing(present, name).user();
            User after = new User(
                    before.name(),
                    newRole.orElse(before.role()),
                    newDevices.orElse(before.devices()),
                    before.createdAt());
            Reach.of(by).mustCover(Reach.of(before));
            Reach.of(by).mustCover(Reach.of(after));
            if (after.equals(before)) {
                return before;
            }
            mustNotBeLastOwner(present, before);
            Register.run(
                    transaction.connection(),
                    "UPDATE account SET role = ?, devices = ?, stamp = ? WHERE name = ?",
                    after.role().name(),
                    Register.text(after.devices()),
                    secrets.id(),
                    after.name());
            endLogins(transaction, after.name());
            transaction.append(new AccessEvent.UserChanged(after.name(), after.role(), by.id()));
            return after;
        });
    }

    private static Account existing(Directory present, String name) {
        return present.account(key(name))
                .orElseThrow(() -> new AccountException(
                        AccountException.Reason.UNKNOWN,
                        "There is no user of this name. GET /api/v1/users lists them."));
    }

    private static void mustNotBeLastOwner(Directory present, User user) {
        if (present.isLastOwner(user)) {
            throw new AccountException(
                    AccountException.Reason.CONFLICT,
                    user.name() + " is the last admin for all plotters. Make somebody else one first.");
        }
    }

    private static void endLogins(Transaction transaction, String name) throws SQLException {
        Register.run(transaction.connection(), "DELETE FROM session WHERE account = ?", name);
    }

    /**
     * Deletes a user with his logins, tokens and keys.
     *
     * @throws AccountException UNKNOWN, FORBIDDEN, CONFLICT for the last admin
     */
    public void delete(Principal by, String name) {
        register.change((present, transaction) -> {
            User user = existing(present, name).user();
            Reach.of(by).mustCover(Reach.of(user));
            mustNotBeLastOwner(present, user);
            // Logins and keys go with him: the tables say so.
            Register.run(transaction.connection(), "DELETE FROM account WHERE name = ?", user.name());
            transaction.append(new AccessEvent.UserDeleted(user.name(), by.id()));
            return user;
        });
    }

    /**
     * An admin gives somebody a new password; ends the logins and tokens.
     *
     * @throws AccountException UNKNOWN, INVALID, FORBIDDEN
     */
    public void resetPassword(Principal by, String name, String password) {
        Reach.of(by).mustCover(Reach.of(existing(register.now(), name).user()));
        setPassword(by, key(name), password);
    }

    private void setPassword(Principal by, String name, String password) {
        Names.checkPassword(name, password);
        String hash = passwords.hash(password);
        register.change((present, transaction) -> {
            User user = existing(present, name).user();
            Reach.of(by).mustCover(Reach.of(user));
            Register.run(
                    transaction.connection(),
                    "UPDATE account SET password = ?, stamp = ? WHERE name = ?",
                    hash,
                    secrets.id(),
                    user.name());
            endLogins(transaction, user.name());
            transaction.append(new AccessEvent.PasswordChanged(user.name(), by.id()));
            return user;
        });
    }

    /**
     * A user changes his own password; ends his logins and tokens, also the one he does it with.
     *
     * @param user the principal of a user: its id begins with {@code user:}
     * @throws AccessRefusedException if the current password is wrong, or too many wrong ones came
     * @throws AccountException INVALID, also if the principal is no user
     */
    public void changePassword(Principal user, InetAddress client, String current, String password) {
        if (!user.id().startsWith(PREFIX)) {
            throw new AccountException(
                    AccountException.Reason.INVALID,
                    "Only a user has a password. Log in with name and password first.");
        }
        String name = user.id().substring(PREFIX.length());
        Names.checkPassword(name, password);
        // With the reach that he has now, not the one that he came in with.
        setPassword(check(client, name, current), name, password);
    }

    /**
     * Checks a name and password.
     *
     * @throws AccessRefusedException if they are wrong, or too many wrong ones came
     */
    public Principal check(InetAddress client, String name, String password) {
        Account account = checked(client, name, password);
        User user = account.user();
        return new Principal(
                PREFIX + user.name(), Principal.Kind.SESSION, user.role(), user.devices(), Grants.of(account));
    }

    Account checked(InetAddress client, String name, String password) {
        Optional<Account> account = account(name);
        String who = account.map(a -> PREFIX + a.user().name()).orElse("anonymous");
        if (account.isPresent() && hasLoginAt(client, account.get())) {
            throttle.usedFrom(client, who);
        }
        Throttle.Attempt attempt = throttle.admit(
                client,
                account.isPresent() ? who : STRANGERS + Math.floorMod(key(name).hashCode(), GROUPS_OF_STRANGERS));
        boolean right;
        try {
            right = password.length() <= 2 * Names.MAX_PASSWORD
                    && passwords.matches(password, account.map(Account::password));
        } catch (AccessRefusedException busy) {
            attempt.withdrawn();
            throw busy;
        }
        // A name that nobody has may be a password in the wrong field: it is not taken down.
        auditLog.add(who, client, "login", right ? 200 : 401);
        if (!right) {
            throw new AccessRefusedException(Reason.WRONG, "Name or password are wrong.");
        }
        attempt.succeeded();
        return account.orElseThrow();
    }

    /** Also one from before a restart, and the one that came with the claim. */
    private boolean hasLoginAt(InetAddress client, Account account) {
        Network network = Network.of(client);
        return register.now().sessions().values().stream()
                .map(Directory.StoredSession::session)
                .filter(session -> session.user().equals(account.user().name()))
                .anyMatch(session ->
                        Network.of(InetAddress.ofLiteral(session.address())).equals(network));
    }

    private Optional<Account> account(String name) {
        return register.now().account(key(name));
    }

    private static String key(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }
}
