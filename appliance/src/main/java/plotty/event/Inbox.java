package plotty.event;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What waits for one subscriber. Durable events wait in a line of their own, fast ones in a map by what they are about. A
 * fast event leaves before the first durable one that was published after it and behind those published before it; while no
 * durable event comes between, a newer value takes the place of the older one, so that no subject starves another.
 */
final class Inbox implements Subscription {

    static final int MAX_EVENTS = 4096;
    static final int MAX_CHARS = 1024 * 1024;

    /** What of fast events only the latest counts. */
    record Subject(String type, String key) {

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

    private final EventLog log;
    private final long startSeq;
    private final Runnable wake;
    private final Deque<Recent.Entry> durable = new ArrayDeque<>();
    private final Map<Subject, Published> fast = new LinkedHashMap<>();
    private Set<Channel> channels;
    private long durableChars;
    private State state = State.OPEN;

    Inbox(EventLog log, long startSeq, Set<Channel> channels, Runnable wake) {
        this.log = log;
        this.startSeq = startSeq;
        this.channels = copy(channels);
        this.wake = wake;
    }

    /** Called by the log with the events in the order of their numbers. */
    synchronized Outcome offer(Recent.Entry entry) {
        if (!wants(entry.published())) {
            return Outcome.NOTHING;
        }
        boolean wasEmpty = isEmpty();
        durable.addLast(entry);
        durableChars += entry.chars();
        return outcome(wasEmpty);
    }

    /** Called by the log. */
    synchronized Outcome offer(Subject subject, Published latest) {
        if (!wants(latest)) {
            return Outcome.NOTHING;
        }
        boolean wasEmpty = isEmpty();
        Published before = fast.get(subject);
        if (before != null && before.seq() != latest.seq()) {
            fast.remove(subject);
        }
        fast.put(subject, latest);
        return outcome(wasEmpty);
    }

    void wake() {
        wake.run();
    }

    @Override
    public long startSeq() {
        return startSeq;
    }

    @Override
    public synchronized Optional<Published> poll() {
        Iterator<Published> fastOnes = fast.values().iterator();
        Recent.Entry nextDurable = durable.peekFirst();
        if (fastOnes.hasNext()) {
            Published nextFast = fastOnes.next();
            if (nextDurable == null || nextFast.seq() < nextDurable.published().seq()) {
                fastOnes.remove();
                return Optional.of(nextFast);
            }
        }
        if (nextDurable == null) {
            return Optional.empty();
        }
        durable.removeFirst();
        durableChars -= nextDurable.chars();
        return Optional.of(nextDurable.published());
    }

    @Override
    public synchronized void channels(Set<Channel> others) {
        channels = copy(others);
        fast.values().removeIf(waiting -> !wants(waiting));
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
        log.leave(this);
    }

    private boolean wants(Published published) {
        return state == State.OPEN && channels.contains(published.event().channel());
    }

    private boolean isEmpty() {
        return durable.isEmpty() && fast.isEmpty();
    }

    private Outcome outcome(boolean wasEmpty) {
        if (durable.size() + fast.size() > MAX_EVENTS || durableChars > MAX_CHARS) {
            state = State.OVERRUN;
            forget();
            return Outcome.CUT_OFF;
        }
        return wasEmpty ? Outcome.WAKE : Outcome.NOTHING;
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
