package plotty.http;

import java.time.Duration;

/**
 * How much, and how long, one client may keep the server busy.
 *
 * @param webSockets open WebSockets and streams of events together; more are refused with 503
 * @param heartbeat time between two WebSocket pings; a peer silent for two of them is dropped
 * @param headTimeout from the first byte of a request to the end of its headers
 * @param idleTimeout between two requests on a kept connection
 * @param stallTimeout without progress while a body comes in or an answer goes out
 */
public record Limits(
        int webSockets, Duration heartbeat, Duration headTimeout, Duration idleTimeout, Duration stallTimeout) {

    /** Longest request line, bytes; a longer one is answered with 414. */
    static final int LINE_BYTES = 8 * 1024;

    /** Largest header section, bytes; a larger one is answered with 431. */
    static final int HEADER_BYTES = 16 * 1024;

    /** Largest body of a route that takes no uploads, and largest field of a form, bytes. */
    static final int BODY_BYTES = 64 * 1024;

    /** Most fields of a form, the file not counted. */
    static final int FORM_FIELDS = 32;

    /** Largest WebSocket message, bytes, in one frame or many; a larger one closes with 1009. */
    static final int MESSAGE_BYTES = 64 * 1024;

    /** Bytes in flight of one answer, and the mark from which on a WebSocket is not {@code writable}. */
    static final int SLICE_BYTES = 64 * 1024;

    /** Checks the ranges. */
    public Limits {
        if (webSockets < 0) {
            throw new IllegalArgumentException("the number of WebSockets must not be negative: " + webSockets);
        }
        for (Duration each : new Duration[] {heartbeat, headTimeout, idleTimeout, stallTimeout}) {
            if (!each.isPositive()) {
                throw new IllegalArgumentException("a time-out must be more than nothing: " + each);
            }
        }
    }

    /** 128 WebSockets, a heartbeat of 30 s, 10 s for the headers, 75 s between requests, 30 s for a stall. */
    public static Limits standard() {
        return new Limits(
                128, Duration.ofSeconds(30), Duration.ofSeconds(10), Duration.ofSeconds(75), Duration.ofSeconds(30));
    }

    /** The same limits with another heartbeat. */
    public Limits withHeartbeat(Duration interval) {
        return new Limits(webSockets, interval, headTimeout, idleTimeout, stallTimeout);
    }

    /** The same limits with another number of WebSockets. */
    public Limits withWebSockets(int count) {
        return new Limits(count, heartbeat, headTimeout, idleTimeout, stallTimeout);
    }
}
