package plotty.access;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import plotty.access.AccountException.Reason;
import plotty.access.Directory.StoredKey;

/** Keys for programs. Thread-safe; changes block for the disk. */
public final class Keys {
    /** How every key begins. */
    static final String PREFIX = "plk_";
    /** How many there may be. */
    static final int MAX_KEYS = 500;

    private static final String RESERVED = "configured";

    private final Register register;
    private final Grants grants;
    private final Secrets secrets;
    private final LastUse uses;
    private final InstantSource clock;

    Keys(Register register, Grants grants, Secrets secrets, LastUse uses, InstantSource clock) {
        this.register = register;
        this.grants = grants;
        this.secrets = secrets;
        this.uses = uses;
        this.clock = clock;
    }

    /** All, also those that have expired, by name. */
    public List<ApiKey> all() {
        return register.now().keys().values().stream()
                .map(StoredKey::key)
                .map(this::used)
                .sorted(Comparator.comparing(ApiKey::name))
                .toList();
    }

    private ApiKey used(ApiKey key) {
        return new ApiKey(
                key.id(),
                key.name(),
                key.role(),
                key.devices(),
                key.owner(),
                key.createdAt(),
                key.expiresAt(),
                uses.of(key.id()).or(key::lastUsedAt));
    }

    /**
     * Makes a key.
     *
     * @param by who does it; he cannot give more than he has
     * @param role viewer, operator or admin
     * @throws AccountException INVALID, CONFLICT if the name is taken, FORBIDDEN, FULL
     */
    public NewKey make(Principal by, String name, Role role, Set<String> devices, Optional<Instant> expiresAt) {
        ApiKey key = new ApiKey(
                secrets.id(),
                Names.shown(name),
                Names.role(role),
                Names.devices(devices),
                owner(by),
                clock.instant(),
                expiresAt,
                Optional.empty());
        Reach.of(by).mustCover(Reach.of(key));
        if (expiresAt.filter(end -> !end.isAfter(key.createdAt())).isPresent()) {
            throw new AccountException(
                    Reason.INVALID, "The key would have expired already. Give a later time, or none.");
        }
        return make(key, by, false);
    }

    /** Makes a key for a program that was paired; if the name is taken a number follows it. */
    NewKey makePaired(Principal by, String name, Role role) {
        ApiKey key = new ApiKey(
                secrets.id(), name, role, by.devices(), owner(by), clock.instant(), Optional.empty(), Optional.empty());
        return make(key, by, true);
    }

    private NewKey make(ApiKey wanted, Principal by, boolean numbered) {
        String secret = PREFIX + wanted.id() + "_" + secrets.secret();
        return register.change((present, transaction) -> {
            if (present.keys().size() >= MAX_KEYS) {
                throw new AccountException(
                        Reason.FULL,
                        "There are " + MAX_KEYS
                                + " keys, which is as many as are kept. Revoke one that is not needed.");
            }
            if (wanted.owner().filter(name -> present.account(name).isEmpty()).isPresent()) {
                throw new AccountException(
                        Reason.FORBIDDEN, "Whoever wants this key is no user any more. Log in again.");
            }
            ApiKey key = numbered ? wanted.named(freeName(present, wanted.name())) : wanted;
            if (isTaken(present, key.name())) {
                throw new AccountException(
                        Reason.CONFLICT, "There is a key of this name already. Take another name, or revoke that one.");
            }
            Register.run(
                    transaction.connection(),
                    "INSERT INTO api_key (id, name, hash, role, devices, owner, created_at, expires_at)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    key.id(),
                    key.name(),
                    Secrets.hash(secret),
                    key.role().name(),
                    Register.text(key.devices()),
                    key.owner().orElse(null),
                    key.createdAt().toEpochMilli(),
                    key.expiresAt().map(Instant::toEpochMilli).orElse(null));
            transaction.append(new AccessEvent.KeyMade(key.name(), key.role(), by.id()));
            return new NewKey(key, secret);
        });
    }

    private static String freeName(Directory present, String name) {
        String free = name;
        for (int number = 2; isTaken(present, free); number++) {
            String suffix = " " + number;
            free = name.substring(0, Math.min(name.length(), Names.MAX_NAME - suffix.length())) + suffix;
        }
        return free;
    }

    private static boolean isTaken(Directory present, String name) {
        return name.equals(RESERVED)
                || present.keys().values().stream()
                        .anyMatch(stored -> stored.key().name().equals(name));
    }

    /** The user who makes it, or the one whose key makes it. */
    private Optional<String> owner(Principal by) {
        return grants.userOf(by.grant());
    }

    /**
     * Ends a key and its tokens.
     *
     * @throws AccountException UNKNOWN, FORBIDDEN
     */
    public void revoke(Principal by, String id) {
        register.change((present, transaction) -> {
            ApiKey key = present.key(id)
                    .map(StoredKey::key)
                    .orElseThrow(() ->
                            new AccountException(Reason.UNKNOWN, "There is no such key, or it is revoked already."));
            Reach.of(by).mustCover(Reach.of(key));
            Register.run(transaction.connection(), "DELETE FROM api_key WHERE id = ?", id);
            transaction.append(new AccessEvent.KeyRevoked(key.name(), by.id()));
            return key;
        });
        uses.keepOnly(register.now().keys().keySet());
    }

    /** The principal of a key, if it is good now. */
    Optional<Principal> principal(String secret) {
        int idEnd = secret.indexOf('_', PREFIX.length());
        if (idEnd < 0 || secret.length() != idEnd + 1 + Secrets.LENGTH) {
            return Optional.empty();
        }
        return register.now()
                .key(secret.substring(PREFIX.length(), idEnd))
                .filter(stored -> Secrets.same(stored.hash(), Secrets.hash(secret)))
                .flatMap(stored -> grants.principal(Grants.of(stored.key()), Principal.Kind.KEY));
    }
}
