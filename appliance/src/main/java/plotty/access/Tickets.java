package plotty.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** One-time tickets, with which a browser opens a WebSocket within 30 s. Thread-safe, in memory. */
public final class Tickets {
    /** How long one is good. */
    static final Duration LIFE = Duration.ofSeconds(30);
    /** How many may wait for one login or key; with one more the oldest is void. */
    static final int MAX_PER_GRANT = 16;
    /** How many may wait in all. */
    static final int MAX_WAITING = 1024;

    private record Ticket(String grant, Instant issuedAt) {}

    private final Grants grants;
    private final Secrets secrets;
    private final InstantSource clock;
    /** By the hash of the value, the oldest first. */
    private final Map<String, Ticket> waiting = new LinkedHashMap<>();

    Tickets(Grants grants, Secrets secrets, InstantSource clock) {
        this.grants = grants;
        this.secrets = secrets;
        this.clock = clock;
    }

    /**
     * A ticket that stands for whoever asks.
     *
     * @throws AccountException INVALID if he is known by nothing but his address, FULL if too many wait
     */
    public Token issue(Principal principal) {
        if (principal.grant().isEmpty()) {
            throw new AccountException(
                    AccountException.Reason.INVALID,
                    "A ticket stands for a login or a key. Without one open the WebSocket as you are.");
        }
        String value = secrets.secret();
        Instant now = clock.instant();
        keep(Secrets.hash(value), new Ticket(principal.grant(), now), now);
        return new Token(value, now.plus(LIFE));
    }

    private synchronized void keep(String hash, Ticket ticket, Instant now) {
        waiting.values().removeIf(other -> !isGood(other, now));
        if (waiting.values().stream()
                        .filter(other -> other.grant.equals(ticket.grant))
                        .count()
                >= MAX_PER_GRANT) {
            waiting.values()
                    .remove(waiting.values().stream()
                            .filter(other -> other.grant.equals(ticket.grant))
                            .findFirst()
                            .orElseThrow());
        }
        if (waiting.size() >= MAX_WAITING) {
            throw new AccountException(
                    AccountException.Reason.FULL, "Too many tickets wait to be used. Try again in half a minute.");
        }
        waiting.put(hash, ticket);
    }

    /** Uses a ticket up; empty if it is not known any more, too old, or what it stands for is void. */
    Optional<Principal> redeem(String value) {
        Instant now = clock.instant();
        Optional<Ticket> ticket;
        synchronized (this) {
            ticket = Optional.ofNullable(waiting.remove(Secrets.hash(value)));
        }
        return ticket.filter(known -> isGood(known, now))
                .flatMap(known -> grants.principal(known.grant, Principal.Kind.TICKET));
    }

    private static boolean isGood(Ticket ticket, Instant now) {
        // A clock that was set back far would keep it for ever.
        return !now.isBefore(ticket.issuedAt.minus(LIFE)) && now.isBefore(ticket.issuedAt.plus(LIFE));
    }
}
