package plotty.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ResumeTest {

    private static final Set<Channel> ALL = EnumSet.allOf(Channel.class);
    private static final String EPOCH = "epoch-1";

    /** Stands for the table of events: what is in it was committed, maybe a moment before it is published. */
    private final ConcurrentSkipListMap<Long, Published> table = new ConcurrentSkipListMap<>();

    private EventLog log = startAfter(0);

    @Test
    void missed_events_come_first_then_what_happens_now() {
        happen(1, 10);
        Subscription subscription = resume(4);
        happen(11, 12);
        assertEquals(4, subscription.startSeq());
        assertEquals(LongStream.rangeClosed(5, 12).boxed().toList(), take(subscription));
    }

    @Test
    void who_missed_nothing_gets_nothing() {
        happen(1, 3);
        assertEquals(List.of(), take(resume(3)));
        log = startAfter(3);
        assertEquals(List.of(), take(resume(3)), "also right after a restart");
    }

    @Test
    void what_is_no_longer_in_memory_is_read_from_the_table() {
        happen(1, 3000);
        log = startAfter(3000);
        happen(3001, 3010);
        assertEquals(LongStream.rangeClosed(18, 3010).boxed().toList(), take(resume(17), 3010));
    }

    @Test
    void only_the_chosen_channels_are_given() {
        happen(1, 3);
        Subscription alerts =
                log.resume(EPOCH, 0, EnumSet.of(Channel.ALERTS), () -> {}).orElseThrow();
        assertEquals(List.of(), take(alerts));
    }

    @Test
    void there_is_a_gap_if_the_epoch_or_the_number_is_not_ours() {
        happen(1, 3);
        assertTrue(log.resume("another", 2, ALL, () -> {}).isEmpty());
        assertTrue(log.resume(EPOCH, 4, ALL, () -> {}).isEmpty());
        assertTrue(log.resume(EPOCH, -1, ALL, () -> {}).isEmpty());
    }

    @Test
    void there_is_a_gap_if_the_events_are_no_longer_kept() {
        happen(1, 2000);
        log = startAfter(2000);
        table.headMap(100L, true).clear();
        assertTrue(log.resume(EPOCH, 99, ALL, () -> {}).isEmpty());
        assertEquals(1900, take(resume(100), 2000).size());
        assertEquals(101, log.since(0, 10).getFirst().seq(), "a look into the past begins where it can");
    }

    @Test
    void however_much_was_missed_it_comes_page_by_page_and_waits_nowhere_but_in_the_table() {
        happen(1, 20_000);
        assertEquals(LongStream.rangeClosed(1, 20_000).boxed().toList(), take(resume(0), 20_000));
    }

    @Test
    void what_happens_while_the_past_is_read_comes_after_it() {
        happen(1, 5000);
        Subscription subscription = resume(0);
        log.publish(Happening.fast("job", 1));
        happen(5001, 9000);
        assertEquals(LongStream.rangeClosed(1, 9000).boxed().toList(), take(subscription, 9000));
        happen(9001, 9010);
        assertEquals(LongStream.rangeClosed(9001, 9010).boxed().toList(), take(subscription, 9010));
    }

    @Test
    void who_catches_up_is_cut_off_if_the_events_are_deleted_meanwhile() {
        happen(1, 5000);
        Subscription subscription = resume(0);
        table.headMap(4900L, true).clear();
        take(subscription);
        await(subscription::overrun);
    }

    @Test
    void an_event_that_is_committed_but_not_yet_published_is_not_given_twice() {
        happen(1, 5);
        log = startAfter(5);
        table.put(6L, published(6));
        Subscription subscription = resume(2);
        assertEquals(List.of(3L, 4L, 5L), take(subscription));
        assertEquals(5, log.since(0, 100).size());
        happen(6, 6);
        assertEquals(List.of(6L), take(subscription));
    }

    /** The heart of it: whatever the moment, nothing is lost, nothing comes twice, and nothing comes out of order. */
    @Test
    void resuming_while_events_are_published_loses_and_repeats_nothing() throws InterruptedException {
        long seed = 20261120;
        Random random = new Random(seed);
        int last = 0;
        for (int round = 0; round < 300; round++) {
            if (round % 10 == 0) {
                log = startAfter(last);
            }
            int from = last + 1;
            int to = last + 200 + random.nextInt(400);
            long seen = Math.max(0, last - random.nextInt(1500));
            int headStart = from + random.nextInt(150);
            Semaphore started = new Semaphore(0);
            Thread publisher = Thread.ofPlatform().start(() -> {
                for (int seq = from; seq <= to; seq++) {
                    happen(seq, seq);
                    log.publish(Happening.fast("job", -seq));
                    if (seq == headStart) {
                        started.release();
                    }
                }
            });
            assertTrue(started.tryAcquire(30, TimeUnit.SECONDS));
            Semaphore wakes = new Semaphore(1);
            try (Subscription subscription =
                    log.resume(EPOCH, seen, ALL, wakes::release).orElseThrow()) {
                List<Long> durable = new ArrayList<>();
                while (durable.isEmpty() ? seen < to : durable.getLast() < to) {
                    assertTrue(wakes.tryAcquire(30, TimeUnit.SECONDS), "woken whenever there is something");
                    hear(subscription, durable);
                }
                assertEquals(
                        LongStream.rangeClosed(seen + 1, to).boxed().toList(),
                        durable,
                        "seed " + seed + ", round " + round);
                assertFalse(subscription.overrun());
            }
            publisher.join();
            last = to;
        }
    }

    private static void hear(Subscription subscription, List<Long> durable) {
        for (var next = subscription.poll(); next.isPresent(); next = subscription.poll()) {
            Published event = next.get();
            if (event.event().durable()) {
                durable.add(event.seq());
            } else {
                long before = durable.isEmpty() ? subscription.startSeq() : durable.getLast();
                assertEquals(
                        before,
                        event.seq(),
                        "what is told of one subject comes right after the durable event that it names");
            }
        }
    }

    private EventLog startAfter(long seq) {
        return new EventLog(
                EPOCH,
                seq,
                (after, limit) -> table.tailMap(after, false).values().stream()
                        .limit(limit)
                        .toList(),
                InstantSource.system());
    }

    private Subscription resume(long seq) {
        Optional<Subscription> subscription = log.resume(EPOCH, seq, ALL, () -> {});
        return subscription.orElseThrow();
    }

    private void happen(int from, int to) {
        for (int seq = from; seq <= to; seq++) {
            table.put((long) seq, published(seq));
            log.committed(seq, Instant.EPOCH, Happening.durable(seq));
        }
    }

    private static Published published(int seq) {
        return new Published(seq, Instant.EPOCH, StoredEvent.of(Happening.durable(seq)));
    }

    /** What there is until an event has come; waits for the pages. */
    private static List<Long> take(Subscription subscription, long last) {
        List<Long> durable = new ArrayList<>();
        await(() -> {
            hear(subscription, durable);
            return !durable.isEmpty() && durable.getLast() == last;
        });
        return durable;
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + 30_000_000_000L;
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "in time");
            LockSupport.parkNanos(100_000);
        }
    }

    private static List<Long> take(Subscription subscription) {
        List<Long> durable = new ArrayList<>();
        hear(subscription, durable);
        return durable;
    }
}
