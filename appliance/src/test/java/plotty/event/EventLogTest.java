package plotty.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EventLogTest {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    private static final Set<Channel> ALL = EnumSet.allOf(Channel.class);

    private final EventLog log = new EventLog("epoch-1", 0, (seq, limit) -> List.of(), InstantSource.fixed(NOW));
    private final AtomicInteger wakes = new AtomicInteger();

    @Test
    void a_subscriber_hears_every_durable_event_after_its_start_in_order() {
        commit(1);
        Subscription subscription = log.subscribe(ALL, wakes::incrementAndGet);
        commit(2, 3, 4);

        assertEquals(1, subscription.startSeq());
        assertEquals(List.of(2, 3, 4), numbers(subscription));
        assertEquals(4, log.lastSeq());
    }

    @Test
    void durable_events_out_of_order_are_refused() {
        commit(1);
        assertThrows(IllegalStateException.class, () -> commit(3));
        assertThrows(IllegalStateException.class, () -> commit(1));
    }

    @Test
    void a_durable_event_is_not_published_as_a_fast_one() {
        assertThrows(IllegalArgumentException.class, () -> log.publish(Happening.durable(1)));
    }

    @Test
    void a_fast_event_carries_the_number_it_comes_after_and_the_time() {
        Subscription subscription = log.subscribe(ALL, wakes::incrementAndGet);
        commit(1, 2);
        log.publish(Happening.fast("job", 7));
        commit(3);

        List<Published> heard = all(subscription);
        assertEquals(List.of(1L, 2L, 2L, 3L), heard.stream().map(Published::seq).toList());
        assertEquals(new Published(2, NOW, Happening.fast("job", 7)), heard.get(2));
    }

    @Test
    void of_waiting_fast_events_on_one_subject_only_the_latest_is_heard() {
        Subscription subscription = log.subscribe(ALL, wakes::incrementAndGet);
        for (int i = 1; i <= 100; i++) {
            log.publish(Happening.fast("a", i));
            log.publish(Happening.fast("b", 1000 + i));
        }
        assertEquals(List.of(100, 1100), numbers(subscription));
    }

    @Test
    void events_of_other_types_on_the_same_subject_do_not_replace_each_other() {
        Subscription subscription = log.subscribe(ALL, wakes::incrementAndGet);
        log.publish(Happening.fast("a", 1));
        log.publish(new Happening("pen_position", Channel.DEVICES, "a", false, 2));
        assertEquals(List.of(1, 2), numbers(subscription));
    }

    @Test
    void a_newer_value_does_not_get_ahead_of_the_durable_events_published_before_it() {
        Subscription subscription = log.subscribe(ALL, wakes::incrementAndGet);
        log.publish(Happening.fast("job", 100));
        log.publish(new Happening("job_update", Channel.JOBS, "job", false, 200));
        commit(1);
        log.publish(Happening.fast("job", 101));
        commit(2);
        assertEquals(List.of(200, 1, 101, 2), numbers(subscription));
    }

    @Test
    void a_fast_event_is_heard_before_the_durable_event_on_the_same_subject_that_followed_it() {
        Subscription subscription = log.subscribe(ALL, wakes::incrementAndGet);
        log.publish(Happening.fast("job", 99));
        commit(1);
        assertEquals(List.of(99, 1), numbers(subscription));
    }

    @Test
    void one_who_is_behind_hears_state_changes_and_alerts_before_metrics() {
        Subscription subscription = log.subscribe(ALL, wakes::incrementAndGet);
        log.publish(new Happening("system_metrics", Channel.SYSTEM, "system", false, 300));
        log.publish(Happening.fast("job", 99));
        commit(1);
        log.publish(Happening.fast("other job", 400));
        log.committed(2, NOW, new Happening("system_alert", Channel.ALERTS, "disk", true, 2));
        assertEquals(List.of(99, 1, 2, 300, 400), numbers(subscription));
    }

    @Test
    void metrics_come_as_soon_as_no_state_change_waits() {
        Subscription subscription = log.subscribe(ALL, wakes::incrementAndGet);
        List<Integer> heard = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            log.publish(new Happening("system_metrics", Channel.SYSTEM, "system", false, 300 + i));
            commit(i);
            heard.addAll(numbers(subscription));
        }
        assertEquals(List.of(1, 301, 2, 302, 3, 303), heard);
    }

    @Test
    void a_busy_subject_does_not_starve_a_quiet_one() {
        Subscription subscription = log.subscribe(ALL, wakes::incrementAndGet);
        List<Integer> heard = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            log.publish(Happening.fast("busy", i));
            log.publish(Happening.fast("quiet", 1000));
            subscription.poll().map(Happening::numberOf).ifPresent(heard::add);
        }
        assertEquals(5, heard.stream().filter(number -> number == 1000).count(), heard::toString);
    }

    @Test
    void a_subscriber_hears_only_the_channels_it_chose() {
        Subscription devices = log.subscribe(EnumSet.of(Channel.DEVICES), wakes::incrementAndGet);
        log.publish(Happening.fast("a", 1));
        commit(1);
        assertEquals(List.of(), numbers(devices));
        assertEquals(0, wakes.get());

        devices.channels(EnumSet.of(Channel.JOBS));
        commit(2);
        log.publish(Happening.fast("a", 3));
        devices.channels(EnumSet.of(Channel.SYSTEM));
        assertEquals(List.of(), numbers(devices), "what waited of a channel no longer chosen is dropped");
    }

    @Test
    void a_subscriber_is_woken_once_when_something_is_there_after_nothing() {
        Subscription subscription = log.subscribe(ALL, wakes::incrementAndGet);
        commit(1, 2, 3);
        log.publish(Happening.fast("a", 4));
        assertEquals(1, wakes.get());

        subscription.poll();
        commit(4);
        assertEquals(1, wakes.get(), "there was still something to take");

        all(subscription);
        log.publish(Happening.fast("a", 5));
        assertEquals(2, wakes.get());
    }

    @Test
    void a_subscriber_that_never_takes_is_cut_off_and_the_others_hear_all() {
        Subscription slow = log.subscribe(ALL, wakes::incrementAndGet);
        Subscription quick = log.subscribe(ALL, () -> {});
        List<Integer> heard = new ArrayList<>();
        for (int i = 1; i <= Inbox.MAX_EVENTS + 1; i++) {
            assertFalse(slow.overrun());
            commit(i);
            heard.addAll(numbers(quick));
        }
        assertTrue(slow.overrun());
        assertTrue(slow.poll().isEmpty());
        assertEquals(2, wakes.get(), "woken for the first event, and to learn that it is cut off");
        commit(Inbox.MAX_EVENTS + 2);
        assertTrue(slow.poll().isEmpty());
        assertEquals(Inbox.MAX_EVENTS + 1, heard.size());
        assertFalse(quick.overrun());
    }

    @Test
    void a_few_very_long_events_cut_a_slow_subscriber_off_as_well() {
        Subscription slow = log.subscribe(ALL, wakes::incrementAndGet);
        for (int i = 1; i <= 2; i++) {
            log.committed(i, NOW, Happening.durable(i), Inbox.MAX_CHARS / 2);
        }
        assertFalse(slow.overrun());
        log.committed(3, NOW, Happening.durable(3), 1);
        assertTrue(slow.overrun());
    }

    @Test
    void fast_events_alone_never_cut_off_who_follows_a_few_subjects() {
        Subscription slow = log.subscribe(ALL, wakes::incrementAndGet);
        for (int i = 0; i < 100_000; i++) {
            log.publish(Happening.fast("plotter-" + i % 5, i));
        }
        assertFalse(slow.overrun());
        assertEquals(5, all(slow).size());
    }

    @Test
    void a_closed_subscription_hears_nothing_more() {
        Subscription subscription = log.subscribe(ALL, wakes::incrementAndGet);
        commit(1);
        subscription.close();
        subscription.close();
        commit(2);
        assertTrue(subscription.poll().isEmpty());
        assertFalse(subscription.overrun());
    }

    @Test
    void a_listener_that_fails_when_woken_does_not_keep_others_from_hearing() {
        try (Subscription broken = log.subscribe(ALL, () -> {
                    throw new IllegalStateException("on purpose, by the test");
                });
                Subscription sound = log.subscribe(ALL, wakes::incrementAndGet)) {
            commit(1);
            assertEquals(1, wakes.get());
            assertEquals(List.of(1), numbers(sound));
            assertEquals(List.of(1), numbers(broken));
        }
    }

    @Test
    void a_listener_may_use_the_log_while_it_is_woken() {
        List<Integer> heard = new ArrayList<>();
        Subscription[] own = new Subscription[1];
        own[0] = log.subscribe(ALL, () -> {
            heard.addAll(numbers(own[0]));
            log.subscribe(ALL, () -> {}).close();
        });
        commit(1, 2);
        assertEquals(List.of(1, 2), heard);
    }

    @Test
    void the_last_events_can_be_asked_for() {
        commit(1, 2, 3, 4, 5);
        assertEquals(List.of(4, 5), numbers(log.since(log.lastSeq() - 2, 2)));
        assertEquals(List.of(2, 3), numbers(log.since(1, 2)));
        assertEquals(List.of(1, 2, 3, 4, 5), numbers(log.since(-100, 100)));
        assertEquals(List.of(), numbers(log.since(5, 10)));
    }

    private void commit(int... numbers) {
        for (int number : numbers) {
            log.committed(number, NOW, Happening.durable(number));
        }
    }

    private static List<Published> all(Subscription subscription) {
        List<Published> heard = new ArrayList<>();
        for (var next = subscription.poll(); next.isPresent(); next = subscription.poll()) {
            heard.add(next.get());
        }
        return heard;
    }

    private static List<Integer> numbers(Subscription subscription) {
        return numbers(all(subscription));
    }

    private static List<Integer> numbers(List<Published> events) {
        return events.stream().map(Happening::numberOf).toList();
    }
}
