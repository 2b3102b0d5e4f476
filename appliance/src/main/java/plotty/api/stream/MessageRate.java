package plotty.api.stream;

import java.time.Duration;
import java.time.Instant;

/** Counts a connection's messages: at most so many in any minute. */
final class MessageRate {
    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final Instant[] times;
    private int next;

    MessageRate(int perMinute) {
        times = new Instant[perMinute];
        java.util.Arrays.fill(times, Instant.MIN);
    }

    /** Counts a message; whether it is within the bound. */
    boolean allows(Instant now) {
        boolean allowed = times[next].isBefore(now.minus(WINDOW));
        times[next] = now;
        next = (next + 1) % times.length;
        return allowed;
    }
}
