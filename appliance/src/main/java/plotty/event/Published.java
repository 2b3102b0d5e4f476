package plotty.event;

import java.time.Instant;

/**
 * An event in its place in the log.
 *
 * @param seq the event's own number if it is durable, else that of the durable event it comes after
 * @param time when it happened
 * @param event what happened
 */
public record Published(long seq, Instant time, Event event) {}
