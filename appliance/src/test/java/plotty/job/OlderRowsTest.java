package plotty.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plotty.store.Database;

/** Jobs that earlier software wrote down. */
class OlderRowsTest {
    private static final String ROW = """
            INSERT INTO job (id, name, priority, preset, fit, rotate, start_now, place, status, causes, created_at,
                started_at, ended_at, estimate_s, device, plan_hash, total_layers, total_points, layers, warnings, phases)
            VALUES ('0192f0c1-0000-7000-8000-000000000001', 'old', 5, 'default', 'NONE', 'AUTO', 0, 1, 'CANCELLED', '',
                1000, 2000, 40000, 60.0, 'axi', 'ab', 1, 10, '[]', '[]', '[]');
            INSERT INTO job_mark VALUES ('0192f0c1-0000-7000-8000-000000000001', 'ab', 1, 0, 30.0, 1, 0, 30.0, 1, 5, 20.0,
                31.0);
            """;

    @TempDir
    Path folder;

    @Test
    void a_job_from_before_dry_runs_and_pen_changes_is_read_as_what_it_was() {
        Database.Migrations before =
                new Database.Migrations("job", JobStore.MIGRATIONS.steps().subList(0, 1));
        try (Database old = Database.open(folder.resolve("plotty.db"), List.of(before), new JobBench.Clock())) {
            old.write(transaction -> {
                        try (Statement statement = transaction.connection().createStatement()) {
                            return statement.executeUpdate(ROW);
                        }
                    })
                    .join();
        }
        try (JobBench bench = JobBench.in(folder)) {
            Job job = bench.job("old");
            assertEquals(JobOptions.PenChanges.AUTO, job.options().penChanges());
            assertFalse(job.options().dryRun());
            assertEquals(Optional.empty(), job.reason());
            assertEquals(OptionalDouble.of(60), job.estimateS());
            assertEquals(0.5, job.metrics().progress(), 1e-9);
            assertEquals(Duration.ofSeconds(30), job.metrics().remaining());
        }
    }
}
