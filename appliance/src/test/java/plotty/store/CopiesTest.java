package plotty.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static plotty.store.Ledger.get;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The copies that the service makes of its database while it runs. */
class CopiesTest {
    private static final Instant MORNING = Instant.parse("2026-11-20T06:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);

    @TempDir
    private Path folder;

    private Database database;
    private final AtomicLong seconds = new AtomicLong();
    private final AtomicBoolean quiet = new AtomicBoolean(true);

    private Instant now() {
        return MORNING.plusSeconds(seconds.get());
    }

    @BeforeEach
    void open() {
        database = Database.open(folder.resolve("plotty.db"), List.of(Ledger.MIGRATIONS), InstantSource.system());
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void a_copy_is_a_whole_database_that_only_its_owner_can_read() throws IOException {
        get(Ledger.enter(database, 1));
        Path copy = database.copy(now()).orElseThrow();
        get(Ledger.enter(database, 2));
        assertEquals("plotty-000001-20261120.db", copy.getFileName().toString());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)));
        Path elsewhere = folder.resolve("elsewhere/plotty.db");
        Files.createDirectories(elsewhere.getParent());
        Files.copy(copy, elsewhere);
        try (Database opened = Database.open(elsewhere, List.of(Ledger.MIGRATIONS), InstantSource.system())) {
            assertEquals(List.of(1), Ledger.numbers(opened));
            assertEquals(1, opened.events().lastSeq());
        }
    }

    @Test
    void what_has_not_changed_is_not_copied_again() {
        get(Ledger.enter(database, 1));
        assertTrue(database.copy(now()).isPresent());
        assertTrue(database.copy(now().plus(DAY)).isEmpty());
        get(Ledger.enter(database, 2));
        assertTrue(database.copy(now().plus(DAY)).isPresent());
        assertEquals(List.of("plotty-000001-20261120.db", "plotty-000002-20261121.db"), copies());
    }

    @Test
    void the_latest_seven_are_kept_and_their_numbers_tell_their_order_when_the_clock_does_not() {
        for (int day = 1; day <= 10; day++) {
            get(Ledger.enter(database, day));
            // A machine without a clock, whose days go backwards.
            assertTrue(database.copy(now().minus(DAY.multipliedBy(day))).isPresent());
        }
        List<String> left = copies();
        assertEquals(Copies.KEPT, left.size());
        assertEquals("plotty-000004-20261116.db", left.getFirst());
        assertEquals("plotty-000010-20261110.db", left.getLast());
    }

    @Test
    void a_copy_that_was_broken_off_is_none_and_does_not_keep_the_next_from_being_made() throws IOException {
        Files.createDirectories(folder.resolve("copies"));
        Files.writeString(folder.resolve("copies/copy.part"), "half of it");
        get(Ledger.enter(database, 1));
        assertTrue(database.copy(now()).isPresent());
        assertEquals(List.of("plotty-000001-20261120.db"), copies());
    }

    @Test
    void writing_goes_on_while_a_copy_is_made() throws Exception {
        get(database.write(transaction -> {
            for (int i = 0; i < 20_000; i++) {
                Ledger.enter(transaction, i);
            }
            return null;
        }));
        AtomicBoolean copied = new AtomicBoolean();
        Thread copying =
                Thread.ofPlatform().start(() -> copied.set(database.copy(now()).isPresent()));
        int number = 20_000;
        do {
            get(Ledger.enter(database, number++));
        } while (copying.isAlive());
        copying.join();
        assertTrue(copied.get());
        assertEquals(number, Ledger.numbers(database).size());
    }

    @Test
    void a_migration_is_preceded_by_a_copy_and_a_first_start_is_not() throws IOException {
        assertEquals(List.of(), copies());
        get(Ledger.enter(database, 1));
        database.close();
        Database.Migrations newer = new Database.Migrations(
                "ledger", List.of(Ledger.MIGRATIONS.steps().getFirst(), "CREATE TABLE more(a INTEGER) STRICT"));
        database = Database.open(folder.resolve("plotty.db"), List.of(newer), InstantSource.system());
        assertEquals(1, copies().size());
        Path old = folder.resolve("old/plotty.db");
        Files.createDirectories(old.getParent());
        Files.copy(folder.resolve("copies").resolve(copies().getFirst()), old);
        try (Database opened = Database.open(old, List.of(Ledger.MIGRATIONS), InstantSource.system())) {
            assertEquals(List.of(1), Ledger.numbers(opened));
        }
    }

    @Test
    void one_is_due_at_the_first_start_of_a_day_and_then_once_a_day_by_whichever_clock_runs() {
        get(Ledger.enter(database, 1));
        AtomicLong nanos = new AtomicLong();
        InstantSource clock = this::now;
        DailyCopies daily = new DailyCopies(database, clock, nanos::get, quiet::get);
        assertTrue(daily.isDue());
        daily.make();
        assertFalse(daily.isDue());
        assertFalse(new DailyCopies(database, clock, nanos::get, quiet::get).isDue(), "a second start on that day");

        seconds.addAndGet(DAY.toSeconds());
        assertTrue(daily.isDue(), "the next day");
        daily.make();
        assertFalse(daily.isDue(), "looked at today, though nothing had changed");

        nanos.addAndGet(DAY.toNanos());
        assertTrue(daily.isDue(), "a day of a clock that stands still");
    }

    @Test
    void a_copy_waits_for_the_end_of_a_drawing_but_not_for_ever() {
        get(Ledger.enter(database, 1));
        AtomicLong nanos = new AtomicLong();
        quiet.set(false);
        DailyCopies daily = new DailyCopies(database, this::now, nanos::get, quiet::get);
        assertFalse(daily.isDue());
        nanos.addAndGet(DAY.toNanos());
        assertTrue(daily.isDue());
    }

    @Test
    void a_copy_that_cannot_be_written_is_told_and_harms_nothing() throws IOException {
        Files.writeString(folder.resolve("copies"), "a file where the folder should be");
        get(Ledger.enter(database, 1));
        StoreException problem = assertThrows(StoreException.class, () -> database.copy(now()));
        assertTrue(problem.getMessage().contains("copy could not be written"), problem::getMessage);
        get(Ledger.enter(database, 2));
        assertTrue(database.trouble().isEmpty());
    }

    private List<String> copies() {
        Path copies = folder.resolve("copies");
        if (!Files.isDirectory(copies)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(copies)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
