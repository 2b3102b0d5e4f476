package plotty.event;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Function;
import org.tinylog.Logger;

/**
 * Many listeners that live on one thread. An event is brought to that thread once and handed out there, so that publishing to
 * thousands costs the publisher no more than publishing to one, and each listener is woken on its own thread.
 *
 * <p>Safe for use by any thread.
 */
public final class Audience {
    private final EventLog log;
    private final Company company = new Seats();
    private final List<Inbox> seats = new CopyOnWriteArrayList<>();
    private volatile Executor thread = _ -> {};
    private volatile Optional<Inbox> news = Optional.empty();

    /** Nobody yet. */
    public Audience(EventLog log) {
        this.log = log;
    }

    /**
     * Listens from now on, as by {@link EventLog#subscribe}.
     *
     * @param loop leads to the one thread on which all of this audience live
     * @param wake called on that thread; must not block
     */
    public Subscription subscribe(Executor loop, Set<Channel> channels, Runnable wake) {
        live(loop);
        return log.join(company, channels, wake);
    }

    /**
     * Listens again after an interruption, as by {@link EventLog#resume}.
     *
     * @param loop leads to the one thread on which all of this audience live
     * @param wake called on that thread; must not block
     */
    public Optional<Subscription> resume(
            Executor loop, String epochBefore, long seq, Set<Channel> channels, Runnable wake) {
        live(loop);
        return log.join(company, epochBefore, seq, channels, wake);
    }

    /** How much waits for the one for whom most waits, bytes; about. */
    public long mostWaitingBytes() {
        return seats.stream().mapToLong(Inbox::waitingBytes).max().orElse(0);
    }

    private synchronized void live(Executor loop) {
        thread = loop;
        if (news.isEmpty()) {
            news = Optional.of(listening());
        }
    }

    private Inbox listening() {
        return log.join(EnumSet.allOf(Channel.class), () -> onThread(() -> handOut(Audience::passes, EventLog::wake)));
    }

    private void onThread(Runnable task) {
        try {
            thread.execute(task);
        } catch (RejectedExecutionException e) {
            Logger.debug(e, "The thread of an audience has ended, and nobody listens there any more");
        }
    }

    private static boolean passes(Inbox inbox, Published published) {
        try {
            return inbox.passes(published);
        } catch (RuntimeException e) {
            // One broken listener must not keep the others from hearing.
            Logger.error(e, "A listener of an audience failed when it was shown an event");
            return true;
        }
    }

    /**
     * On the thread: gives everybody what there is.
     *
     * @param passes shows one of them an event that need not wait
     */
    private void handOut(BiPredicate<Inbox, Published> passes, Consumer<Inbox> wake) {
        Inbox from = news.orElseThrow();
        for (var next = from.take(); next.isPresent(); next = from.take()) {
            Function<Inbox, Inbox.Outcome> offer = Inbox.offering(next.get());
            Published published = next.get().published();
            for (Inbox inbox : seats) {
                if (passes.test(inbox, published)) {
                    continue;
                }
                switch (offer.apply(inbox)) {
                    case NOTHING -> {}
                    case WAKE, CUT_OFF -> wake.accept(inbox);
                }
            }
        }
        if (from.overrun()) {
            // This thread stood still for long: nobody knows what was lost meanwhile.
            news = Optional.of(listening());
            for (Inbox inbox : seats) {
                inbox.cutOff();
                wake.accept(inbox);
            }
        }
    }

    /** The inboxes of the listeners. */
    private final class Seats implements Company {
        @Override
        public void enter(Inbox inbox) {
            seats.add(inbox);
        }

        @Override
        public void leave(Inbox inbox) {
            seats.remove(inbox);
        }

        @Override
        public void catchUp(Inbox inbox) {
            log.catchUpLater(this, inbox);
        }

        @Override
        public void arrive(Inbox inbox) {
            onThread(() -> {
                List<Inbox> toWake = new ArrayList<>();
                log.arrive(this, inbox, () -> handOut((_, _) -> false, toWake::add));
                toWake.forEach(EventLog::wake);
            });
        }

        @Override
        public void wake(Inbox inbox) {
            onThread(() -> EventLog.wake(inbox));
        }
    }
}
