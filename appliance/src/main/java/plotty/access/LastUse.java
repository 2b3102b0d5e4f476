package plotty.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.tinylog.Logger;
import plotty.store.Database;

/**
 * When keys or logins were used last: in memory to the minute, on the disk to the hour, so that a request costs no write.
 * Thread-safe; noting a use never blocks.
 */
final class LastUse {
    static final Duration EXACT_TO = Duration.ofMinutes(1);
    static final Duration WRITTEN_EVERY = Duration.ofHours(1);

    private record Use(Instant at, Instant written) {}

    private final Database database;
    private final InstantSource clock;
    private final String update;
    private final Map<String, Use> uses = new ConcurrentHashMap<>();

    /**
     * Knows of no use yet.
     *
     * @param update statement that takes the time in milliseconds and the id
     */
    LastUse(Database database, InstantSource clock, String update) {
        this.database = database;
        this.clock = clock;
        this.update = update;
    }

    /** Notes that it is used now. */
    void note(String id) {
        Instant now = clock.instant();
        Use before = uses.get(id);
        if (before != null && distance(before.at, now).compareTo(EXACT_TO) < 0) {
            return;
        }
        boolean write = before == null || distance(before.written, now).compareTo(WRITTEN_EVERY) >= 0;
        uses.put(id, new Use(now, write ? now : before.written));
        if (write) {
            var _ = write(Map.of(id, now));
        }
    }

    /** When it was used last since the start. */
    Optional<Instant> of(String id) {
        return Optional.ofNullable(uses.get(id)).map(Use::at);
    }

    /** Forgets what does not exist any more. */
    void keepOnly(Set<String> ids) {
        uses.keySet().retainAll(ids);
    }

    /** Writes what is not written yet. */
    CompletableFuture<Void> writeAll() {
        Map<String, Instant> unwritten = new ConcurrentHashMap<>();
        uses.forEach((id, use) -> {
            if (!use.at.equals(use.written)) {
                unwritten.put(id, use.at);
                uses.put(id, new Use(use.at, use.at));
            }
        });
        return unwritten.isEmpty() ? CompletableFuture.completedFuture(null) : write(unwritten);
    }

    private CompletableFuture<Void> write(Map<String, Instant> times) {
        return database.<Void>write(transaction -> {
                    for (Map.Entry<String, Instant> use : times.entrySet()) {
                        Register.run(
                                transaction.connection(), update, use.getValue().toEpochMilli(), use.getKey());
                    }
                    return null;
                })
                .exceptionally(problem -> {
                    Logger.warn("When a key or login was used last could not be written: {}", problem.getMessage());
                    return null;
                });
    }

    private static Duration distance(Instant one, Instant other) {
        return Duration.between(one, other).abs();
    }
}
