package plotty.plotter.ebb;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import plotty.plotter.ebb.MotorFrame.Steps;

/**
 * When the board does what: each accepted command with its estimated beginning and end in the link's time. The board's clock
 * and ours drift apart, so what the board lets us see (an answer that had to wait for room, how full the queue is) moves the
 * estimate.
 */
final class Timeline {
    /** Queued time is never longer than this, so that a hold begins soon. */
    static final long MOST_QUEUED_NANOS = 87_000_000;
    /** How long a command may be expected to wait for room in the board's queue: meanwhile nothing is understood. */
    private static final long MOST_STUCK_NANOS = 29_000_000;
    /** An answer later than this had to wait for room. */
    private static final long PROMPT_NANOS = 7_000_000;
    /** A late answer may also be our own delay: it moves the estimate only so far. */
    private static final long MOST_LATER_NANOS = 500_000;
    /** From the board's acting to our hearing of it. */
    private static final long HEARING_NANOS = 1_500_000;
    /** What ended so long ago has ended for sure, whatever the estimate's error. */
    private static final long SURE_NANOS = 30_000_000;

    private static final class Entry {
        private final Action action;
        private long start;
        private long end;

        private Entry(Action action, long start) {
            this.action = action;
            this.start = start;
            this.end = start + action.nanos();
        }
    }

    private final int queueLength;
    private final Deque<Entry> entries = new ArrayDeque<>();
    private Action done;
    private int dry;

    /**
     * An empty timeline.
     *
     * @param queueLength commands that the board holds beside the one it executes
     */
    Timeline(int queueLength) {
        this.queueLength = queueLength;
    }

    /** When all that was accepted will have been executed; now if it has been. */
    long endNanos(long now) {
        return entries.isEmpty() ? now : Math.max(now, entries.getLast().end);
    }

    long queuedNanos(long now) {
        return endNanos(now) - now;
    }

    /** How long to wait before sending a command; not positive if it may go now. */
    long waitNanos(Action next, long now) {
        long bySpan = queuedNanos(now) + next.nanos() - MOST_QUEUED_NANOS;
        long byRoom = Long.MIN_VALUE;
        int pending = 0;
        for (Iterator<Entry> newest = entries.descendingIterator(); newest.hasNext(); ) {
            Entry entry = newest.next();
            if (entry.end <= now) {
                break;
            }
            pending += entry.action.places();
            if (pending >= queueLength + 2 - next.places()) {
                byRoom = entry.end - now - MOST_STUCK_NANOS;
                break;
            }
        }
        return Math.max(bySpan, byRoom);
    }

    /** A command was acknowledged: it is in the queue. */
    void accepted(Action action, long sent, long heard) {
        Entry before = entries.peekLast();
        if (before == null || before.end < sent) {
            if (before != null && before.action.kind() == Action.Kind.DRAW && action.kind() == Action.Kind.DRAW) {
                dry++;
            }
            entries.add(new Entry(action, heard));
            return;
        }
        if (pendingAt(heard) >= queueLength || before.start > heard) {
            alignWithRoom(heard - sent > PROMPT_NANOS, heard);
        }
        entries.add(new Entry(action, Math.max(entries.getLast().end, sent)));
    }

    private int pendingAt(long now) {
        int pending = 0;
        for (Entry entry : entries) {
            if (entry.end > now) {
                pending += entry.action.places();
            }
        }
        return pending;
    }

    /** There was room for one more, so the command {@code queueLength − 1} before the newest has begun. */
    private void alignWithRoom(boolean waited, long heard) {
        Entry begun = fromEnd(queueLength - 1);
        if (begun == null) {
            return;
        }
        if (begun.start > heard) {
            shiftFrom(begun, heard - begun.start);
        } else if (waited && begun.start < heard - HEARING_NANOS && begun.end > heard) {
            shiftFrom(begun, Math.min(MOST_LATER_NANOS, heard - HEARING_NANOS - begun.start));
        }
    }

    /** The board said, between two times, how many commands wait behind the one it executes. */
    void sawQueue(int waiting, long asked, long heard) {
        Entry executing = fromEnd(waiting);
        if (executing == null) {
            return;
        }
        if (executing.start > heard) {
            shiftFrom(executing, heard - executing.start);
        } else if (executing.end < asked) {
            shiftFrom(executing, asked - executing.end);
        }
    }

    private Entry fromEnd(int index) {
        int left = index;
        for (Iterator<Entry> newest = entries.descendingIterator(); newest.hasNext(); ) {
            Entry entry = newest.next();
            left -= entry.action.places();
            if (left < 0) {
                return entry;
            }
        }
        return null;
    }

    private void shiftFrom(Entry first, long by) {
        boolean reached = false;
        for (Entry entry : entries) {
            reached |= entry == first;
            if (reached) {
                entry.start += by;
                entry.end += by;
            }
        }
    }

    /** The last action that has ended for sure. */
    Optional<Action> done(long now) {
        while (!entries.isEmpty() && entries.getFirst().end + SURE_NANOS <= now) {
            done = entries.removeFirst().action;
        }
        return Optional.ofNullable(done);
    }

    /** Everything has ended for sure. */
    void allDone() {
        if (!entries.isEmpty()) {
            done = entries.getLast().action;
            entries.clear();
        }
    }

    /** What is being executed now, by the estimate. */
    Optional<Action> executing(long now) {
        for (Entry entry : entries) {
            if (entry.end > now) {
                return entry.start <= now ? Optional.of(entry.action) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** How much of the executed action is done, 0 to 1, by the estimate; 1 if nothing is executed. */
    double share(long now) {
        for (Entry entry : entries) {
            if (entry.end > now) {
                return entry.action.nanos() == 0
                        ? 1
                        : Math.clamp((now - entry.start) / (double) entry.action.nanos(), 0, 1);
            }
        }
        return 1;
    }

    /** The newest of the actions not surely done, and the last one that is, that ends where the motors are. */
    Optional<Action> endingAt(Steps place) {
        for (Iterator<Entry> newest = entries.descendingIterator(); newest.hasNext(); ) {
            Action action = newest.next().action;
            if (action.to().equals(place)) {
                return Optional.of(action);
            }
        }
        return Optional.ofNullable(done).filter(last -> last.to().equals(place));
    }

    /** How often the board had nothing to do in the middle of a stroke, by the estimate. */
    int dry() {
        return dry;
    }
}
