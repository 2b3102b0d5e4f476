package plotty.api.stream;

import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import plotty.event.Published;
import plotty.event.Subscription;
import plotty.http.WebSocketEndpoint.Connection;

/**
 * Takes one client's events out of its subscription and hands them to its dialect, whatever that is. On the event loop.
 *
 * <p>Nothing is taken out while the client is behind, so that there the newer values take the place of the older ones; nor
 * while it is held, because a present state that comes first is being read. A client that wants fewer fast events gets the
 * latest of each subject when its time comes.
 */
public final class Pump {
    /** After so many events the event loop turns to the other clients. */
    private static final int AT_ONCE = 256;

    /** Says an event in the words of a dialect, in as many messages as that has for it. */
    @FunctionalInterface
    public interface Voice {
        void say(Published event);
    }

    /** Runs something on the event loop after a while. */
    @FunctionalInterface
    interface Later {
        void run(long delayNanos, Runnable task);
    }

    private final Connection connection;
    private final Subscription subscription;
    private final Voice voice;
    private final Runnable overrun;
    private final LongSupplier nanos;
    private final Later later;
    private final Throttle throttle = new Throttle();
    private Interest interest;
    private int holds = 1;

    /** Whether anything is held back, or may be: known here, because it is asked for every client and event. */
    private boolean throttled;

    private boolean alarmSet;
    private boolean closed;

    /**
     * A pump that is held once.
     *
     * @param overrun called once when events piled up past the bound
     */
    public Pump(Connection connection, Subscription subscription, Interest interest, Voice voice, Runnable overrun) {
        this(
                connection,
                subscription,
                interest,
                voice,
                overrun,
                System::nanoTime,
                (delay, task) -> CompletableFuture.delayedExecutor(delay, TimeUnit.NANOSECONDS, connection::execute)
                        .execute(task));
    }

    Pump(
            Connection connection,
            Subscription subscription,
            Interest interest,
            Voice voice,
            Runnable overrun,
            LongSupplier nanos,
            Later later) {
        this.connection = connection;
        this.subscription = subscription;
        this.interest = interest;
        this.voice = voice;
        this.overrun = overrun;
        this.nanos = nanos;
        this.later = later;
        throttle(interest);
        subscription.passTo(this::takesNow);
    }

    /** Says an event at once if it need not wait: then nothing has to be put in a line and taken out again. */
    private boolean takesNow(Published next) {
        if (throttled || !ready()) {
            return false;
        }
        if (interest.covers(next.event())) {
            voice.say(next);
        }
        return true;
    }

    public Interest interest() {
        return interest;
    }

    /** Wants something else from now on; what waits and is no longer wanted is dropped. */
    public void interest(Interest other) {
        interest = other;
        throttle(other);
        subscription.channels(other.channels());
    }

    private void throttle(Interest by) {
        throttle.perSecond(by.maxRate().orElse(0.0));
        throttled = throttle.active();
    }

    /** Waits with the next event until it has been released as often as it was held. */
    public void hold() {
        holds++;
    }

    /** Goes on, unless it was held more often. */
    public void release() {
        holds--;
        drain();
    }

    /** Sends what there is, as far as the client takes it. */
    public void drain() {
        if (closed) {
            return;
        }
        if (subscription.overrun()) {
            close();
            overrun.run();
            return;
        }
        if (throttled && ready()) {
            sayAll(throttle.due(nanos.getAsLong()));
            throttled = throttle.active();
        }
        takeOut();
        if (throttled && ready()) {
            setAlarm();
        }
    }

    private void takeOut() {
        for (int said = 0; ready(); said++) {
            if (said == AT_ONCE) {
                connection.execute(this::drain);
                return;
            }
            var next = subscription.poll();
            if (next.isEmpty()) {
                return;
            }
            take(next.get());
        }
    }

    private boolean ready() {
        return !closed && holds == 0 && connection.writable();
    }

    private void take(Published next) {
        if (!interest.covers(next.event())) {
            return;
        }
        if (!throttled) {
            voice.say(next);
        } else if (next.event().durable()) {
            sayAll(throttle.about(next.event().key(), nanos.getAsLong()));
            voice.say(next);
        } else if (throttle.passes(next, nanos.getAsLong())) {
            voice.say(next);
        }
    }

    private void sayAll(List<Published> heldBack) {
        heldBack.stream().filter(each -> interest.covers(each.event())).forEach(voice::say);
    }

    /** To be there when the first of what is held back may be said. */
    private void setAlarm() {
        OptionalLong wait = throttle.waitNanos(nanos.getAsLong());
        if (!alarmSet && wait.isPresent()) {
            alarmSet = true;
            later.run(wait.getAsLong(), () -> {
                alarmSet = false;
                drain();
            });
        }
    }

    /** Whether it hears nothing any more. */
    public boolean closed() {
        return closed;
    }

    /** Hears nothing any more. May be called more than once. */
    public void close() {
        if (!closed) {
            closed = true;
            subscription.close();
        }
    }
}
