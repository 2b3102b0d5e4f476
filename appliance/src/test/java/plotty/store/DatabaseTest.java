package plotty.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static plotty.store.Ledger.get;

import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plotty.event.Channel;
import plotty.event.Happening;
import plotty.event.Published;
import plotty.event.Subscription;

class DatabaseTest {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00.123456Z");

    @TempDir
    private Path folder;

    private Database database;

    @BeforeEach
    void open() {
        database =
                Database.open(folder.resolve("data/plotty.db"), List.of(Ledger.MIGRATIONS), InstantSource.fixed(NOW));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void row_and_event_are_committed_together_and_published_after_the_commit() {
        List<Boolean> rowWasThere = new ArrayList<>();
        Subscription subscription = database.events()
                .subscribe(
                        EnumSet.allOf(Channel.class),
                        () -> rowWasThere.add(Ledger.numbers(database).contains(7)));
        get(Ledger.enter(database, 7));

        assertEquals(List.of(true), rowWasThere);
        Published live = subscription.poll().orElseThrow();
        assertEquals(new Published(1, Instant.parse("2026-11-20T10:00:00.123Z"), Happening.durable(7)), live);
        reopen();
        Published readBack = database.events().since(0, 10).getFirst();
        assertEquals(live.seq(), readBack.seq());
        assertEquals(live.time(), readBack.time());
        assertEquals(live.event().type(), readBack.event().type());
        assertEquals(live.event().channel(), readBack.event().channel());
        assertEquals(live.event().key(), readBack.event().key());
        assertTrue(readBack.event().durable());
        assertEquals(7, Happening.numberOf(readBack));
    }

    @Test
    void what_shows_a_change_runs_after_its_commit_and_before_its_news_and_not_if_it_fails() {
        List<String> told = Collections.synchronizedList(new ArrayList<>());
        try (Subscription _ = database.events().subscribe(EnumSet.allOf(Channel.class), () -> told.add("news"))) {
            get(database.write(
                    transaction -> {
                        Ledger.enter(transaction, 7);
                        return null;
                    },
                    () -> told.add("shown " + Ledger.numbers(database))));
            CompletableFuture<Void> failing = database.write(
                    _ -> {
                        throw new IllegalStateException("changed my mind");
                    },
                    () -> told.add("shown all the same"));
            assertInstanceOf(IllegalStateException.class, failureOf(failing));
        }
        assertEquals(List.of("shown [7]", "news"), told);
    }

    @Test
    void after_a_rollback_there_is_no_row_no_event_and_no_hole_in_the_numbers() {
        Subscription subscription = database.events().subscribe(EnumSet.allOf(Channel.class), () -> {});
        get(Ledger.enter(database, 1));
        CompletableFuture<Void> failing = database.write(transaction -> {
            Ledger.enter(transaction, 2);
            Ledger.enter(transaction, 3);
            throw new IllegalStateException("changed my mind");
        });
        assertEquals(
                "changed my mind",
                assertInstanceOf(IllegalStateException.class, failureOf(failing))
                        .getMessage());
        get(Ledger.enter(database, 4));

        assertEquals(List.of(1, 4), Ledger.numbers(database));
        assertEquals(1, subscription.poll().orElseThrow().seq());
        Published next = subscription.poll().orElseThrow();
        assertEquals(2, next.seq());
        assertEquals(4, Happening.numberOf(next));
    }

    @Test
    void a_statement_that_breaks_a_rule_fails_its_unit_with_the_exception_of_the_driver() {
        get(Ledger.enter(database, 1));
        assertInstanceOf(SQLException.class, failureOf(Ledger.enter(database, 1)));
        CompletableFuture<Void> orphan = database.write(transaction -> {
            try (Statement statement = transaction.connection().createStatement()) {
                statement.executeUpdate("INSERT INTO remark(number, text) VALUES(99, 'of nothing')");
            }
            return null;
        });
        assertTrue(failureOf(orphan).getMessage().contains("FOREIGN KEY"));
    }

    @Test
    void another_database_has_another_epoch() {
        try (Database other = Database.open(folder.resolve("other.db"), List.of(), InstantSource.system())) {
            assertNotEquals(database.events().epoch(), other.events().epoch());
        }
    }

    @Test
    void a_read_sees_one_moment_and_cannot_write() {
        get(Ledger.enter(database, 1));
        int seenTwice = database.read(connection -> {
            int before = Ledger.count(connection);
            get(Ledger.enter(database, 2));
            return before * 10 + Ledger.count(connection);
        });
        assertEquals(11, seenTwice);
        assertEquals(List.of(1, 2), Ledger.numbers(database));
        assertThrows(
                StoreException.class,
                () -> database.read(connection -> {
                    try (Statement statement = connection.createStatement()) {
                        return statement.executeUpdate("DELETE FROM entry");
                    }
                }));
        assertEquals(List.of(1, 2), Ledger.numbers(database), "and the next read works again");
    }

    @Test
    void many_threads_read_at_once() throws InterruptedException {
        get(Ledger.enter(database, 1));
        List<Integer> counts = Collections.synchronizedList(new ArrayList<>());
        List<Thread> threads = IntStream.range(0, 20)
                .mapToObj(i -> Thread.ofVirtual()
                        .start(() -> counts.add(Ledger.numbers(database).size())))
                .toList();
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(Collections.nCopies(20, 1), counts);
    }

    @Test
    void a_transaction_is_of_no_use_outside_its_unit() {
        Database.Transaction leaked = get(database.write(transaction -> transaction));
        assertThrows(IllegalStateException.class, () -> leaked.append(Happening.durable(1)));
        assertThrows(IllegalStateException.class, leaked::connection);
    }

    @Test
    void fast_and_overlong_events_are_not_appended() {
        assertInstanceOf(IllegalArgumentException.class, failureOf(database.write(transaction -> {
            transaction.append(Happening.fast("a", 1));
            return null;
        })));
        assertInstanceOf(IllegalArgumentException.class, failureOf(database.write(transaction -> {
            transaction.append(new plotty.event.StoredEvent(
                    "long", Channel.LOGS, "", "{\"text\":\"" + "x".repeat(64 * 1024) + "\"}"));
            return null;
        })));
        assertEquals(0, database.events().lastSeq());
    }

    @Test
    void old_events_are_trimmed_and_the_numbers_go_on() {
        get(database.write(transaction -> {
            for (int i = 1; i <= 25_000; i++) {
                transaction.append(Happening.durable(i));
            }
            return null;
        }));
        assertEquals(10_000, get(database.trimEvents(100)));
        assertEquals(10_000, get(database.trimEvents(100)));
        assertEquals(4_900, get(database.trimEvents(100)));
        assertEquals(0, get(database.trimEvents(100)));
        reopen();
        assertEquals(24_901, database.events().since(0, 10).getFirst().seq());
        assertTrue(database.events()
                .resume(database.events().epoch(), 24_899, EnumSet.allOf(Channel.class), () -> {})
                .isEmpty());
        assertThrows(IllegalArgumentException.class, () -> database.trimEvents(0));
        assertEquals(99, get(database.trimEvents(1)));
        reopen();
        get(Ledger.enter(database, 1));
        assertEquals(25_001, database.events().lastSeq());
    }

    private void reopen() {
        database.close();
        open();
    }

    private static Throwable failureOf(CompletableFuture<?> future) {
        return assertThrows(ExecutionException.class, () -> future.get(20, TimeUnit.SECONDS))
                .getCause();
    }
}
