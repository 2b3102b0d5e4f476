package plotty.event;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What waits for one subscriber. Durable events wait in a line of their own, fast ones in a map by what they are about. For
 * one who is behind, state changes and alerts come first: durable events leave before all fast ones, but for those with the
 * same key that were published before them, so that what is told about one thing stays in order. No fast event leaves before
 * a durable one that was published before it. While no durable event comes between, a newer value takes the place of the
 * older one, so that no subject starves another.
 *
 * <p>While it catches up with the past, durable events do not wait here but in the log, and come page by page.
 */
final class Inbox implements Subscription {

    static final int MAX_EVENTS = 1024;
    static final int MAX_CHARS = 80 * 1024;

    /** What an event takes besides its text. */
    private static final int OBJECT_BYTES = 200;

    /** What is filled in from the past at a time: the rest is room for what happens meanwhile. */
    static final int PAGE_EVENTS = MAX_EVENTS / 4;

    private static final int PAGE_CHARS = MAX_CHARS / 4;

    /** What a fast event counts for: nobody writes it down before it is sent. */
    static final int FAST_CHARS = 256;

    /** What of fast events only the latest counts. */
    private record Subject(String type, String key) {

        static Subject of(Event event) {
            return new Subject(event.type(), event.key());
        }
    }

    /** What the publisher has to do after it handed an event in. */
    enum Outcome {
        NOTHING,
        WAKE,
        CUT_OFF
    }

    private enum State {
        OPEN,
        OVERRUN,
        CLOSED
    }

    private final Company company;
    private final long startSeq;
    private final Runnable wake;
    private final Deque<Recent.Entry> durable = new ArrayDeque<>();
    private final Map<Subject, Recent.Entry> fast = new LinkedHashMap<>();
    private Set<Channel> channels;
    private Predicate<Published> taker = _ -> false;
    private long durableChars;
    private long queuedTo;
    private boolean behind;
    private boolean catchingUp;
    private State state = State.OPEN;

    /**
     * An empty one.
     *
     * @param startSeq number of the last durable event that the subscriber has
     * @param behind whether there may be later ones already: these are to be filled in
     */
    Inbox(Company company, long startSeq, boolean behind, Set<Channel> channels, Runnable wake) {
        this.company = company;
        this.startSeq = startSeq;
        this.queuedTo = startSeq;
        this.behind = behind;
        this.catchingUp = behind;
        this.channels = copy(channels);
        this.wake = wake;
    }

    /** Offers one event to many. */
    static Function<Inbox, Outcome> offering(Recent.Entry entry) {
        Event event = entry.published().event();
        if (event.durable()) {
            return inbox -> inbox.offer(entry);
        }
        Subject subject = Subject.of(event);
        return inbox -> inbox.offer(subject, entry);
    }

    /**
     * Whether nothing more is to be done with an event that is published now: the subscriber took it at once, or does not want
     * it. On the thread of the subscriber.
     */
    boolean passes(Published published) {
        boolean durable = published.event().durable();
        Predicate<Published> asked;
        synchronized (this) {
            if (behind || !isEmpty() || published.seq() < startSeq || (durable && published.seq() <= queuedTo)) {
                return false;
            }
            if (!wants(published)) {
                queuedTo = durable ? published.seq() : queuedTo;
                return true;
            }
            asked = taker;
        }
        if (!asked.test(published)) {
            return false;
        }
        if (durable) {
            tookUpTo(published.seq());
        }
        return true;
    }

    private synchronized void tookUpTo(long seq) {
        queuedTo = seq;
    }

    @Override
    public synchronized void passTo(Predicate<Published> first) {
        taker = first;
    }

    /** Called with the events in the order of their numbers; those that it has are passed over. */
    private synchronized Outcome offer(Recent.Entry entry) {
        if (behind || entry.published().seq() <= queuedTo) {
            return Outcome.NOTHING;
        }
        boolean wasEmpty = isEmpty();
        return queue(entry) ? outcome(wasEmpty) : Outcome.NOTHING;
    }

    /** Called with fast events as they are published. */
    private synchronized Outcome offer(Subject subject, Recent.Entry latest) {
        if (!wants(latest.published()) || latest.published().seq() < startSeq) {
            return Outcome.NOTHING;
        }
        boolean wasEmpty = isEmpty();
        Recent.Entry before = fast.get(subject);
        if (before != null && before.published().seq() != latest.published().seq()) {
            fast.remove(subject);
        }
        fast.put(subject, latest);
        return outcome(wasEmpty);
    }

