package plotty.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static plotty.store.Ledger.get;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plotty.event.Channel;
import plotty.event.Happening;
import plotty.event.Published;
import plotty.event.Subscription;

/** How units of work go through the one thread that writes. */
class WriterTest {

    @TempDir
    private Path folder;

    private Database database;

    @BeforeEach
    void open() {
        database = Database.open(folder.resolve("data/plotty.db"), List.of(Ledger.MIGRATIONS), InstantSource.system());
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void the_writer_s_pulse_stands_still_while_a_unit_hangs_and_rests_when_nothing_waits() throws InterruptedException {
        CountDownLatch go = new CountDownLatch(1);
        CompletableFuture<Void> hanging = blockWriter(go);
        Database.Pulse stuck = database.pulse();
        assertFalse(stuck.resting());
        assertEquals("store", stuck.thread().getName());
        CompletableFuture<Void> behind = Ledger.enter(database, 1);
        assertEquals(stuck.turns(), database.pulse().turns());
        assertFalse(database.pulse().resting());
        go.countDown();
        CompletableFuture.allOf(hanging, behind).join();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!database.pulse().resting() && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertTrue(database.pulse().resting());
        assertTrue(database.pulse().turns() > stuck.turns());
    }

    @Test
    void what_waits_together_is_committed_together_and_a_failure_takes_nobody_with_it() throws InterruptedException {
        CountDownLatch go = new CountDownLatch(1);
        CompletableFuture<Void> first = blockWriter(go);
        List<CompletableFuture<Void>> sound = new ArrayList<>();
        List<CompletableFuture<Void>> failing = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            int number = i;
            sound.add(Ledger.enter(database, number));
            failing.add(database.write(transaction -> {
                Ledger.enter(transaction, 1000 + number);
                throw new SQLException("on purpose");
            }));
        }
        assertFalse(first.isDone());
        go.countDown();
        sound.forEach(Ledger::get);
        failing.forEach(future -> assertEquals("on purpose", failureOf(future).getMessage()));
        assertEquals(IntStream.range(0, 40).boxed().toList(), Ledger.numbers(database));
        assertEquals(
                IntStream.range(0, 40).boxed().toList(),
                database.events().since(0, 1000).stream()
                        .map(Happening::numberOf)
                        .toList());
    }

    @Test
    void numbers_stay_gapless_and_in_order_with_ten_submitters_and_over_restarts() throws InterruptedException {
        int rounds = 3;
        int submitters = 10;
        int each = 100;
        String epoch = database.events().epoch();
        for (int round = 0; round < rounds; round++) {
            Subscription subscription = database.events().subscribe(EnumSet.allOf(Channel.class), () -> {});
            List<Thread> threads = new ArrayList<>();
            for (int submitter = 0; submitter < submitters; submitter++) {
                int start = (round * submitters + submitter) * each;
                threads.add(Thread.ofVirtual().start(() -> {
                    for (int i = 0; i < each; i++) {
                        CompletableFuture<Void> written = Ledger.enter(database, start + i);
                        if (i % 10 == 9) {
                            get(written);
                        }
                    }
                }));
            }
            for (Thread thread : threads) {
                thread.join();
            }
            long last = (round + 1L) * submitters * each;
            get(database.write(transaction -> null));
            List<Long> heard = Stream.generate(subscription::poll)
                    .takeWhile(Optional::isPresent)
                    .map(next -> next.get().seq())
                    .toList();
            assertEquals(
                    LongStream.rangeClosed(subscription.startSeq() + 1, last)
                            .boxed()
                            .toList(),
                    heard);
            reopen();
            assertEquals(last, database.events().lastSeq());
            assertEquals(epoch, database.events().epoch());
        }
        List<Published> all = database.events().since(0, 10_000);
        assertEquals(rounds * submitters * each, all.size());
        assertEquals(
                LongStream.rangeClosed(1, all.size()).boxed().toList(),
                all.stream().map(Published::seq).toList());
        for (int submitter = 0; submitter < rounds * submitters; submitter++) {
            int start = submitter * each;
            assertEquals(
                    IntStream.range(start, start + each).boxed().toList(),
                    all.stream()
                            .map(Happening::numberOf)
                            .filter(number -> number / each == start / each)
                            .toList(),
                    "what one submits is done in the order in which it was submitted");
        }
    }

    @Test
    void when_too_much_waits_more_is_refused_at_once_and_nothing_accepted_is_lost() throws InterruptedException {
        CountDownLatch go = new CountDownLatch(1);
        List<CompletableFuture<Void>> accepted = new ArrayList<>(List.of(blockWriter(go)));
        for (int i = 0; i < Writer.MAX_WAITING; i++) {
            accepted.add(Ledger.enter(database, i));
        }
        Throwable refused = failureOf(Ledger.enter(database, 99_999));
        assertTrue(refused.getMessage().contains("cannot keep up"), refused::getMessage);
        go.countDown();
        accepted.forEach(Ledger::get);
        assertEquals(Writer.MAX_WAITING, Ledger.numbers(database).size());
        get(Ledger.enter(database, 99_999));
    }

    @Test
    void closing_finishes_what_was_submitted_and_leaves_one_file() throws InterruptedException {
        CountDownLatch go = new CountDownLatch(1);
        List<CompletableFuture<Void>> accepted = new ArrayList<>(List.of(blockWriter(go)));
        for (int i = 0; i < 500; i++) {
            accepted.add(Ledger.enter(database, i));
        }
        Thread closing = Thread.ofPlatform().start(database::close);
        go.countDown();
        closing.join();
        accepted.forEach(Ledger::get);
        assertFalse(Files.exists(folder.resolve("data/plotty.db-wal")));
        assertFalse(Files.exists(folder.resolve("data/plotty.db-shm")));

        Throwable late = failureOf(Ledger.enter(database, 1000));
        assertTrue(late.getMessage().contains("is closed"), late::getMessage);
        assertThrows(StoreException.class, () -> Ledger.numbers(database));
        database.close();
        open();
        assertEquals(500, Ledger.numbers(database).size());
    }

    private void reopen() {
        database.close();
        open();
    }

    private CompletableFuture<Void> blockWriter(CountDownLatch go) throws InterruptedException {
        CountDownLatch blocked = new CountDownLatch(1);
        CompletableFuture<Void> blocking = database.write(transaction -> {
            blocked.countDown();
            Ledger.await(go);
            return null;
        });
        assertTrue(blocked.await(10, TimeUnit.SECONDS));
        return blocking;
    }

    private static Throwable failureOf(CompletableFuture<?> future) {
        return assertThrows(ExecutionException.class, () -> future.get(20, TimeUnit.SECONDS))
                .getCause();
    }
}
