package plotty.api.stream;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/** Counts a connection's messages: at most so many in any minute, with one warning before. */
public final class MessageRate {
    private static final Duration WINDOW = Duration.ofMinutes(1);

    /** What a message is to the bound. */
    public enum Verdict {
        FINE,
        /** Still taken, but soon it will be too much; said once a minute. */
        NEARLY,
        TOO_MUCH
    }

    private final Instant[] times;
    private final int warnAt;
    private Instant warned = Instant.MIN;
    private int next;

    /** Warns at four fifths of the bound. */
    public MessageRate(int perMinute) {
        times = new Instant[perMinute];
        Arrays.fill(times, Instant.MIN);
        warnAt = perMinute * 4 / 5;
    }

    /** The bound. */
    public int perMinute() {
        return times.length;
    }

    /** Counts a message. */
    public Verdict count(Instant now) {
        Instant since = now.minus(WINDOW);
        boolean allowed = times[next].isBefore(since);
        times[next] = now;
        next = (next + 1) % times.length;
        if (!allowed) {
            return Verdict.TOO_MUCH;
        }
        boolean near = !times[Math.floorMod(next - warnAt, times.length)].isBefore(since);
        if (near && warned.isBefore(since)) {
            warned = now;
            return Verdict.NEARLY;
        }
        return Verdict.FINE;
    }
}