    /**
     * Called with a page of the past, while the inbox is behind: the next durable events without a gap. Tells how many of them
     * it took: at least one, and no more than it may hold.
     */
    synchronized int fill(List<Recent.Entry> page) {
        int taken = 0;
        for (Recent.Entry entry : page) {
            if (taken > 0 && (durable.size() >= PAGE_EVENTS || durableChars + entry.chars() > PAGE_CHARS)) {
                break;
            }
            queue(entry);
            taken++;
        }
        return taken;
    }

    /** Ends a round of catching up. */
    synchronized void filled(boolean all) {
        catchingUp = false;
        behind = !all;
    }

    /** Number of the last durable event that was here. */
    synchronized long queuedTo() {
        return queuedTo;
    }

    /** Whether durable events wait here. */
    synchronized boolean hasDurable() {
        return !durable.isEmpty();
    }

    /** About how much memory is held here, bytes: texts, and the objects around them. */
    synchronized long waitingBytes() {
        return durableChars + (long) FAST_CHARS * fast.size() + (long) OBJECT_BYTES * (durable.size() + fast.size());
    }

    /** Gives up: what comes next is no longer known. */
    synchronized void cutOff() {
        if (state == State.OPEN) {
            state = State.OVERRUN;
            forget();
        }
    }

    void wake() {
        wake.run();
    }

    @Override
    public long startSeq() {
        return startSeq;
    }

    @Override
    public Optional<Published> poll() {
        return take().map(Recent.Entry::published);
    }

    /** The next event with its length. */
    Optional<Recent.Entry> take() {
        synchronized (this) {
            Optional<Recent.Entry> next = next();
            if (next.isPresent() || !behind || catchingUp || state != State.OPEN) {
                return next;
            }
            catchingUp = true;
        }
        company.catchUp(this);
        return Optional.empty();
    }

    private Optional<Recent.Entry> next() {
        Recent.Entry nextDurable = durable.peekFirst();
        if (nextDurable == null) {
            return behind ? Optional.empty() : takeFast(_ -> true);
        }
        Optional<Recent.Entry> earlier = takeFast(waiting -> isEarlier(waiting.published(), nextDurable.published()));
        if (earlier.isPresent()) {
            return earlier;
        }
        durable.removeFirst();
        durableChars -= nextDurable.chars();
        return Optional.of(nextDurable);
    }

    private Optional<Recent.Entry> takeFast(Predicate<Recent.Entry> wanted) {
        for (Iterator<Recent.Entry> each = fast.values().iterator(); each.hasNext(); ) {
            Recent.Entry waiting = each.next();
            if (wanted.test(waiting)) {
                each.remove();
                return Optional.of(waiting);
            }
        }
        return Optional.empty();
    }

    private static boolean isEarlier(Published fast, Published durable) {
        return fast.seq() < durable.seq()
                && fast.event().key().equals(durable.event().key());
    }

    @Override
    public synchronized void channels(Set<Channel> others) {
        channels = copy(others);
        fast.values().removeIf(waiting -> !wants(waiting.published()));
        durable.removeIf(waiting -> !wants(waiting.published()));
        durableChars = durable.stream().mapToLong(Recent.Entry::chars).sum();
    }

    @Override
    public synchronized boolean overrun() {
        return state == State.OVERRUN;
    }

    @Override
    public void close() {
        synchronized (this) {
            if (state == State.OPEN) {
                state = State.CLOSED;
            }
            forget();
        }
        company.leave(this);
    }

    private boolean queue(Recent.Entry entry) {
        queuedTo = entry.published().seq();
        if (!wants(entry.published())) {
            return false;
        }
        durable.addLast(entry);
        durableChars += entry.chars();
        return true;
    }

    private boolean wants(Published published) {
        return state == State.OPEN && channels.contains(published.event().channel());
    }

    private boolean isEmpty() {
        return durable.isEmpty() && fast.isEmpty();
    }

    private Outcome outcome(boolean wasEmpty) {
        if (durable.size() + fast.size() > MAX_EVENTS || durableChars + (long) FAST_CHARS * fast.size() > MAX_CHARS) {
            state = State.OVERRUN;
            forget();
            return Outcome.CUT_OFF;
        }
        return wasEmpty && !(behind && durable.isEmpty()) ? Outcome.WAKE : Outcome.NOTHING;
    }

    private void forget() {
        durable.clear();
        fast.clear();
        durableChars = 0;
    }

    private static Set<Channel> copy(Set<Channel> channels) {
        Set<Channel> copy = EnumSet.noneOf(Channel.class);
        copy.addAll(channels);
        return copy;
    }
}
