package plotty.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static plotty.store.Ledger.get;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plotty.event.Channel;

/** A damaged database is kept aside, and the last good copy takes its place. */
class RestoringTest {
    private static final int PAGE = 4096;

    @TempDir
    private Path folder;

    private Path file;
    private String epoch;

    /** A database with 5000 numbers, a copy of the first of them, and a newer one of all but the last. */
    @BeforeEach
    void live_for_a_while() {
        file = folder.resolve("plotty.db");
        try (Database database = open()) {
            epoch = database.events().epoch();
            get(Ledger.enter(database, 0));
            assertTrue(database.copy(Instant.parse("2026-11-18T06:00:00Z")).isPresent());
            get(database.write(transaction -> {
                for (int i = 1; i < 4999; i++) {
                    Ledger.enter(transaction, i);
                }
                return null;
            }));
            assertTrue(database.copy(Instant.parse("2026-11-19T06:00:00Z")).isPresent());
            get(Ledger.enter(database, 4999));
        }
    }

    @Test
    void what_is_well_is_opened_as_it_is() {
        try (Database database = open()) {
            assertEquals(epoch, database.events().epoch());
            assertEquals(5000, Ledger.numbers(database).size());
            assertTrue(database.restored().isEmpty());
        }
        assertFalse(Files.exists(folder.resolve("damaged")));
    }

    @Test
    void a_file_that_is_no_database_is_kept_aside_and_the_latest_copy_takes_its_place() throws IOException {
        byte[] rubbish = "Dear diary, ".repeat(1000).getBytes(java.nio.charset.StandardCharsets.UTF_8);
        Files.write(file, rubbish);
        Restored restored = assertRestoredFrom("plotty-000002-20261119.db", 4999);
        assertArrayEquals(rubbish, Files.readAllBytes(restored.kept().resolve("plotty.db")));
    }

    @Test
    void a_torn_beginning_is_damage() throws IOException {
        overwrite(0, 100);
        assertRestoredFrom("plotty-000002-20261119.db", 4999);
    }

    @Test
    void damaged_pages_are_found_at_the_start() throws IOException {
        overwrite(5 * PAGE, (int) Files.size(file) - PAGE);
        assertRestoredFrom("plotty-000002-20261119.db", 4999);
    }

    @Test
    void a_damaged_schema_is_found_at_the_start() throws IOException {
        overwrite(100, PAGE);
        assertRestoredFrom("plotty-000002-20261119.db", 4999);
    }

