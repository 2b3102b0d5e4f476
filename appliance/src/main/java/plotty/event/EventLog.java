package plotty.event;

import java.time.Instant;
import java.util.Set;

/**
 * The one log of everything that happens. Durable events come from the database after their commit, fast ones from
 * anywhere. Safe for use by any thread; no call blocks or does I/O, but for reading missed events of the past.
 */
public final class EventLog {

    /** Where durable events of the past are read from. */
    public interface History {
        /**
         * The durable events after a number, oldest first, at most {@code limit}. Reads the database on the caller's thread.
         */
        java.util.List<Published> after(long seq, int limit);
    }

    /** Random id of the database's life: a client may resume with a number as long as this stays the same. */
    public String epoch() {
        throw new UnsupportedOperationException("event");
    }

    /** Number of the last durable event that has been published; 0 before the first. */
    public long lastSeq() {
        throw new UnsupportedOperationException("event");
    }

    /** Publishes a fast event. Throws {@link IllegalArgumentException} for a durable one. */
    public void publish(Event fast) {
        throw new UnsupportedOperationException("event");
    }

    /** Publishes a durable event after its commit, in the order of the numbers. Called by the store only. */
    public void committed(long seq, Instant time, Event durable) {
        throw new UnsupportedOperationException("event");
    }

    /**
     * Listens from now on: to every durable event after {@link Subscription#startSeq()}, in order, and to the latest fast
     * ones.
     *
     * @param wake called, on the publishing thread, when there is something to take after there was nothing; must not block
     */
    public Subscription subscribe(Set<Channel> channels, Runnable wake) {
        throw new UnsupportedOperationException("event");
    }
}
