package plotty.appliance.systemd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Looks every 5 s at witnesses who may be silent for 20 s, as with the time of the unit, 30 s; on a clock of its own. */
class WatchdogTest {
    private static final String FED = "WATCHDOG=1";

    private final List<String> sent = new ArrayList<>();
    private final List<Witness> witnesses = new ArrayList<>();
    private long nanos = 1;
    private final Supervisor supervisor =
            new Supervisor(Optional.of(sent::add), Optional.of(Duration.ofSeconds(30)), () -> nanos);
    private final Watchdog watchdog =
            new Watchdog(supervisor, Duration.ofSeconds(30), () -> List.copyOf(witnesses), () -> nanos);

    /** Lives as the test says. */
    private static final class Told implements Witness {
        private final String name;
        private final int patience;
        private long beats;
        private boolean resting;

        Told(String name, int patience) {
            this.name = name;
            this.patience = patience;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public int patience() {
            return patience;
        }

        @Override
        public Sign sign() {
            return new Sign(beats, resting, Optional.of(Thread.currentThread()));
        }
    }

    @Test
    void it_is_fed_at_each_look_while_all_live() {
        Told plotter = witness("plotter-1", 1);
        for (int look = 0; look < 100; look++) {
            plotter.beats++;
            after(5);
        }
        assertEquals(100, sent.size());
        assertTrue(sent.stream().allMatch(FED::equals), sent.toString());
    }

    @Test
    void it_bites_once_a_witness_was_silent_for_two_thirds_of_its_time() {
        Told plotter = witness("plotter-1", 1);
        plotter.beats++;
        look(4);
        assertEquals(List.of(FED, FED, FED, FED), sent);
        after(5);
        assertEquals("WATCHDOG=trigger\nSTATUS=plotter-1 has shown no sign of life for 20 s", sent.getLast());
    }

    @Test
    void it_bites_once_and_is_fed_no_more() {
        witness("plotter-1", 1);
        look(20);
        assertEquals(5, sent.size());
        assertTrue(sent.getLast().startsWith("WATCHDOG=trigger"));
    }

    @Test
    void one_silent_witness_is_enough_however_lively_the_others_are() {
        Told lively = witness("netty-1", 1);
        witness("plotter-1", 1);
        for (int look = 0; look < 5; look++) {
            lively.beats++;
            after(5);
        }
        assertTrue(sent.getLast().contains("plotter-1"), sent.toString());
    }

    @Test
    void a_slow_card_s_sync_of_10_s_is_life_and_one_that_never_ends_is_not() {
        Told store = witness("store", 3);
        look(2);
        store.beats++;
        look(12);
        assertTrue(sent.stream().allMatch(FED::equals), sent.toString());
        after(5);
        assertTrue(sent.getLast().contains("store has shown no sign of life for 60 s"), sent.toString());
    }

    @Test
    void who_rests_owes_no_sign_however_long() {
        Told store = witness("store", 3);
        store.resting = true;
        look(1000);
        assertTrue(sent.stream().allMatch(FED::equals));
        store.resting = false;
        look(11);
        assertEquals(FED, sent.getLast());
        look(2);
        assertTrue(sent.getLast().contains("store"), sent.getLast());
    }

    @Test
    void a_plotter_that_comes_later_is_watched_and_one_that_went_is_not_missed() {
        Told first = witness("plotter-1", 1);
        look(3);
        witnesses.remove(first);
        witness("plotter-2", 1);
        look(4);
        assertTrue(sent.stream().allMatch(FED::equals), sent.toString());
        after(5);
        assertTrue(sent.getLast().contains("plotter-2"), sent.toString());
    }

    @Test
    void a_machine_that_slept_for_an_hour_is_not_taken_for_a_witness_that_hangs() {
        Told plotter = witness("plotter-1", 1);
        look(2);
        after(3600);
        assertEquals(FED, sent.getLast());
        plotter.beats++;
        look(4);
        assertTrue(sent.stream().allMatch(FED::equals), sent.toString());
    }

    @Test
    void a_loop_that_answers_lives() {
        Queue<Runnable> loop = new ArrayDeque<>();
        witnesses.add(new Answering("netty-1", loop::add));
        for (int look = 0; look < 50; look++) {
            after(5);
            while (!loop.isEmpty()) {
                loop.remove().run();
            }
        }
        assertTrue(sent.stream().allMatch(FED::equals), sent.toString());
    }

    @Test
    void a_loop_that_is_blocked_is_asked_once_and_found_silent() {
        Queue<Runnable> loop = new ArrayDeque<>();
        witnesses.add(new Answering("netty-1", loop::add));
        look(5);
        assertEquals(1, loop.size());
        assertTrue(sent.getLast().contains("netty-1"), sent.toString());
    }

    @Test
    void a_loop_that_has_ended_by_itself_is_found_silent() {
        witnesses.add(new Answering("netty-1", _ -> {
            throw new RejectedExecutionException("ended");
        }));
        look(5);
        assertTrue(sent.getLast().contains("netty-1"), sent.toString());
    }

    @Test
    void without_a_watchdog_of_systemd_s_there_is_no_thread_for_it() {
        Supervisor none = new Supervisor(Optional.of(sent::add), Optional.empty(), () -> nanos);
        assertEquals(Optional.empty(), Watchdog.begin(none, List::of));
    }

    private Told witness(String name, int patience) {
        Told told = new Told(name, patience);
        witnesses.add(told);
        return told;
    }

    private void look(int times) {
        for (int look = 0; look < times; look++) {
            after(5);
        }
    }

    private void after(long seconds) {
        nanos += TimeUnit.SECONDS.toNanos(seconds);
        watchdog.look();
    }
}
