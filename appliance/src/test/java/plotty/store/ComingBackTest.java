package plotty.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static plotty.store.Ledger.get;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plotty.event.Channel;
import plotty.event.Happening;
import plotty.event.Subscription;

/** Listeners that come back, over restarts of the database and while others write. */
class ComingBackTest {

    private static final Set<Channel> ALL = EnumSet.allOf(Channel.class);
    private static final long SEED = 20261120;

    @TempDir
    private Path folder;

    @Test
    void a_listener_that_comes_back_while_others_write_misses_and_repeats_nothing() throws InterruptedException {
        Random random = new Random(SEED);
        int last = 0;
        for (int restart = 0; restart < 5; restart++) {
            try (Database database = open()) {
                for (int round = 0; round < 10; round++) {
                    String when = "seed " + SEED + ", restart " + restart + ", round " + round;
                    int from = last + 1;
                    int to = last + 50 + random.nextInt(100);
                    int seen = random.nextInt(Math.min(2000, last) + 1) + Math.max(0, last - 2000);
                    Thread writing = Thread.ofVirtual()
                            .start(() -> IntStream.rangeClosed(from, to)
                                    .mapToObj(number -> Ledger.enter(database, number))
                                    .toList()
                                    .forEach(Ledger::get));
                    assertEquals(IntStream.rangeClosed(seen + 1, to).boxed().toList(), hear(database, seen, to), when);
                    writing.join();
                    last = to;
                }
            }
        }
    }

    @Test
    void a_listener_from_before_a_restart_goes_on_where_it_was() {
        String epoch;
        try (Database database = open()) {
            epoch = database.events().epoch();
            get(Ledger.enter(database, 1));
            get(Ledger.enter(database, 2));
        }
        try (Database database = open();
                Subscription subscription =
                        database.events().resume(epoch, 1, ALL, () -> {}).orElseThrow()) {
            get(Ledger.enter(database, 3));
            assertEquals(2, Happening.numberOf(subscription.poll().orElseThrow()));
            assertEquals(3, Happening.numberOf(subscription.poll().orElseThrow()));
            assertTrue(subscription.poll().isEmpty());
        }
    }

    private static List<Integer> hear(Database database, int seen, int to) throws InterruptedException {
        Semaphore wakes = new Semaphore(1);
        List<Integer> heard = new ArrayList<>();
        try (Subscription subscription = database.events()
                .resume(database.events().epoch(), seen, ALL, wakes::release)
                .orElseThrow()) {
            while (heard.isEmpty() || heard.getLast() < to) {
                assertTrue(wakes.tryAcquire(20, TimeUnit.SECONDS), "woken whenever there is something");
                for (var next = subscription.poll(); next.isPresent(); next = subscription.poll()) {
                    heard.add(Happening.numberOf(next.get()));
                }
            }
        }
        return heard;
    }

    private Database open() {
        return Database.open(folder.resolve("plotty.db"), List.of(Ledger.MIGRATIONS), InstantSource.system());
    }
}
