package plotty.access;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import plotty.access.Directory.Account;
import plotty.access.Directory.StoredKey;
import plotty.access.Directory.StoredSession;
import plotty.access.Principal.Kind;

/**
 * What a login or a key is worth at this moment, whatever was got for it. A grant names one: {@code key:ID}, {@code
 * user:NAME/STAMP} or {@code user:NAME/STAMP/SESSION}. It says nothing of roles, so nothing that was given out, token, ticket
 * or open socket, can hold more than the tables do now. Thread-safe; never blocks.
 */
final class Grants {
    /** The grant of the key in the configuration. */
    static final String CONFIGURED = "configured";

    private static final String KEY = "key:";
    private static final String USER = "user:";

    private final Register register;
    private final InstantSource clock;
    private final boolean configured;
    private final LastUse keyUses;
    private final LastUse sessionUses;
    private final AccessSettings settings;

    Grants(AccessSettings settings, Register register, LastUse keyUses, LastUse sessionUses, InstantSource clock) {
        this.settings = settings;
        this.register = register;
        this.configured = settings.configuredKey().isPresent();
        this.keyUses = keyUses;
        this.sessionUses = sessionUses;
        this.clock = clock;
    }

    static String of(ApiKey key) {
        return KEY + key.id();
    }

    static String of(Account account) {
        return USER + account.user().name() + "/" + account.stamp();
    }

    static String of(Account account, Session session) {
        return of(account) + "/" + session.id();
    }

    /** The principal that a grant stands for now, and notes that it was used; empty if it is void. */
    Optional<Principal> principal(String grant, Kind kind) {
        if (grant.equals(CONFIGURED)) {
            return configured
                    ? Optional.of(new Principal("key:configured", kind, Role.OPERATOR, Set.of(), CONFIGURED))
                    : Optional.empty();
        }
        Directory directory = register.now();
        if (grant.startsWith(KEY)) {
            return directory.key(grant.substring(KEY.length())).flatMap(stored -> ofKey(directory, stored, kind));
        }
        if (grant.startsWith(USER)) {
            return ofUser(directory, grant, kind);
        }
        return Optional.empty();
    }

    /** The user that a grant goes back to: himself, or who owns the key. */
    Optional<String> userOf(String grant) {
        if (grant.startsWith(KEY)) {
            return register.now()
                    .key(grant.substring(KEY.length()))
                    .flatMap(stored -> stored.key().owner());
        }
        return grant.startsWith(USER)
                ? Optional.of(grant.substring(USER.length(), grant.indexOf('/')))
                : Optional.empty();
    }

    /** Whether a login is good now. */
    boolean isGood(Session session) {
        Instant now = clock.instant();
        return now.isBefore(session.expiresAt())
                && now.isBefore(lastSeen(session).plus(settings.sessionIdle()));
    }

    Instant lastSeen(Session session) {
        return sessionUses.of(session.id()).orElse(session.lastSeenAt());
    }

    private Optional<Principal> ofKey(Directory directory, StoredKey stored, Kind kind) {
        ApiKey key = stored.key();
        if (key.expiresAt().filter(end -> !clock.instant().isBefore(end)).isPresent()) {
            return Optional.empty();
        }
        Optional<Reach> reach = key.owner().isEmpty()
                ? Optional.of(Reach.of(key))
                : directory
                        .account(key.owner().get())
                        .flatMap(owner -> Reach.of(owner.user()).and(Reach.of(key)));
        reach.ifPresent(_ -> keyUses.note(key.id()));
        return reach.map(r -> new Principal(KEY + key.name(), kind, r.role(), r.devices(), of(key)));
    }

    private Optional<Principal> ofUser(Directory directory, String grant, Kind kind) {
        String[] parts = grant.substring(USER.length()).split("/", -1);
        Optional<Account> account = directory
                .account(parts[0])
                .filter(a -> parts.length >= 2 && a.stamp().equals(parts[1]));
        if (parts.length == 3) {
            Optional<Session> session =
                    directory.session(parts[2]).map(StoredSession::session).filter(this::isGood);
            if (session.isEmpty() || !session.get().user().equals(parts[0])) {
                return Optional.empty();
            }
            sessionUses.note(session.get().id());
        }
        return account.map(Account::user)
                .map(user -> new Principal(USER + user.name(), kind, user.role(), user.devices(), grant));
    }
}
