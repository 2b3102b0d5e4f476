package plotty.access;

import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.tinylog.Logger;
import plotty.access.AccessRefusedException.Reason;
import plotty.access.Principal.Kind;
import plotty.store.Database;

/**
 * Everybody who may come in, and the guard that knows them. Thread-safe. Only logins and changes block, for the hash or the
 * disk: to know a cookie, key, token or ticket takes no more than memory.
 */
public final class Accounts implements Guard, AutoCloseable {
    /** The tables of this room. */
    public static final Database.Migrations MIGRATIONS = Register.MIGRATIONS;

    private static final String WRONG = "These credentials are wrong, or are not good any more.";

    private volatile AccessSettings settings;
    private final Database database;
    private final LastUse keyUses;
    private final LastUse sessionUses;
    private final AuditLog auditLog;
    private final Throttle throttle;
    private final Grants grants;
    private final Users users;
    private final Sessions sessions;
    private final Keys keys;
    private final Tokens tokens;
    private final Tickets tickets;
    private final Pairings pairings;
    private final Claim claim;
    private final Buckets principalBuckets;
    private final Buckets addressBuckets;

    private Accounts(
            AccessSettings settings,
            Database database,
            ClaimNotice notice,
            InstantSource clock,
            SecureRandom random,
            Passwords passwords) {
        this.settings = settings;
        this.database = database;
        Secrets secrets = new Secrets(random);
        Register register = new Register(database);
        keyUses = new LastUse(database, clock, "UPDATE api_key SET used_at = ? WHERE id = ?");
        sessionUses = new LastUse(database, clock, "UPDATE session SET used_at = ? WHERE id = ?");
        auditLog = new AuditLog(database, settings.auditRows(), clock);
        throttle = new Throttle(
                clock,
                subject -> tell(new AccessEvent.ManyWrong(
                        subject.startsWith(Users.STRANGERS) ? "names that nobody has" : subject)));
        grants = new Grants(settings, register, keyUses, sessionUses, clock);
        users = new Users(register, passwords, throttle, auditLog, secrets, clock);
        sessions = new Sessions(settings, register, users, grants, secrets, sessionUses, clock);
        keys = new Keys(register, grants, secrets, keyUses, clock);
        tokens = new Tokens(
                database.events().epoch(), new SigningKeys(database, secrets, clock), grants, secrets, clock);
        tickets = new Tickets(grants, secrets, clock);
        pairings = new Pairings(keys, throttle, secrets, this::tell, clock);
        claim = new Claim(register, users, sessions, throttle, auditLog, secrets, notice, clock);
        principalBuckets = new Buckets(settings.perPrincipal(), clock);
        addressBuckets = new Buckets(settings.perAddress(), clock);
    }

    /**
     * Reads the accounts; if nobody owns the box, makes a claim code and gives notice of it.
     *
     * @param notice told the claim code now, and when the box is claimed
     * @param random makes every secret
     */
    public static Accounts open(
            AccessSettings settings, Database database, ClaimNotice notice, InstantSource clock, SecureRandom random) {
        return open(settings, database, notice, clock, random, new Passwords(random, HashCost.ofThisMachine()));
    }

    /** The same with another hasher. */
    static Accounts open(
            AccessSettings settings,
            Database database,
            ClaimNotice notice,
            InstantSource clock,
            SecureRandom random,
            Passwords passwords) {
        // As exact as the database keeps them: what is in memory and what was read again are compared.
        InstantSource exact = () -> clock.instant().truncatedTo(ChronoUnit.MILLIS);
        if (database.restored().isPresent()) {
            // A login that was ended since the copy was made is not to come back to life.
            Register.finished(
                    database.write(transaction -> Register.run(transaction.connection(), "DELETE FROM session")));
        }
        Accounts accounts = new Accounts(settings, database, notice, exact, random, passwords);
        accounts.claim.announce();
        return accounts;
    }

    /** Goes on with other roles of those without credentials and other rates; the rest stays as it is. Any thread. */
    public void take(AccessSettings changed) {
        settings = changed.withConfiguredKey(settings.configuredKey());
        principalBuckets.fillAt(changed.perPrincipal());
        addressBuckets.fillAt(changed.perAddress());
    }

    public Claim claim() {
        return claim;
    }

    public Users users() {
        return users;
    }

    public Sessions sessions() {
        return sessions;
    }

    public Keys keys() {
        return keys;
    }

    public Tokens tokens() {
        return tokens;
    }

