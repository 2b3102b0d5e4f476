package plotty.api.stream;

import plotty.event.Published;
import plotty.event.Subscription;
import plotty.http.WebSocketEndpoint.Connection;

/**
 * Takes one client's events out of its subscription and hands them to its dialect, whatever that is. On the event loop.
 *
 * <p>Nothing is taken out while the client is behind, so that there the newer values take the place of the older ones; nor
 * while it is held, because a present state that comes first is being read.
 */
public final class Pump {
    /** After so many events the event loop turns to the other clients. */
    private static final int AT_ONCE = 256;

    /** Says an event in the words of a dialect, in as many messages as that has for it. */
    @FunctionalInterface
    public interface Voice {
        void say(Published event);
    }

    private final Connection connection;
    private final Subscription subscription;
    private final Voice voice;
    private final Runnable overrun;
    private Interest interest;
    private int holds;
    private boolean closed;

    /**
     * A pump that is held once.
     *
     * @param overrun called once when events piled up past the bound
     */
    public Pump(Connection connection, Subscription subscription, Interest interest, Voice voice, Runnable overrun) {
        this.connection = connection;
        this.subscription = subscription;
        this.interest = interest;
        this.voice = voice;
        this.overrun = overrun;
        this.holds = 1;
    }

    /** What it wants now. */
    public Interest interest() {
        return interest;
    }

    /** Wants something else from now on; what waits and is no longer wanted is dropped. */
    public void interest(Interest other) {
        interest = other;
        subscription.channels(other.channels());
    }

    /** Waits with the next event until it has been released as often as it was held. */
    public void hold() {
        holds++;
    }

    /** Ends one hold. */
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
        for (int said = 0; holds == 0 && connection.writable(); said++) {
            if (said == AT_ONCE) {
                connection.execute(this::drain);
                return;
            }
            var next = subscription.poll();
            if (next.isEmpty()) {
                return;
            }
            if (interest.covers(next.get().event())) {
                voice.say(next.get());
            }
        }
    }

    /** Whether nothing comes any more. */
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
