package plotty.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static plotty.store.Ledger.get;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plotty.event.Happening;

/** The oldest events go, however many there are, and go on going. */
class EventTrimmingTest {
    @TempDir
    private Path folder;

    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
    private Database database;

    @BeforeEach
    void open() {
        database = Database.open(folder.resolve("plotty.db"), List.of(Ledger.MIGRATIONS), InstantSource.system());
    }

    @AfterEach
    void close() {
        scheduler.shutdownNow();
        database.close();
    }

    @Test
    void at_the_start_all_that_is_too_much_is_deleted_in_portions() {
        append(1, 21_000);
        EventTrimming.start(database, 100, Duration.ofHours(1), scheduler);
        awaitFirst(20_901);
        assertEquals(21_000, database.events().lastSeq());
    }

    @Test
    void later_events_are_trimmed_in_their_turn() {
        append(1, 20);
        EventTrimming.start(database, 10, Duration.ofMillis(20), scheduler);
        awaitFirst(11);
        append(21, 50);
        awaitFirst(41);
    }

    private void append(int from, int to) {
        get(database.write(transaction -> {
            for (int i = from; i <= to; i++) {
                transaction.append(Happening.durable(i));
            }
            return null;
        }));
    }

    private void awaitFirst(long seq) {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (first() != seq && System.nanoTime() < deadline) {
            LockSupport.parkNanos(5_000_000);
        }
        assertEquals(seq, first());
    }

    private long first() {
        return database.read(connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT min(seq) FROM event")) {
                row.next();
                return row.getLong(1);
            }
        });
    }
}