    @Test
    void a_cut_off_file_is_damage() throws IOException {
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 3 * PAGE));
        assertRestoredFrom("plotty-000002-20261119.db", 4999);
    }

    @Test
    void an_empty_or_missing_file_beside_copies_is_damage() throws IOException {
        Files.write(file, new byte[0]);
        assertRestoredFrom("plotty-000002-20261119.db", 4999);
        Files.delete(file);
        assertRestoredFrom("plotty-000002-20261119.db", 4999);
    }

    @Test
    void a_damaged_copy_is_passed_over_for_an_older_one() throws IOException {
        overwrite(0, 100);
        Path newest = folder.resolve("copies/plotty-000002-20261119.db");
        byte[] bytes = Files.readAllBytes(newest);
        Arrays.fill(bytes, 2 * PAGE, bytes.length, (byte) 0xA5);
        Files.write(newest, bytes);
        assertRestoredFrom("plotty-000001-20261118.db", 1);
    }

    @Test
    void without_a_good_copy_it_begins_anew() throws IOException {
        deleteCopies();
        overwrite(0, 100);
        try (Database database = open()) {
            Restored restored = database.restored().orElseThrow();
            assertEquals(Restored.From.NOTHING, restored.from());
            assertTrue(restored.sentence().contains("claim the box"), restored::sentence);
            assertNotEquals(epoch, database.events().epoch());
            assertEquals(List.of(), Ledger.numbers(database));
            assertTrue(Files.exists(restored.kept().resolve("plotty.db")));
        }
    }

    @Test
    void a_log_whose_beginning_is_torn_is_kept_aside_and_what_the_file_holds_goes_on_under_a_new_epoch()
            throws IOException {
        Files.write(folder.resolve("plotty.db-wal"), new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10});
        try (Database database = open()) {
            Restored restored = database.restored().orElseThrow();
            assertEquals(Restored.From.ITSELF, restored.from());
            assertNotEquals(epoch, database.events().epoch());
            assertEquals(5000, Ledger.numbers(database).size());
            assertTrue(Files.exists(restored.kept().resolve("plotty.db-wal")));
        }
    }

    @Test
    void a_log_that_breaks_off_gives_what_was_committed_before() throws IOException {
        Path elsewhere = folder.resolve("elsewhere");
        Files.createDirectories(elsewhere);
        try (Database database = open()) {
            for (int i = 5000; i < 5020; i++) {
                get(Ledger.enter(database, i));
            }
            for (String name : List.of("plotty.db", "plotty.db-wal")) {
                Files.copy(folder.resolve(name), elsewhere.resolve(name));
            }
        }
        Path log = elsewhere.resolve("plotty.db-wal");
        Files.write(log, Arrays.copyOf(Files.readAllBytes(log), (int) Files.size(log) - 10));
        try (Database database = Database.openOrRestore(
                elsewhere.resolve("plotty.db"), List.of(Ledger.MIGRATIONS), InstantSource.system())) {
            assertEquals(5019, Ledger.numbers(database).size());
            assertTrue(database.restored().isEmpty());
        }
    }

    @Test
    void what_happened_is_known_until_it_was_told() throws IOException {
        overwrite(0, 100);
        String epochAfter;
        try (Database database = open()) {
            epochAfter = database.events().epoch();
        }
        try (Database database = open()) {
            assertEquals(
                    "plotty-000002-20261119.db",
                    database.restored().orElseThrow().copy().orElseThrow());
            get(database.write(transaction -> {
                Database.restorationTold(transaction);
                return null;
            }));
        }
        try (Database database = open()) {
            assertTrue(database.restored().isEmpty());
            assertEquals(epochAfter, database.events().epoch());
        }
    }

    @Test
    void a_listener_of_before_is_told_of_the_gap() throws IOException {
        overwrite(0, 100);
        try (Database database = open()) {
            assertTrue(database.events()
                    .resume(epoch, 10, EnumSet.allOf(Channel.class), () -> {})
                    .isEmpty());
        }
    }

    @Test
    void only_the_latest_few_damaged_ones_are_kept() throws IOException {
        for (int i = 0; i < 5; i++) {
            overwrite(0, 100);
            open().close();
        }
        try (Stream<Path> kept = Files.list(folder.resolve("damaged"))) {
            assertEquals(
                    List.of("000003", "000004", "000005"),
                    kept.map(each -> each.getFileName().toString().substring(0, 6))
                            .sorted()
                            .toList());
        }
    }

    @Test
    void damage_that_is_met_while_it_runs_ends_the_writing_and_the_next_start_restores() throws Exception {
        try (Database database = open()) {
            assertThrows(
                    AssertionError.class,
                    () -> get(database.write(transaction -> {
                        throw new org.sqlite.SQLiteException("malformed", org.sqlite.SQLiteErrorCode.SQLITE_CORRUPT);
                    })));
            assertEquals(
                    StoreException.Kind.DAMAGED,
                    database.trouble().orElseThrow().kind());
            assertTrue(database.trouble().orElseThrow().getMessage().contains("Restart the service"));
            assertThrows(AssertionError.class, () -> get(Ledger.enter(database, 7000)));
            assertEquals(5000, Ledger.numbers(database).size(), "what can be read is read");
        }
        assertTrue(Files.exists(folder.resolve("plotty.db.suspect")));
        try (Database database = open()) {
            assertTrue(database.restored().isEmpty(), "a second look found it well");
            get(Ledger.enter(database, 7000));
        }
        assertFalse(Files.exists(folder.resolve("plotty.db.suspect")));
    }

    @Test
    void of_many_random_damages_each_is_found_or_harmless() throws IOException, SQLException {
        byte[] well = Files.readAllBytes(file);
        Random random = new Random(20261120);
        for (int i = 0; i < 12; i++) {
            byte[] bytes = well.clone();
            int from = random.nextInt(bytes.length / PAGE) * PAGE;
            Arrays.fill(bytes, from, from + PAGE, (byte) random.nextInt(256));
            Files.write(file, bytes);
            try (Database database = open()) {
                int numbers = Ledger.numbers(database).size();
                assertTrue(numbers >= 4999, "page at " + from + ": " + numbers);
            }
        }
    }

    private Database open() {
        return Database.openOrRestore(file, List.of(Ledger.MIGRATIONS), InstantSource.system());
    }

    private Restored assertRestoredFrom(String copy, int numbers) {
        try (Database database = open()) {
            Restored restored = database.restored().orElseThrow();
            assertEquals(copy, restored.copy().orElseThrow());
            assertTrue(restored.sentence().contains(copy), restored::sentence);
            assertNotEquals(epoch, database.events().epoch());
            assertEquals(numbers, Ledger.numbers(database).size());
            get(Ledger.enter(database, 100_000));
            return restored;
        }
    }

    private void overwrite(int from, int to) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Arrays.fill(bytes, from, to, (byte) 0xA5);
        Files.write(file, bytes);
    }

    private void deleteCopies() throws IOException {
        try (Stream<Path> copies = Files.list(folder.resolve("copies"))) {
            for (Path copy : copies.toList()) {
                Files.delete(copy);
            }
        }
    }
}
