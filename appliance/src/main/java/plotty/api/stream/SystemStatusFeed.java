package plotty.api.stream;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.tinylog.Logger;
import plotty.event.Channel;
import plotty.event.EventLog;
import plotty.event.Subscription;

/** Publishes {@link SystemStatus}: whenever jobs or plotters change it, and as a heartbeat. Lives on the scheduler. */
public final class SystemStatusFeed implements AutoCloseable {
    private static final long SETTLED_MS = 250;

    private final EventLog events;
    private final Supplier<SystemStatus> status;
    private final ScheduledExecutorService scheduler;
    private final Subscription subscription;
    private volatile boolean closed;
    private boolean settling;
    private Optional<SystemStatus> told = Optional.empty();

    /**
     * Begins at once.
     *
     * @param status looks at everything; called on the scheduler
     * @param heartbeat after which it is told though nothing changed
     */
    public SystemStatusFeed(
            EventLog events, Supplier<SystemStatus> status, ScheduledExecutorService scheduler, Duration heartbeat) {
        this.events = events;
        this.status = status;
        this.scheduler = scheduler;
        this.subscription = events.subscribe(Set.of(Channel.JOBS, Channel.DEVICES), this::wake);
        long millis = heartbeat.toMillis();
        var _ = scheduler.scheduleAtFixedRate(guarded(this::beat), millis, millis, TimeUnit.MILLISECONDS);
    }

    private void wake() {
        try {
            scheduler.execute(guarded(this::look));
        } catch (RejectedExecutionException e) {
            Logger.debug(e, "The system status is not told any more: the service ends");
        }
    }

    /** A task that a fault does not end for good. */
    private static Runnable guarded(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                Logger.error(e, "The system status could not be told");
            }
        };
    }

    private void look() {
        boolean durable = false;
        for (var next = subscription.poll(); next.isPresent(); next = subscription.poll()) {
            durable |= next.get().event().durable();
        }
        if (durable) {
            tellIfOther();
            if (!settling) {
                // What is known of jobs may be a moment behind the events about them.
                settling = true;
                later(SETTLED_MS, () -> {
                    settling = false;
                    tellIfOther();
                });
            }
        }
    }

    /** Looks, though nothing was heard: something else may have changed. Any thread. */
    public void lookAgain() {
        later(0, this::tellIfOther);
    }

    private void later(long millis, Runnable look) {
        try {
            var _ = scheduler.schedule(guarded(look), millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            Logger.debug(e, "The system status is not told any more: the service ends");
        }
    }

    private void tellIfOther() {
        if (closed) {
            return;
        }
        SystemStatus now = status.get();
        if (told.isEmpty() || now.differsFrom(told.get())) {
            tell(now);
        }
    }

    private void beat() {
        tell(status.get());
    }

    private void tell(SystemStatus now) {
        told = Optional.of(now);
        events.publish(now);
    }

    @Override
    public void close() {
        closed = true;
        subscription.close();
    }
}
