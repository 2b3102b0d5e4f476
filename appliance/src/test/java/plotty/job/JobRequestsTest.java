package plotty.job;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plotty.job.OnceOnly.Earlier;
import plotty.store.Database;

class JobRequestsTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    @TempDir
    Path folder;

    private Database database;

    @BeforeEach
    void open() {
        database = Database.open(folder.resolve("plotty.db"), List.of(Jobs.MIGRATIONS), InstantSource.system());
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void a_request_is_known_by_asker_and_key() throws Exception {
        write("ada", "k", "job-1", NOW);
        assertEquals(Optional.of(new Earlier("print", "job-1")), known("ada", "k", NOW));
        assertEquals(Optional.empty(), known("bob", "k", NOW));
        assertEquals(Optional.empty(), known("ada", "l", NOW));
    }

    @Test
    void a_key_is_forgotten_after_a_day_and_may_be_used_for_another_job_then() throws Exception {
        write("ada", "k", "job-1", NOW);
        assertEquals(
                Optional.empty(),
                known("ada", "k", NOW.plus(Duration.ofHours(24)).plusMillis(1)));
        write("ada", "k", "job-2", NOW.plus(Duration.ofHours(25)));
        assertEquals(Optional.of(new Earlier("print", "job-2")), known("ada", "k", NOW.plus(Duration.ofHours(25))));
        assertEquals(1, rows());
    }

    @Test
    void no_more_keys_are_kept_than_the_bound() throws Exception {
        database.write(transaction -> {
                    for (int i = 0; i < Once.MOST + 5; i++) {
                        JobRequests.write(
                                transaction.connection(), new Once("ada", "k" + i, "print"), "job", NOW.plusMillis(i));
                    }
                    return null;
                })
                .get(60, TimeUnit.SECONDS);
        assertEquals(Once.MOST, rows());
        assertEquals(Optional.empty(), known("ada", "k4", NOW));
        assertEquals(Optional.of(new Earlier("print", "job")), known("ada", "k5", NOW));
    }

    private void write(String asker, String key, String job, Instant time) throws Exception {
        database.write(transaction -> {
                    JobRequests.write(transaction.connection(), new Once(asker, key, "print"), job, time);
                    return null;
                })
                .get(10, TimeUnit.SECONDS);
    }

    private Optional<Earlier> known(String asker, String key, Instant now) {
        return database.read(connection -> JobRequests.read(connection, asker, key, now.minus(Once.KEPT)));
    }

    private int rows() {
        return database.read(connection -> {
            try (var count = connection.createStatement();
                    var row = count.executeQuery("SELECT count(*) FROM job_request")) {
                row.next();
                return row.getInt(1);
            }
        });
    }
}
