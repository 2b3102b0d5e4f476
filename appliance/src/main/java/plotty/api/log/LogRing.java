package plotty.api.log;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.tinylog.Level;
import plotty.drawing.Excerpt;

/** The last lines of the log, bounded. One for the process, as the log is. Safe for use by any thread; nothing blocks. */
public final class LogRing {
    static final int LINES = 512;
    private static final int MOST_CHARS = 2000;

    private static final LogRing PROCESS = new LogRing();

    private final Deque<LogLine> lines = new ArrayDeque<>();
    private final AtomicBoolean wakePending = new AtomicBoolean();
    private volatile Optional<BooleanSupplier> wake = Optional.empty();
    private long last;

    LogRing() {}

    /** The ring that the log of this process writes to. */
    public static LogRing ofProcess() {
        return PROCESS;
    }

    /** Keeps a line. */
    void add(Instant time, Level level, String module, String thread, String message) {
        String shown = Redaction.hidden(Excerpt.of(message, MOST_CHARS));
        synchronized (lines) {
            last++;
            lines.addLast(new LogLine(last, time, level, module, thread, shown));
            if (lines.size() > LINES) {
                lines.removeFirst();
            }
        }
        wake();
    }

    private void wake() {
        Optional<BooleanSupplier> listener = wake;
        if (listener.isPresent()
                && wakePending.compareAndSet(false, true)
                && !listener.get().getAsBoolean()) {
            wakePending.set(false);
        }
    }

    /**
     * Has somebody woken when there are new lines, once until {@link #after} is asked again.
     *
     * @param listener must not block, and must not log; says whether it will ask
     */
    void listen(BooleanSupplier listener) {
        wake = Optional.of(listener);
    }

    /** Wakes nobody any more. */
    void listenNoMore() {
        wake = Optional.empty();
    }

    /** The lines after a number, oldest first. */
    List<LogLine> after(long number) {
        wakePending.set(false);
        synchronized (lines) {
            return lines.stream().filter(line -> line.number() > number).toList();
        }
    }

    /** The last lines, oldest first. */
    public List<LogLine> last() {
        synchronized (lines) {
            return new ArrayList<>(lines);
        }
    }
}
