package plotty.event;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.tinylog.Logger;

/**
 * The one log of everything that happens. Durable events come from the database after their commit, fast ones from
 * anywhere. Safe for use by any thread; no call blocks or does I/O, but for reading missed events of the past
 * ({@link #since} and {@link #resume}).
 */
public final class EventLog {

    /** Where durable events of the past are read from. */
    public interface History {
        /**
         * The durable events after a number, oldest first, at most {@code limit}. Reads the database on the caller's thread.
         */
        List<Published> after(long seq, int limit);
    }

    private final String epoch;
    private final History history;
    private final InstantSource clock;

    /** Held while an event is put in its place: it makes the order. Never held across a wake or a read of the history. */
    private final Object order = new Object();

    private final Recent recent = new Recent();
    private final Set<Inbox> inboxes = new LinkedHashSet<>();
    private final Company alone = new Alone();
    private volatile long lastSeq;

    /**
     * A log that goes on from where an earlier life of the process ended.
     *
     * @param epoch see {@link #epoch()}
     * @param lastSeq number of the last durable event in the history; 0 if there is none
     * @param history what happened before, and whatever is published from now on
     * @param clock gives fast events their time
     */
    public EventLog(String epoch, long lastSeq, History history, InstantSource clock) {
        this.epoch = epoch;
        this.lastSeq = lastSeq;
        this.history = history;
        this.clock = clock;
    }

    /** Random id of the database's life: a client may resume with a number as long as this stays the same. */
    public String epoch() {
        return epoch;
    }

    /** Number of the last durable event that has been published; 0 before the first. */
    public long lastSeq() {
        return lastSeq;
    }

    /** Publishes a fast event. Throws {@link IllegalArgumentException} for a durable one. */
    public void publish(Event fast) {
        if (fast.durable()) {
            throw new IllegalArgumentException(
                    "'" + fast.type() + "' is durable: append it in the transaction that changes its row");
        }
        Instant now = clock.instant();
        List<Inbox> toWake;
        synchronized (order) {
            Recent.Entry entry = new Recent.Entry(new Published(lastSeq, now, fast), Inbox.FAST_CHARS);
            toWake = handOut(entry);
        }
        toWake.forEach(EventLog::wake);
    }

    /**
     * Publishes a durable event after its commit, in the order of the numbers. Called by the store only.
     *
     * @throws IllegalStateException if the number does not follow the last one
     */
    public void committed(long seq, Instant time, Event durable) {
        committed(seq, time, durable, StoredEvent.of(durable).fields().length());
    }

    /**
     * As {@link #committed(long, Instant, Event)}, for a store that has written the event down already.
     *
     * @param chars length of the event's fields as JSON
     */
    public void committed(long seq, Instant time, Event durable, int chars) {
        Recent.Entry entry = new Recent.Entry(new Published(seq, time, durable), chars);
        List<Inbox> toWake;
        synchronized (order) {
            if (seq != lastSeq + 1) {
                throw new IllegalStateException("Durable event " + seq + " does not follow " + lastSeq);
            }
            lastSeq = seq;
            recent.add(entry);
            toWake = handOut(entry);
        }
        toWake.forEach(EventLog::wake);
    }

    /**
     * Listens from now on: to every durable event after {@link Subscription#startSeq()}, in order, and to the latest fast
     * ones. Take from it once when it is there: the first wake may come before this method returns.
     *
     * @param wake called, on the publishing thread, when there is something to take after there was nothing, and when the
     *     subscription is cut off; must not block
     */
    public Subscription subscribe(Set<Channel> channels, Runnable wake) {
        return join(channels, wake);
    }

    /**
     * Listens again after an interruption: gives the durable events that were missed, in order, then all that happens. However
     * many were missed, they come page by page, as they are taken; a wake tells of each page but the first. Take from it once
     * when it is there. Reads the first page from the database on the caller's thread, if it must; later ones on a thread of
     * their own.
     *
     * @param epochBefore the epoch in which the number was got
     * @param seq number of the last durable event that the subscriber has
     * @param wake as of {@link #subscribe}; also on the thread that reads the past
     * @return empty if there is a gap: another epoch, a number that never was, or events that are no longer kept
     */
    public Optional<Subscription> resume(String epochBefore, long seq, Set<Channel> channels, Runnable wake) {
        return join(alone, epochBefore, seq, channels, wake);
    }

    /** Listens for many. */
    Inbox join(Set<Channel> channels, Runnable wake) {
        return join(alone, channels, wake);
    }

    /** Listens from now on, in a company. */
    Inbox join(Company company, Set<Channel> channels, Runnable wake) {
        synchronized (order) {
            Inbox inbox = new Inbox(company, lastSeq, false, channels, wake);
            company.enter(inbox);
            return inbox;
        }
    }

    /** Listens again, in a company. */
    Optional<Subscription> join(Company company, String epochBefore, long seq, Set<Channel> channels, Runnable wake) {
        if (!epochBefore.equals(epoch) || seq < 0 || seq > lastSeq) {
            return Optional.empty();
        }
        Inbox inbox = new Inbox(company, seq, true, channels, wake);
        company.enter(inbox);
        try {
            catchUp(company, inbox);
        } catch (RuntimeException e) {
            inbox.close();
            throw e;
        }
        if (inbox.overrun()) {
            inbox.close();
            return Optional.empty();
        }
        return Optional.of(inbox);
    }

