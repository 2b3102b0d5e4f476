package plotty.api.stream;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import plotty.event.EventLog;
import plotty.event.Published;

/** What happened last, for those who want to hear it again. */
final class LastEvents {
    /** Not farther back than this many events is looked for those that are wanted. */
    static final int MOST_LOOKED_AT = 5000;

    private static final int PAGE = 500;

    private LastEvents() {}

    /**
     * The last durable events that are wanted, oldest first. Blocks for the database.
     *
     * @param to the number of the last one that may be among them
     * @param count the most of them
     */
    static List<Published> of(EventLog events, long to, int count, Predicate<Published> wanted) {
        Deque<Published> last = new ArrayDeque<>();
        long before = to;
        while (before > 0 && last.size() < count && to - before < MOST_LOOKED_AT) {
            long from = Math.max(0, before - PAGE);
            long until = before;
            List<Published> page = events.since(from, (int) (until - from)).stream()
                    .filter(past -> past.seq() <= until)
                    .toList();
            page.reversed().stream()
                    .filter(wanted)
                    .limit(count - last.size())
                    .forEach(last::addFirst);
            before = page.isEmpty() ? 0 : from;
        }
        return List.copyOf(last);
    }
}
