package plotty.discovery.ssdp;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * Answers that wait for their time, few and not many at once: whoever asks with a false sender must gain nothing by it. One
 * thread.
 */
final class Answers {
    private static final int MOST_WAITING = 30;
    private static final int BURST = 30;
    private static final double PER_SECOND = 10;

    /** An answer and when it is due. */
    record Due(Instant at, InetSocketAddress to, Ssdp.Network network, byte[] message) {}

    private final PriorityQueue<Due> waiting = new PriorityQueue<>(Comparator.comparing(Due::at));
    private double allowance = BURST;
    private Instant counted = Instant.MAX;

    /** Keeps an answer for later; drops it if there are too many. */
    void add(Due answer, Instant now) {
        if (counted.isBefore(now)) {
            double seconds = Duration.between(counted, now).toMillis() / 1000.0;
            allowance = Math.min(BURST, allowance + seconds * PER_SECOND);
        }
        counted = now;
        if (allowance >= 1 && waiting.size() < MOST_WAITING) {
            allowance--;
            waiting.add(answer);
        }
    }

    /** The next one whose time has come. */
    Optional<Due> next(Instant now) {
        return waiting.isEmpty() || waiting.element().at().isAfter(now)
                ? Optional.empty()
                : Optional.of(waiting.remove());
    }

    /** How long until one is due; at most a second. */
    Duration wait(Instant now) {
        Duration longest = Duration.ofSeconds(1);
        if (waiting.isEmpty()) {
            return longest;
        }
        Duration until = Duration.between(now, waiting.element().at());
        return until.compareTo(longest) > 0 ? longest : until.isNegative() ? Duration.ZERO : until;
    }
}