    /**
     * Fills an inbox that is empty and behind with the next durable events, or cuts it off if they are no longer kept, and
     * wakes its subscriber. May read the database.
     */
    private void catchUp(Company company, Inbox inbox) {
        while (true) {
            long taken = inbox.queuedTo();
            if (inMemoryAfter(taken)) {
                company.arrive(inbox);
                return;
            }
            if (inbox.hasDurable()) {
                break;
            }
            List<Published> page = publishedSince(taken, Inbox.PAGE_EVENTS);
            if (page.isEmpty() || page.getFirst().seq() != taken + 1) {
                inbox.cutOff();
                break;
            }
            inbox.fill(page.stream()
                    .map(missed -> new Recent.Entry(
                            missed, StoredEvent.of(missed.event()).fields().length()))
                    .toList());
        }
        inbox.filled(false);
        company.wake(inbox);
    }

    private boolean inMemoryAfter(long seq) {
        synchronized (order) {
            return recent.covers(seq, lastSeq);
        }
    }

    /** Does the same on a thread of its own. */
    void catchUpLater(Company company, Inbox inbox) {
        Thread.ofVirtual().name("catch-up").start(() -> {
            try {
                catchUp(company, inbox);
            } catch (RuntimeException e) {
                Logger.error(e, "The events that a listener missed could not be read; it is cut off");
                inbox.cutOff();
                company.wake(inbox);
            }
        });
    }

    /**
     * Fills an inbox with what is in memory, so that from now on it goes with the others, unless that is more than it may hold.
     *
     * @param before done at the same moment in the order of events; must not block
     */
    void arrive(Company company, Inbox inbox, Runnable before) {
        synchronized (order) {
            before.run();
            long taken = inbox.queuedTo();
            if (recent.covers(taken, lastSeq)) {
                List<Recent.Entry> missed = recent.after(taken, Recent.MAX_EVENTS);
                inbox.filled(inbox.fill(missed) == missed.size());
            } else {
                // So much has happened in a moment that the past must be read again.
                catchUpLater(company, inbox);
                return;
            }
        }
        company.wake(inbox);
    }

    /** An inbox that is filled as events are published. */
    void enter(Inbox inbox) {
        synchronized (order) {
            inboxes.add(inbox);
        }
    }

    /** Called for an inbox that is closed. */
    void leave(Inbox inbox) {
        synchronized (order) {
            inboxes.remove(inbox);
        }
    }

    /** Those who listen each for himself, on the publishing thread. */
    private final class Alone implements Company {
        @Override
        public void enter(Inbox inbox) {
            EventLog.this.enter(inbox);
        }

        @Override
        public void leave(Inbox inbox) {
            EventLog.this.leave(inbox);
        }

        @Override
        public void catchUp(Inbox inbox) {
            catchUpLater(this, inbox);
        }

        @Override
        public void arrive(Inbox inbox) {
            EventLog.this.arrive(this, inbox, () -> {});
        }

        @Override
        public void wake(Inbox inbox) {
            EventLog.wake(inbox);
        }
    }

    /**
     * The durable events after a number, of all channels, oldest first; begins later if the first ones are no longer kept.
     * The last {@code n} are {@code since(lastSeq() - n, n)}. May read the database on the caller's thread.
     *
     * @param limit the most that are wanted
     */
    public List<Published> since(long seq, int limit) {
        long from = Math.max(0, seq);
        synchronized (order) {
            if (recent.covers(from, lastSeq)) {
                return recent.after(from, limit).stream()
                        .map(Recent.Entry::published)
                        .toList();
            }
        }
        return publishedSince(from, limit);
    }

    /** The database is ahead of the log between a commit and its publication; what is not published does not exist yet. */
    private List<Published> publishedSince(long seq, int limit) {
        long upTo = lastSeq;
        return history.after(seq, limit).stream()
                .filter(event -> event.seq() <= upTo)
                .toList();
    }

    /** Offers an event to everybody and says whom to wake; those that are cut off leave. */
    private List<Inbox> handOut(Recent.Entry entry) {
        Function<Inbox, Inbox.Outcome> offer = Inbox.offering(entry);
        List<Inbox> toWake = new ArrayList<>();
        for (Iterator<Inbox> each = inboxes.iterator(); each.hasNext(); ) {
            Inbox inbox = each.next();
            switch (offer.apply(inbox)) {
                case NOTHING -> {}
                case WAKE -> toWake.add(inbox);
                case CUT_OFF -> {
                    each.remove();
                    toWake.add(inbox);
                }
            }
        }
        return toWake;
    }

    static void wake(Inbox inbox) {
        try {
            inbox.wake();
        } catch (RuntimeException e) {
            // One broken listener must not keep the others from hearing.
            Logger.error(e, "A listener of the event log failed when it was woken");
        }
    }
}
