package plotty.api.stream;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import plotty.event.Event;
import plotty.event.Published;

/**
 * Holds fast events back for a client that wants fewer of them: of each subject one in an interval, the latest. What was held
 * back is said when its time comes. On the event loop.
 */
final class Throttle {
    /** From so many subjects on those that have been silent for an interval are forgotten. */
    private static final int REMEMBERED = 256;

    private record Subject(String type, String key) {}

    private final Map<Subject, Long> saidAt = new HashMap<>();
    private final Map<Subject, Published> held = new LinkedHashMap<>();
    private long intervalNanos;

    /** At most so many a second of each subject from now on; zero for as many as there are. */
    void perSecond(double rate) {
        intervalNanos = rate > 0 ? (long) (1e9 / rate) : 0;
    }

    /** Whether anything is held back, or may be. */
    boolean active() {
        return intervalNanos != 0 || !held.isEmpty();
    }

    /** Whether a fast event is said now; if not, it is kept in the place of an earlier one. */
    boolean passes(Published fast, long nowNanos) {
        if (intervalNanos == 0) {
            return true;
        }
        Subject subject = subject(fast.event());
        if (!isDue(subject, nowNanos)) {
            held.put(subject, fast);
            return false;
        }
        held.remove(subject);
        said(subject, nowNanos);
        return true;
    }

    /** Takes out what may be said by now. */
    List<Published> due(long nowNanos) {
        List<Published> due = new ArrayList<>();
        for (Iterator<Map.Entry<Subject, Published>> each = held.entrySet().iterator(); each.hasNext(); ) {
            Map.Entry<Subject, Published> next = each.next();
            if (intervalNanos == 0 || isDue(next.getKey(), nowNanos)) {
                each.remove();
                said(next.getKey(), nowNanos);
                due.add(next.getValue());
            }
        }
        return due;
    }

    /** Takes out what is held about this: it must be said before a durable event about the same, or it would be stale. */
    List<Published> about(String key, long nowNanos) {
        List<Published> about = new ArrayList<>();
        for (Iterator<Map.Entry<Subject, Published>> each = held.entrySet().iterator(); each.hasNext(); ) {
            Map.Entry<Subject, Published> next = each.next();
            if (next.getKey().key().equals(key)) {
                each.remove();
                said(next.getKey(), nowNanos);
                about.add(next.getValue());
            }
        }
        return about;
    }

    /** How long until something held may be said; empty if nothing is held. */
    OptionalLong waitNanos(long nowNanos) {
        return held.keySet().stream()
                .mapToLong(subject -> Math.max(0, saidAt.get(subject) + intervalNanos - nowNanos))
                .min();
    }

    private boolean isDue(Subject subject, long nowNanos) {
        Long last = saidAt.get(subject);
        return last == null || nowNanos - last >= intervalNanos;
    }

    private void said(Subject subject, long nowNanos) {
        if (saidAt.size() >= REMEMBERED) {
            saidAt.entrySet().removeIf(each -> isDue(each.getKey(), nowNanos) && !held.containsKey(each.getKey()));
        }
        saidAt.put(subject, nowNanos);
    }

    private static Subject subject(Event event) {
        return new Subject(event.type(), event.key());
    }
}
