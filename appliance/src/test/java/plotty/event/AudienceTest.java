package plotty.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class AudienceTest {

    private static final Set<Channel> ALL = EnumSet.allOf(Channel.class);
    private static final String EPOCH = "epoch-1";

    private final ConcurrentSkipListMap<Long, Published> table = new ConcurrentSkipListMap<>();
    private final EventLog log = new EventLog(
            EPOCH,
            0,
            (after, limit) ->
                    table.tailMap(after, false).values().stream().limit(limit).toList(),
            InstantSource.system());
    private final Audience audience = new Audience(log);
    private final Deque<Runnable> tasks = new ArrayDeque<>();

    @Test
    void an_event_is_one_task_of_the_thread_however_many_listen() {
        List<Listener> listeners = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            listeners.add(new Listener(ALL));
        }
        happen(1);
        assertEquals(1, tasks.size());
        runTasks();
        for (Listener listener : listeners) {
            assertEquals(List.of(1L), listener.heard);
        }
    }

    @Test
    void who_comes_later_does_not_hear_what_was_before() {
        new Listener(ALL);
        happen(1);
        Listener late = new Listener(ALL);
        happen(2);
        runTasks();
        assertEquals(List.of(2L), late.heard);
    }

    @Test
    void each_hears_the_channels_that_it_chose_until_it_goes() {
        Listener alerts = new Listener(EnumSet.of(Channel.ALERTS));
        Listener gone = new Listener(ALL);
        gone.subscription.close();
        Listener all = new Listener(ALL);
        happen(1);
        runTasks();
        assertEquals(List.of(), alerts.heard);
        assertEquals(List.of(), gone.heard);
        assertEquals(List.of(1L), all.heard);
    }

    @Test
    void a_listener_that_takes_nothing_is_cut_off_and_the_others_hear_all() {
        Listener slow = new Listener(ALL);
        slow.asleep = true;
        Listener quick = new Listener(ALL);
        for (int seq = 1; seq <= Inbox.MAX_EVENTS + 1; seq++) {
            happen(seq);
            runTasks();
        }
        assertTrue(slow.subscription.overrun());
        assertFalse(quick.subscription.overrun());
        assertEquals(LongStream.rangeClosed(1, Inbox.MAX_EVENTS + 1).boxed().toList(), quick.heard);
    }

    @Test
    void all_are_cut_off_if_their_thread_stands_still_for_too_long_and_those_who_come_back_go_on() {
        Listener before = new Listener(ALL);
        for (int seq = 1; seq <= Inbox.MAX_EVENTS + 1; seq++) {
            happen(seq);
        }
        runTasks();
        assertTrue(before.subscription.overrun());
        Listener after = new Listener(ALL);
        happen(Inbox.MAX_EVENTS + 2);
        runTasks();
        assertEquals(List.of(Inbox.MAX_EVENTS + 2L), after.heard);
    }

    @Test
    void publishing_goes_on_when_the_thread_has_ended() {
        try (Subscription _ = audience.subscribe(
                task -> {
                    throw new RejectedExecutionException("ended");
                },
                ALL,
                () -> {})) {
            happen(1);
            assertEquals(1, log.lastSeq());
        }
    }

    @Test
    void what_a_listener_takes_at_once_does_not_wait_and_what_comes_behind_one_that_waits_waits_too() {
        Listener listener = new Listener(ALL);
        List<Long> taken = new ArrayList<>();
        listener.asleep = true;
        listener.subscription.passTo(shown -> shown.seq() != 2 && taken.add(shown.seq()));
        for (int seq = 1; seq <= 3; seq++) {
            happen(seq);
            runTasks();
        }
        assertEquals(List.of(1L), taken);
        listener.asleep = false;
        listener.wake();
        assertEquals(List.of(2L, 3L), listener.heard);
        happen(4);
        runTasks();
        assertEquals(List.of(1L, 4L), taken);
        assertEquals(List.of(2L, 3L), listener.heard);
    }

    @Test
    void a_listener_that_fails_when_it_is_shown_an_event_does_not_keep_the_others_from_hearing() {
        Listener broken = new Listener(ALL);
        broken.subscription.passTo(_ -> {
            throw new IllegalStateException("broken");
        });
        Listener sound = new Listener(ALL);
        happen(1);
        runTasks();
        assertEquals(List.of(1L), sound.heard);
    }

    @Test
    void nothing_is_shown_of_channels_that_were_not_chosen_nor_after_the_end() {
        Listener listener = new Listener(EnumSet.of(Channel.ALERTS));
        List<Long> taken = new ArrayList<>();
        listener.subscription.passTo(shown -> taken.add(shown.seq()));
        happen(1);
        runTasks();
        listener.subscription.channels(ALL);
        happen(2);
        runTasks();
        listener.subscription.close();
        happen(3);
        runTasks();
        assertEquals(List.of(2L), taken);
    }

    /** Whatever the moment, nothing is lost, nothing comes twice, and nothing about one thing comes out of order. */
    @Test
    void resuming_while_events_are_published_loses_and_repeats_nothing() throws InterruptedException {
        long seed = 20261121;
        Random random = new Random(seed);
        int to = 60_000;
        try (ExecutorService loop = Executors.newSingleThreadExecutor()) {
            Thread publisher = Thread.ofPlatform().start(() -> {
                for (int seq = 1; seq <= to; seq++) {
                    happen(seq);
                    log.publish(Happening.fast("job", -seq));
                    if (seq % 100 == 0) {
                        LockSupport.parkNanos(1_000);
                    }
                }
            });
            for (int round = 0; round < 200; round++) {
                long seen = Math.max(0, log.lastSeq() - random.nextInt(5000));
                int wanted = 1 + random.nextInt(500);
                Reader reader = new Reader(seen, Math.min(to, seen + wanted));
                loop.execute(() -> {
                    reader.subscription = audience.resume(loop, EPOCH, seen, ALL, reader::read);
                    reader.subscription.ifPresent(mine -> mine.passTo(reader::takes));
                    reader.read();
                });
                assertTrue(reader.done.await(20, TimeUnit.SECONDS), "round " + round + ", seed " + seed);
                assertEquals(Optional.empty(), reader.wrong, "round " + round + ", seed " + seed);
            }
            publisher.join();
        }
    }

    private void happen(int seq) {
        table.put((long) seq, new Published(seq, Instant.EPOCH, StoredEvent.of(Happening.durable(seq))));
        log.committed(seq, Instant.EPOCH, Happening.durable(seq));
    }

    private void runTasks() {
        while (!tasks.isEmpty()) {
            tasks.removeFirst().run();
        }
    }

    /** Takes what there is when it is woken. */
    private final class Listener {
        private final List<Long> heard = new ArrayList<>();
        private final Subscription subscription;
        private boolean asleep;

        Listener(Set<Channel> channels) {
            subscription = audience.subscribe(tasks::add, channels, this::wake);
        }

        private void wake() {
            if (!asleep) {
                for (var next = subscription.poll(); next.isPresent(); next = subscription.poll()) {
                    heard.add(next.get().seq());
                }
            }
        }
    }

    /** Comes back with a number, on the thread of the audience, and reads to another one. */
    private static final class Reader {
        private final CountDownLatch done = new CountDownLatch(1);
        private final long to;
        private volatile Optional<String> wrong = Optional.empty();
        private Optional<Subscription> subscription = Optional.empty();
        private long last;

        Reader(long seen, long to) {
            this.last = seen;
            this.to = to;
        }

        private void read() {
            if (subscription.isEmpty()) {
                return;
            }
            Subscription mine = subscription.get();
            for (var next = mine.poll(); next.isPresent() && last < to; next = mine.poll()) {
                look(next.get());
            }
            if (last >= to || mine.overrun()) {
                mine.close();
                done.countDown();
            }
        }

        /** Every third event is left to wait. */
        private boolean takes(Published event) {
            if (last >= to || event.seq() % 3 == 0) {
                return false;
            }
            look(event);
            if (last >= to) {
                subscription.orElseThrow().close();
                done.countDown();
            }
            return true;
        }

        private void look(Published event) {
            long expected = event.event().durable() ? last + 1 : last;
            if (event.seq() != expected && wrong.isEmpty()) {
                wrong = Optional.of(event + " after " + last);
            }
            last = event.seq();
        }
    }
}
