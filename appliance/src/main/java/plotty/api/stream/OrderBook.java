package plotty.api.stream;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import plotty.access.Guard;

/**
 * Has the guard take down what clients of the live stream order, as {@code plotty.http} does of requests. Of small moves by
 * hand, and of what is refused, one in a minute is taken down for each client, lest they fill the book. Thread-safe.
 */
final class OrderBook {
    private static final Duration RARELY = Duration.ofMinutes(1);
    private static final int MOST_REMEMBERED = 256;

    private final Guard guard;
    private final Map<String, Instant> lately = new HashMap<>();

    OrderBook(Guard guard) {
        this.guard = guard;
    }

    /**
     * Does something and takes it down, whatever becomes of it.
     *
     * @param action without secrets
     * @param small whether it comes so often that one in a minute says enough
     * @param now what the clock says
     */
    <T> T taken(Clients.Client by, String action, boolean small, Instant now, Supplier<T> work) {
        try {
            T done = work.get();
            if (!small || isRare(by, action, now)) {
                tell(by, action, 200);
            }
            return done;
        } catch (StreamErrorException e) {
            if (isRare(by, "refused", now)) {
                tell(by, action, status(e.code()));
            }
            throw e;
        }
    }

    private void tell(Clients.Client by, String action, int outcome) {
        guard.audit(by.principal(), by.address(), "WebSocket: " + action, outcome);
    }

    private synchronized boolean isRare(Clients.Client by, String action, Instant now) {
        lately.values().removeIf(last -> last.plus(RARELY).isBefore(now) || last.isAfter(now));
        return lately.size() < MOST_REMEMBERED && lately.putIfAbsent(by.id() + " " + action, now) == null;
    }

    /** The status that HTTP has for it. */
    private static int status(ErrorCode code) {
        return switch (code) {
            case INVALID_JSON, INVALID_MESSAGE, UNKNOWN_TYPE, UNKNOWN_CHANNEL -> 400;
            case FORBIDDEN -> 403;
            case NOT_FOUND -> 404;
            case CONFLICT -> 409;
            case INVALID -> 422;
            case RATE_WARNING, RATE_LIMIT -> 429;
            case INTERNAL -> 500;
        };
    }
}
