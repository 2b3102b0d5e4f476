package plotty.event;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/** The last durable events, kept in memory so that a client that was away for a moment costs no read of the disk. */
final class Recent {

    static final int MAX_EVENTS = 1024;
    static final int MAX_CHARS = 256 * 1024;

    /** A durable event with the length of its fields as JSON, in characters. */
    record Entry(Published published, int chars) {}

    private final Deque<Entry> entries = new ArrayDeque<>();
    private long chars;

    void add(Entry entry) {
        entries.addLast(entry);
        chars += entry.chars();
        while (entries.size() > MAX_EVENTS || (chars > MAX_CHARS && entries.size() > 1)) {
            chars -= entries.removeFirst().chars();
        }
    }

    /** Whether every event after this number is here. */
    boolean covers(long seq, long lastSeq) {
        return seq >= lastSeq
                || (!entries.isEmpty() && entries.getFirst().published().seq() <= seq + 1);
    }

    /** The events after a number, oldest first. */
    List<Entry> after(long seq, int limit) {
        // Numbers are gapless, so the count from the end is known; walking back is short for a client just gone.
        int count = 0;
        Iterator<Entry> backwards = entries.descendingIterator();
        while (backwards.hasNext() && backwards.next().published().seq() > seq) {
            count++;
        }
        return entries.stream().skip((long) entries.size() - count).limit(limit).toList();
    }
}
