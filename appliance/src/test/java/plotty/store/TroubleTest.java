package plotty.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static plotty.store.Ledger.get;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plotty.event.Channel;
import plotty.event.Happening;
import plotty.event.Subscription;

/** What goes wrong with files and disks, each in a sentence that names the file and says what to do. */
class TroubleTest {

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = folder.resolve("plotty.db");
    }

    @Test
    void a_file_that_is_no_database_is_left_alone() throws IOException {
        Files.writeString(file, "Dear diary, ".repeat(1000), StandardCharsets.UTF_8);
        assertRefused("is not a database", "goes on with the last good copy");
        assertTrue(Files.readString(file).startsWith("Dear diary"));
        Files.delete(file);
        open().close();
    }

    @Test
    void a_database_with_damaged_pages_is_called_damaged() throws IOException {
        fill();
        byte[] bytes = Files.readAllBytes(file);
        // Behind the header: the schema's page, without which nothing can be read.
        overwrite(bytes, 100, 4096);
        Files.write(file, bytes);
        assertRefused("is damaged", "goes on with the last good copy");
    }

    @Test
    void damage_further_in_is_found_by_the_check_and_fails_the_reads_that_meet_it() throws IOException {
        fill();
        try (Database database = open()) {
            assertTrue(database.damage().isEmpty());
        }
        byte[] bytes = Files.readAllBytes(file);
        overwrite(bytes, 5 * 4096, bytes.length - 4096);
        Files.write(file, bytes);
        try (Database database = open()) {
            assertTrue(database.damage().isPresent());
            StoreException trouble =
                    assertThrows(StoreException.class, () -> database.events().since(0, 100_000));
            assertSays(trouble, "is damaged");
        }
    }

    @Test
    void a_cut_off_file_is_called_damaged() throws IOException {
        fill();
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(bytes, 2 * 4096));
        assertRefused("is damaged");
    }

    @Test
    void a_folder_that_cannot_be_made_is_named() {
        file = Path.of("/proc/plotty/plotty.db");
        assertRefused("cannot be written", "Make it writable");
    }

    @Test
    void a_file_where_the_folder_should_be_is_named() throws IOException {
        Files.writeString(folder.resolve("data"), "I am a file");
        file = folder.resolve("data/plotty.db");
        assertRefused("cannot be written", "another data folder");
    }

    @Test
    void a_folder_instead_of_the_file_is_named() throws IOException {
        Files.createDirectory(file);
        assertRefused("cannot be opened", "writable");
    }

    @Test
    void a_read_only_folder_or_file_is_named() throws IOException {
        fill();
        Files.delete(folder.resolve("plotty.db.lock"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-xr-xr-x"));
        try {
            assumeFalse(Files.isWritable(folder), "for root everything is writable");
            assertRefused("cannot be written", "Make it writable");
        } finally {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
        assertRefused("cannot be opened for writing", "writable for the user");
    }

    @Test
    void a_path_that_the_driver_would_misread_is_refused() {
        file = folder.resolve("what?/plotty.db");
        assertRefused("question mark");
    }

    @Test
    void a_second_service_on_the_same_file_is_refused() {
        try (Database first = open()) {
            assertRefused("is in use by another process", "Stop that one");
            get(Ledger.enter(first, 1));
        }
        open().close();
    }

    @Test
    void a_database_of_newer_software_is_left_alone() {
        Database.Migrations newer = new Database.Migrations(
                "ledger", List.of(Ledger.MIGRATIONS.steps().getFirst(), "CREATE TABLE more(a INTEGER) STRICT"));
        Database.open(file, List.of(newer), InstantSource.system()).close();
        assertRefused("was written by newer software", "Update the software");
        Database.open(file, List.of(newer), InstantSource.system()).close();
    }

    @Test
    void a_full_disk_fails_the_write_in_words_and_writing_goes_on_when_there_is_room() {
        try (Database database = open()) {
            Subscription subscription = database.events().subscribe(EnumSet.allOf(Channel.class), () -> {});
            get(Ledger.enter(database, 1));
            limitPages(database, 30);
            Throwable full = failureOf(database.write(transaction -> {
                for (int i = 2; i < 10_000; i++) {
                    Ledger.enter(transaction, i);
                }
                return null;
            }));
            assertSays(assertInstanceOf(StoreException.class, full), "no room left", "Free some space");
            assertEquals(List.of(1), Ledger.numbers(database));

            // The failed write left a fresh connection behind it, so the limit is gone: there is room again.
            get(Ledger.enter(database, 2));
            assertEquals(1, subscription.poll().orElseThrow().seq());
            assertEquals(2, subscription.poll().orElseThrow().seq());
            assertTrue(subscription.poll().isEmpty());
        }
    }

    @Test
    void after_a_commit_whose_answer_was_lost_the_log_says_what_the_file_says() {
        try (Database database = open()) {
            Subscription subscription = database.events().subscribe(EnumSet.allOf(Channel.class), () -> {});
            // As when the sync fails after the commit was written: the unit fails, yet its row is there.
            CompletableFuture<Void> lost = database.write(transaction -> {
                Ledger.enter(transaction, 1);
                try (Statement statement = transaction.connection().createStatement()) {
                    statement.executeUpdate("COMMIT");
                }
                return null;
            });
            assertInstanceOf(SQLException.class, failureOf(lost));
            get(Ledger.enter(database, 2));
            assertEquals(List.of(1, 2), Ledger.numbers(database));
            assertEquals(1, Happening.numberOf(subscription.poll().orElseThrow()));
            assertEquals(2, Happening.numberOf(subscription.poll().orElseThrow()));
        }
    }

    @Test
    void a_unit_that_closes_the_connection_harms_only_itself() {
        try (Database database = open()) {
            assertInstanceOf(SQLException.class, failureOf(database.write(transaction -> {
                transaction.connection().close();
                return null;
            })));
            get(Ledger.enter(database, 1));
            assertEquals(List.of(1), Ledger.numbers(database));
        }
    }

    private Database open() {
        return Database.open(file, List.of(Ledger.MIGRATIONS), InstantSource.system());
    }

    private void fill() {
        try (Database database = open()) {
            get(database.write(transaction -> {
                for (int i = 0; i < 5000; i++) {
                    Ledger.enter(transaction, i);
                }
                return null;
            }));
        }
    }

    private static void limitPages(Database database, int pages) {
        get(database.write(transaction -> {
            try (Statement statement = transaction.connection().createStatement()) {
                return statement.execute("PRAGMA max_page_count = " + pages);
            }
        }));
    }

    private static void overwrite(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            bytes[i] = (byte) 0xA5;
        }
    }

    private void assertRefused(String... words) {
        assertSays(assertThrows(StoreException.class, () -> open().close()), words);
    }

    private void assertSays(StoreException trouble, String... words) {
        String message = trouble.getMessage();
        assertTrue(message.contains(file.toString()) || message.contains(String.valueOf(file.getParent())), message);
        assertFalse(message.contains("%s"), message);
        for (String word : words) {
            assertTrue(message.contains(word), () -> "'" + word + "' is missing in: " + message);
        }
    }

    private static Throwable failureOf(CompletableFuture<?> future) {
        return assertThrows(ExecutionException.class, () -> future.get(20, TimeUnit.SECONDS))
                .getCause();
    }
}
