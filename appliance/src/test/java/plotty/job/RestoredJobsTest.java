package plotty.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of jobs when the database was damaged and restored from a copy: nothing is drawn before a person has looked. */
class RestoredJobsTest {
    @TempDir
    Path folder;

    @Test
    void a_job_that_waited_when_the_copy_was_made_does_not_wait_any_more() throws IOException {
        String id;
        try (JobBench bench = JobBench.in(folder)) {
            Job job = bench.planned("drawn since", JobBench.LONG_LINE);
            id = job.id();
            copy(bench);
            bench.order(job, JobAction.START);
            JobBench.await("motion", () -> bench.plotter().isDrawing());
            bench.drawAll(job);
        }
        damage();
        try (JobBench later = JobBench.in(folder, settings -> settings.withQueueStart(JobSettings.QueueStart.AUTO))) {
            Job left = later.job(id);
            assertEquals(JobStatus.FAILED, left.status());
            assertTrue(left.error().orElseThrow().contains("may have been drawn already"), left::toString);
            assertEquals(List.of(), later.plotter().orders(), "nothing moves by itself");
            later.clock.advance(Duration.ofSeconds(1));
            Job again = later.jobs.again(id);
            assertEquals(JobStatus.QUEUED, again.status(), "but a person can have it drawn again");
        }
    }

    @Test
    void of_a_job_that_was_drawn_when_the_copy_was_made_all_that_was_not_surely_drawn_is_in_doubt() throws IOException {
        String id;
        try (JobBench bench = JobBench.in(folder)) {
            Job job = bench.started("begun", JobBench.LONG_LINE);
            id = job.id();
            bench.drawTo(2.0);
            copy(bench);
            bench.drawAll(job);
        }
        damage();
        try (JobBench later = JobBench.in(folder, settings -> settings.withQueueStart(JobSettings.QueueStart.AUTO))) {
            Job left = later.job(id);
            assertEquals(JobStatus.PAUSED, left.status());
            assertTrue(left.reason().orElseThrow().contains("more may be on the sheet"), left::toString);
            Job.Uncertain window = left.uncertain().orElseThrow();
            assertTrue(window.fromS() <= 2.0, window.toString());
            assertTrue(window.toS() > 5.0, "to the end: " + window);
            assertEquals(List.of(), later.plotter().orders(), "nothing moves by itself");
            later.jobs.control(id, JobAction.RESUME, Jobs.UncertainChoice.SKIP);
            JobBench.await("the order", () -> later.plotter().isDrawing());
            later.plotter().advance(0.05);
            later.awaitStatus(left, JobStatus.COMPLETED);
            assertEquals(List.of(), later.plotter().ink(), "skipped to the end");
        }
    }

    @Test
    void drawings_that_came_after_the_copy_are_kept_with_what_was_damaged() throws IOException {
        String id;
        try (JobBench bench = JobBench.in(folder)) {
            copy(bench);
            id = bench.planned("came later", JobBench.LONG_LINE).id();
        }
        damage();
        try (JobBench later = JobBench.in(folder)) {
            assertTrue(later.jobs.find(id).isEmpty());
            assertFalse(Files.exists(folder.resolve("jobs").resolve(id)));
            Path kept = later.database.restored().orElseThrow().kept();
            assertTrue(Files.isRegularFile(kept.resolve("jobs").resolve(id).resolve(JobFiles.ORIGINAL)));
        }
    }

    private static void copy(JobBench bench) {
        assertTrue(bench.database.copy(bench.clock.instant()).isPresent());
    }

    private void damage() throws IOException {
        Files.writeString(folder.resolve("plotty.db"), "no database");
    }
}
