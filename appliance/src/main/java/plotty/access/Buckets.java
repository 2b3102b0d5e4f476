package plotty.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A token bucket for each of many subjects: it fills at a steady rate, and each request takes one token. Thread-safe. */
final class Buckets {
    /** How many subjects are remembered; past them the one that asked longest ago starts with a full bucket again. */
    static final int MAX_SUBJECTS = 4096;

    private static final double NANOS = 1e9;

    private record Bucket(double tokens, Instant at) {}

    private Rate rate;
    private final InstantSource clock;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>();

    Buckets(Rate rate, InstantSource clock) {
        this.rate = rate;
        this.clock = clock;
    }

    /** Takes a token; if there is none, gives how long until there is one. */
    synchronized Optional<Duration> take(String subject) {
        Instant now = clock.instant();
        Bucket before = buckets.remove(subject);
        double tokens = before == null ? rate.burst() : filled(before, now);
        boolean enough = tokens >= 1;
        buckets.put(subject, new Bucket(enough ? tokens - 1 : tokens, now));
        if (buckets.size() > MAX_SUBJECTS) {
            buckets.remove(buckets.keySet().iterator().next());
        }
        return enough
                ? Optional.empty()
                : Optional.of(Duration.ofNanos((long) Math.ceil((1 - tokens) / rate.perSecond() * NANOS)));
    }

    /** Fills all of them at another rate from now on. */
    synchronized void fillAt(Rate other) {
        rate = other;
    }

    synchronized int subjects() {
        return buckets.size();
    }

    private double filled(Bucket bucket, Instant now) {
        // A clock that was set back must not empty the bucket.
        double seconds = Math.max(0, Duration.between(bucket.at, now).toNanos() / NANOS);
        return Math.min(rate.burst(), bucket.tokens + seconds * rate.perSecond());
    }
}
