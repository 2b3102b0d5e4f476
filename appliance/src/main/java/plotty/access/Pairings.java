package plotty.access;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import plotty.access.AccountException.Reason;

/**
 * How a program gets a key without anyone typing one: it asks, a person compares six digits and confirms, it polls. Thread-safe,
 * in memory.
 */
public final class Pairings {
    /** How long one is good. */
    static final Duration LIFE = Duration.ofMinutes(5);
    /** How many may wait for an answer. */
    static final int MAX_PENDING = 16;
    /** How many one address may ask for within {@link #LIFE}. */
    static final int MAX_PER_ADDRESS = 3;

    private static final int MAX_KEPT = 256;

    /** How far it is. */
    private sealed interface Progress {
        record Pending() implements Progress {}

        record Confirmed(Principal by) implements Progress {}

        record Denied() implements Progress {}
    }

    private record Entry(Pairing pairing, String network, String hash, Progress progress) {
        Entry with(Progress next) {
            return new Entry(pairing, network, hash, next);
        }
    }

    private final Keys keys;
    private final Throttle throttle;
    private final Secrets secrets;
    private final Consumer<AccessEvent> tell;
    private final InstantSource clock;
    /** By id, the oldest first. */
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    /**
     * No pairing is asked for yet.
     *
     * @param tell makes an event durable; must not block
     */
    Pairings(Keys keys, Throttle throttle, Secrets secrets, Consumer<AccessEvent> tell, InstantSource clock) {
        this.keys = keys;
        this.throttle = throttle;
        this.secrets = secrets;
        this.tell = tell;
        this.clock = clock;
    }

    /**
     * Asks for a key; good for five minutes.
     *
     * @param role viewer or operator
     * @throws AccessRefusedException TOO_MANY from this address
     * @throws AccountException INVALID, FULL
     */
    public Pairing.Asked ask(InetAddress client, String name, Role role) {
        String shown = Names.shown(name);
        if (role != Role.VIEWER && role != Role.OPERATOR) {
            throw new AccountException(Reason.INVALID, "A program can be paired as viewer or operator.");
        }
        Instant now = clock.instant();
        String secret = secrets.secret();
        Pairing pairing =
                new Pairing(secrets.id(), shown, role, secrets.digits(), client.getHostAddress(), now, now.plus(LIFE));
        keep(new Entry(pairing, Network.of(client).prefix(), Secrets.hash(secret), new Progress.Pending()), now);
        tell.accept(new AccessEvent.PairingAsked(shown, role));
        return new Pairing.Asked(pairing, secret);
    }

    private synchronized void keep(Entry entry, Instant now) {
        forgetExpired(now);
        long fromHere = entries.values().stream()
                .filter(other -> other.network.equals(entry.network))
                .count();
        if (fromHere >= MAX_PER_ADDRESS) {
            throw new AccessRefusedException(
                    AccessRefusedException.Reason.TOO_MANY,
                    "This address has asked for pairing %d times in five minutes. Confirm or deny those first."
                            .formatted(MAX_PER_ADDRESS),
                    Optional.of(LIFE));
        }
        if (pendingEntries().size() >= MAX_PENDING || entries.size() >= MAX_KEPT) {
            throw new AccountException(
                    Reason.FULL, "Too many programs ask to be paired at this moment. Try again in five minutes.");
        }
        entries.put(entry.pairing.id(), entry);
    }

    /** Those that nobody has answered yet, the oldest first. */
    public synchronized List<Pairing> pending() {
        forgetExpired(clock.instant());
        return pendingEntries().stream().map(Entry::pairing).toList();
    }

    /**
     * Says yes: the program gets its key when it polls, for the plotters that {@code by} may use.
     *
     * @throws AccountException UNKNOWN if it expired or was answered, FORBIDDEN
     */
    public void confirm(Principal by, String id) {
        answer(id, entry -> {
            Reach.of(by).mustCover(new Reach(entry.pairing.role(), by.devices()));
            return new Progress.Confirmed(by);
        });
    }

    /**
     * Somebody at the box says yes, if it is clear to what.
     *
     * @return what was confirmed
     */
    Optional<Pairing> confirmOnly() {
        synchronized (this) {
            List<Pairing> pending = pending();
            if (pending.size() != 1) {
                return Optional.empty();
            }
            Pairing only = pending.getFirst();
            confirm(new Principal("present", Principal.Kind.PRESENT, Role.ADMIN, Set.of()), only.id());
            return Optional.of(only);
        }
    }

    /**
     * Says no.
     *
     * @throws AccountException UNKNOWN if it expired or was answered, FORBIDDEN
     */
    public void deny(Principal by, String id) {
        answer(id, entry -> {
            Reach.of(by).mustCover(new Reach(entry.pairing.role(), by.devices()));
            return new Progress.Denied();
        });
    }

    private interface Answering {
        Progress to(Entry entry);
    }

    private synchronized void answer(String id, Answering answering) {
        forgetExpired(clock.instant());
        Entry entry = pendingEntries().stream()
                .filter(pending -> pending.pairing.id().equals(id))
                .findFirst()
                .orElseThrow(Pairings::unknown);
        entries.put(id, entry.with(answering.to(entry)));
    }

    /**
     * What has become of it. Blocks for the disk when the key is made.
     *
     * @throws AccountException UNKNOWN if it expired, or its key was given already; FULL if there are too many keys
     * @throws AccessRefusedException if the secret is wrong, or too many wrong ones came
     */
    public Pairing.Answer poll(InetAddress client, String id, String secret) {
        Entry entry = known(id);
        if (!Secrets.same(entry.hash, Secrets.hash(secret))) {
            throw throttle.wrong(
                    client, "The secret of this pairing is wrong: send the one that you got when you asked.");
        }
        return switch (entry.progress) {
            case Progress.Pending _ -> new Pairing.Answer.Waiting(entry.pairing.expiresAt());
            case Progress.Denied _ -> new Pairing.Answer.Denied();
            case Progress.Confirmed(Principal by) -> granted(entry, by);
        };
    }

    /** Whoever takes the entry away makes the key, so that only one is made. */
    private Pairing.Answer granted(Entry entry, Principal by) {
        String id = entry.pairing.id();
        synchronized (this) {
            if (!entries.remove(id, entry)) {
                throw unknown();
            }
        }
        try {
            return new Pairing.Answer.Granted(keys.makePaired(by, entry.pairing.name(), entry.pairing.role()));
        } catch (RuntimeException e) {
            synchronized (this) {
                entries.put(id, entry);
            }
            throw e;
        }
    }

    private synchronized Entry known(String id) {
        forgetExpired(clock.instant());
        return Optional.ofNullable(entries.get(id)).orElseThrow(Pairings::unknown);
    }

    private List<Entry> pendingEntries() {
        return entries.values().stream()
                .filter(entry -> entry.progress instanceof Progress.Pending)
                .toList();
    }

    private void forgetExpired(Instant now) {
        entries.values()
                .removeIf(entry ->
                        Duration.between(entry.pairing.askedAt(), now).abs().compareTo(LIFE) >= 0);
    }

    private static AccountException unknown() {
        return new AccountException(
                Reason.UNKNOWN, "There is no such pairing: it expired, or was answered already. Ask again.");
    }
}
