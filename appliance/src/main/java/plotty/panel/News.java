package plotty.panel;

import java.util.EnumSet;
import java.util.Optional;
import plotty.event.Channel;
import plotty.event.EventLog;
import plotty.event.Published;
import plotty.event.Subscription;

/** Whether anything happened that an LED may show. Used by the panel's thread. */
final class News implements AutoCloseable {
    private final EventLog events;
    private final Runnable wake;
    private Subscription subscription;

    News(EventLog events, Runnable wake) {
        this.events = events;
        this.wake = wake;
        this.subscription = subscribe();
    }

    private Subscription subscribe() {
        EnumSet<Channel> channels = EnumSet.of(Channel.JOBS, Channel.DEVICES, Channel.SYSTEM, Channel.ALERTS);
        return events.subscribe(channels, wake);
    }

    /** Whether something lasting happened since this was asked last. Progress and the like do not count. */
    boolean heard() {
        boolean heard = false;
        for (Optional<Published> next = subscription.poll(); next.isPresent(); next = subscription.poll()) {
            heard |= next.get().event().durable();
        }
        if (subscription.overrun()) {
            subscription.close();
            subscription = subscribe();
            heard = true;
        }
        return heard;
    }

    @Override
    public void close() {
        subscription.close();
    }
}