    public Tickets tickets() {
        return tickets;
    }

    public Pairings pairings() {
        return pairings;
    }

    public AuditLog auditLog() {
        return auditLog;
    }

    /** For the buttons. */
    public Presence presence() {
        return () -> {
            throttle.forgetAll();
            if (claim.open()) {
                claim.release();
                auditLog.add("present", InetAddress.getLoopbackAddress(), "claim released", 200);
            } else if (pairings.confirmOnly().isPresent()) {
                auditLog.add("present", InetAddress.getLoopbackAddress(), "pairing confirmed", 200);
            }
        };
    }

    /**
     * Who asks. Of several credentials the most explicit one counts: bearer, API key, ticket, then the cookie, which browsers
     * send unasked. A cookie that is not good any more is therefore no wrong credential: its browser comes as anybody does,
     * and can log in again.
     */
    @Override
    public Principal identify(Credentials credentials) {
        InetAddress client = credentials.client();
        Optional<String> key = credentials.bearer().or(credentials::apiKey);
        if (key.isPresent()) {
            return byKey(client, key.get());
        }
        if (credentials.ticket().isPresent()) {
            return tickets.redeem(credentials.ticket().get())
                    .orElseThrow(() -> wrong(
                            client,
                            "ticket",
                            "This ticket was used already or is older than 30 s. Ask for a new one."));
        }
        return credentials
                .session()
                .flatMap(cookie -> bySession(credentials, cookie))
                .orElseGet(() -> settings.roles().identify(credentials));
    }

    private Principal byKey(InetAddress client, String value) {
        Optional<Principal> known;
        if (value.startsWith(Keys.PREFIX)) {
            known = keys.principal(value);
        } else if (Tokens.looksLikeOne(value)) {
            known = tokens.principal(value);
        } else {
            known = Optional.empty();
        }
        return known.or(() -> byConfiguredKey(client, value)).orElseThrow(() -> wrong(client, "key or token", WRONG));
    }

    private AccessRefusedException wrong(InetAddress client, String what, String message) {
        AccessRefusedException refusal = throttle.wrong(client, message);
        auditLog.add("anonymous", client, "wrong " + what, 401);
        return refusal;
    }

    /** A person thought it up, so it may be guessed: not looked at while its address is slowed down. */
    private Optional<Principal> byConfiguredKey(InetAddress client, String value) {
        throttle.mustBeFree(client);
        return settings.configuredKey()
                .filter(right -> Secrets.same(right, value))
                .flatMap(_ -> grants.principal(Grants.CONFIGURED, Kind.KEY));
    }

    private Optional<Principal> bySession(Credentials credentials, String cookie) {
        Optional<Principal> principal = sessions.principal(cookie);
        if (principal.isPresent()
                && credentials.changesState()
                && !Secrets.same(Secrets.csrf(cookie), credentials.csrf())) {
            throw new AccessRefusedException(
                    Reason.FORGED,
                    "A change with a login's cookie needs the header X-CSRF-Token with the token that"
                            + " GET /api/v1/session answers. Reload the page.");
        }
        return principal;
    }

    @Override
    public boolean stillHolds(Principal principal) {
        if (principal.grant().isEmpty()) {
            return true;
        }
        return grants.principal(principal.grant(), principal.kind())
                .filter(now -> Reach.of(now).covers(Reach.of(principal)))
                .isPresent();
    }

    @Override
    public Optional<Duration> overLimit(Principal principal, InetAddress client) {
        Optional<Duration> byPrincipal = switch (principal.kind()) {
            case ANONYMOUS, PRESENT -> Optional.empty();
            case SESSION, KEY, TOKEN, TICKET -> principalBuckets.take(principal.id());
        };
        return byPrincipal.or(() -> addressBuckets.take(Network.of(client).prefix()));
    }

    @Override
    public void audit(Principal principal, InetAddress client, String action, int outcome) {
        auditLog.add(principal.id(), client, action, outcome);
    }

    private void tell(AccessEvent event) {
        var _ = database.<Void>write(transaction -> {
                    transaction.append(event);
                    return null;
                })
                .exceptionally(problem -> {
                    Logger.warn("The event '{}' could not be written: {}", event.change(), problem.getMessage());
                    return null;
                });
    }

    /** Writes down what is not written yet. The database must still be open. */
    @Override
    public void close() {
        auditLog.settle();
        Register.finished(keyUses.writeAll());
        Register.finished(sessionUses.writeAll());
    }
}
