package plotty.api.activity;

import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.tinylog.Logger;
import plotty.event.Channel;
import plotty.event.EventLog;
import plotty.event.Published;
import plotty.event.Subscription;

/** Says each durable event in words, to whoever listens to the channel {@code activity}. */
public final class ActivityFeed implements AutoCloseable {
    private static final Set<Channel> HEARD =
            Set.of(Channel.JOBS, Channel.DEVICES, Channel.SYSTEM, Channel.ALERTS, Channel.ACTIVITY);

    private final EventLog events;
    private final Executor thread;
    private Subscription subscription;

    /**
     * Begins at once.
     *
     * @param thread does one thing after the other
     */
    public ActivityFeed(EventLog events, Executor thread) {
        this.events = events;
        this.thread = thread;
        this.subscription = events.subscribe(HEARD, this::wake);
    }

    private void wake() {
        try {
            thread.execute(this::tell);
        } catch (RejectedExecutionException e) {
            Logger.debug(e, "Activity is not told any more: the service ends");
        }
    }

    private synchronized void tell() {
        for (var next = subscription.poll(); next.isPresent(); next = subscription.poll()) {
            tell(next.get());
        }
        if (subscription.overrun()) {
            Logger.warn(
                    "Too much happened at once: some of it is not told as activity, but stands in the activity log");
            subscription = events.subscribe(HEARD, this::wake);
        }
    }

    private void tell(Published event) {
        try {
            Sentences.of(event).ifPresent(events::publish);
        } catch (RuntimeException e) {
            Logger.error(
                    e, "An event '{}' cannot be said in words", event.event().type());
        }
    }

    @Override
    public synchronized void close() {
        subscription.close();
    }
}
