package plotty.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A token bucket for each of many subjects: it fills at a steady rate, and each request takes one token. Kept as the moment at
 * which it is full again, which is exact and needs no filling (the virtual scheduling of ITU-T I.371, annex A). Thread-safe.
 */
final class Buckets {
    /** How many subjects are remembered; past them the one that asked longest ago starts with a full bucket again. */
    static final int MAX_SUBJECTS = 4096;

    private static final double NANOS = 1e9;

    private final InstantSource clock;
    private final Map<String, Instant> fullAgain = new LinkedHashMap<>();
    private Duration perToken;
    private Duration whole;

    Buckets(Rate rate, InstantSource clock) {
        this.perToken = perToken(rate);
        this.whole = perToken.multipliedBy(rate.burst());
        this.clock = clock;
    }

    private static Duration perToken(Rate rate) {
        return Duration.ofNanos(Math.max(1, Math.round(NANOS / rate.perSecond())));
    }

    /** Fills all of them at another rate from now on. */
    synchronized void fillAt(Rate other) {
        perToken = perToken(other);
        whole = perToken.multipliedBy(other.burst());
    }

    /** Takes a token; if there is none, gives how long until there is one. */
    synchronized Optional<Duration> take(String subject) {
        Instant now = clock.instant();
        Instant before = fullAgain.remove(subject);
        Duration missing = before == null ? Duration.ZERO : missing(before, now);
        Duration after = missing.plus(perToken);
        boolean enough = after.compareTo(whole) <= 0;
        fullAgain.put(subject, now.plus(enough ? after : missing));
        if (fullAgain.size() > MAX_SUBJECTS) {
            fullAgain.remove(fullAgain.keySet().iterator().next());
        }
        return enough ? Optional.empty() : Optional.of(after.minus(whole));
    }

    /** A clock that was set back must not empty more than the whole bucket. */
    private Duration missing(Instant full, Instant now) {
        Duration left = Duration.between(now, full);
        if (left.isNegative()) {
            return Duration.ZERO;
        }
        return left.compareTo(whole) < 0 ? left : whole;
    }

    synchronized int subjects() {
        return fullAgain.size();
    }
}
