package plotty.access;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import org.tinylog.Logger;
import plotty.access.AccessRefusedException.Reason;
import plotty.access.Directory.Account;

/**
 * How a box gets its owner, once: with a code that only who has the box can read, made anew at every start and kept in memory,
 * or by showing oneself at its buttons. Thread-safe.
 */
public final class Claim {
    /** For how long no code is needed after somebody showed himself. */
    static final Duration RELEASED_FOR = Duration.ofMinutes(2);

    private static final String SUBJECT = "claim";

    private final Register register;
    private final Users users;
    private final Sessions sessions;
    private final Throttle throttle;
    private final AuditLog auditLog;
    private final ClaimNotice notice;
    private final InstantSource clock;
    private final String code;
    private volatile Optional<Instant> releasedAt = Optional.empty();

    Claim(
            Register register,
            Users users,
            Sessions sessions,
            Throttle throttle,
            AuditLog auditLog,
            Secrets secrets,
            ClaimNotice notice,
            InstantSource clock) {
        this.register = register;
        this.users = users;
        this.sessions = sessions;
        this.throttle = throttle;
        this.auditLog = auditLog;
        this.notice = notice;
        this.clock = clock;
        this.code = secrets.claimCode();
    }

    /** Tells the code, or that none is needed. */
    void announce() {
        try {
            if (open()) {
                notice.unclaimed(code);
            } else {
                notice.claimed();
            }
        } catch (RuntimeException e) {
            // A boot partition that cannot be written must not keep the service from starting.
            Logger.warn(e, "The notice about the box's owner could not be given");
        }
    }

    /** Whether nobody owns the box yet. */
    public boolean open() {
        return register.now().owners() == 0;
    }

    /** Whether somebody at the box has just shown himself, so that no code is needed. */
    public boolean released() {
        Instant now = clock.instant();
        return open()
                && releasedAt
                        .filter(at -> Duration.between(at, now).abs().compareTo(RELEASED_FOR) < 0)
                        .isPresent();
    }

    /** Somebody showed himself. */
    void release() {
        releasedAt = Optional.of(clock.instant());
    }

    /**
     * Makes the first admin and logs him in. Blocks for the disk and the hash.
     *
     * @param typed the claim code, in any case, with or without its hyphens; not needed while the claim is released
     * @throws AccessRefusedException if the code is wrong or missing, or too many wrong ones came
     * @throws AccountException CONFLICT if the box has an owner, INVALID for the name or password
     */
    public Login by(InetAddress client, String name, String password, Optional<String> typed) {
        if (!open()) {
            throw new AccountException(
                    AccountException.Reason.CONFLICT, "This box has an owner already. Log in, or ask him for a login.");
        }
        Names.checkPassword(Names.user(name), password);
        if (!released()) {
            checkCode(client, typed);
        }
        Account owner = users.addOwner(name, password);
        announce();
        auditLog.add("user:" + owner.user().name(), client, "claim", 200);
        return sessions.begin(client, owner);
    }

    private void checkCode(InetAddress client, Optional<String> typed) {
        if (typed.isEmpty()) {
            throw new AccessRefusedException(
                    Reason.WRONG,
                    "The claim code is needed: it is printed when the service starts, and on the device written to the"
                            + " boot partition. Or hold the Pause button and try again.");
        }
        Throttle.Attempt attempt = throttle.admit(client, SUBJECT);
        if (!Secrets.same(plain(code), plain(typed.get()))) {
            auditLog.add("anonymous", client, "claim", 401);
            throw new AccessRefusedException(
                    Reason.WRONG, "The claim code is wrong. A new one is made whenever the service starts.");
        }
        attempt.succeeded();
    }

    private static String plain(String code) {
        return code.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
    }
}
