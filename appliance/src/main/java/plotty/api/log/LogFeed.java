package plotty.api.log;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import plotty.event.EventLog;

/**
 * Publishes the lines of the log on the channel {@code logs}. A line that is written while one is published waits for the next,
 * so that the log never feeds itself.
 */
public final class LogFeed implements AutoCloseable {
    private final LogRing ring;
    private final EventLog events;
    private final Executor thread;
    private final ThreadLocal<Boolean> publishing = ThreadLocal.withInitial(() -> false);
    private long told;

    /** Begins at once, with the lines that come from now on. */
    public LogFeed(LogRing ring, EventLog events, Executor thread) {
        this.ring = ring;
        this.events = events;
        this.thread = thread;
        this.told = ring.last().stream().mapToLong(LogLine::number).max().orElse(0);
        ring.listen(this::wake);
    }

    private boolean wake() {
        if (publishing.get()) {
            return false;
        }
        try {
            thread.execute(this::tell);
            return true;
        } catch (RejectedExecutionException e) {
            // The service ends. To log this would bring us here again.
            ring.listenNoMore();
            return false;
        }
    }

    private synchronized void tell() {
        publishing.set(true);
        try {
            for (LogLine line : ring.after(told)) {
                told = line.number();
                events.publish(line);
            }
        } finally {
            publishing.remove();
        }
    }

    @Override
    public void close() {
        ring.listenNoMore();
    }
}
