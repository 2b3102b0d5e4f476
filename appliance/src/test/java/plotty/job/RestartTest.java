package plotty.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plotty.job.FakePlotter.Ink;
import plotty.plotter.PlotterState.Connection;
import plotty.plotter.PositionTrust;

/** What an end of the service, sudden or not, leaves of its jobs. */
class RestartTest {
    @TempDir
    Path folder;

    @TempDir
    Path next;

    @Test
    void a_killed_job_stands_paused_and_shows_the_window_in_doubt() {
        try (JobBench bench = JobBench.in(folder)) {
            Job job = bench.started("line", JobBench.LONG_LINE);
            bench.drawTo(3.0);
            try (JobBench later = bench.killed(next)) {
                Job left = later.job(job.id());
                assertEquals(JobStatus.PAUSED, left.status());
                assertEquals(Set.of(PauseCause.POWER_LOSS), left.causes());
                Job.Uncertain window = left.uncertain().orElseThrow();
                assertTrue(window.fromS() <= 3.0 && window.toS() >= 3.0, window.toString());
                assertTrue(window.toS() - window.fromS() <= 1.0 + 1e-6, window.toString());
                assertTrue(left.metrics().progress() > 0.2);
                assertEquals(List.of("RUNNING>PAUSED"), later.steps());
                assertEquals(List.of(), later.plotter().orders(), "nothing moves by itself");
            }
        }
    }

    @Test
    void drawing_the_window_again_misses_nothing_and_doubles_at_most_a_second() {
        try (JobBench bench = JobBench.in(folder)) {
            Job job = bench.started("line", JobBench.LONG_LINE);
            for (double timeS : List.of(0.02, 0.5, 1.7, 3.33, 5.5)) {
                bench.drawTo(timeS);
                Path disk = next.resolve("at-" + timeS);
                bench.copyDisk(disk);
                try (JobBench later = JobBench.in(disk)) {
                    resume(later, job, Jobs.UncertainChoice.REDRAW);
                    double fromS = firstInk(later).fromS();
                    assertTrue(fromS <= timeS + 1e-6, () -> "drawn from %f after a kill at %f".formatted(fromS, timeS));
                    assertTrue(fromS >= timeS - 1.0 || timeS < 1.0, () -> "from %f at %f".formatted(fromS, timeS));
                    later.drawAll(job);
                }
            }
        }
    }

    @Test
    void skipping_the_window_doubles_nothing() {
        try (JobBench bench = JobBench.in(folder)) {
            Job job = bench.started("line", JobBench.LONG_LINE);
            bench.drawTo(3.0);
            try (JobBench later = bench.killed(next)) {
                double toS = later.job("line").uncertain().orElseThrow().toS();
                resume(later, job, Jobs.UncertainChoice.SKIP);
                assertEquals(toS, firstInk(later).fromS(), 1e-6);
                assertEquals(Optional.empty(), later.job("line").uncertain());
                later.drawAll(job);
            }
        }
    }

    private static Ink firstInk(JobBench bench) {
        bench.drawTo(bench.plotter().atS() + 0.05);
        return bench.plotter().ink().getFirst();
    }

    private static void resume(JobBench bench, Job job, Jobs.UncertainChoice choice) {
        assertEquals(
                JobStatus.RUNNING,
                bench.jobs.control(job.id(), JobAction.RESUME, choice).status());
        JobBench.await("motion", () -> bench.plotter().isDrawing());
    }

    @Test
    void a_job_killed_while_paused_has_no_window() {
        try (JobBench bench = JobBench.in(folder)) {
            Job job = bench.started("line", JobBench.LONG_LINE);
            bench.drawTo(2.0);
            bench.order(job, JobAction.PAUSE);
            JobBench.await("the mark", () -> !bench.mark(job).inDoubt());
            try (JobBench later = bench.killed(next)) {
                Job left = later.job("line");
                assertEquals(Set.of(PauseCause.USER, PauseCause.POWER_LOSS), left.causes());
                assertEquals(Optional.empty(), left.uncertain());
                resume(later, job, Jobs.UncertainChoice.REDRAW);
                assertEquals(2.0, firstInk(later).fromS(), 1e-6);
            }
        }
    }

    @Test
    void a_clean_stop_holds_and_leaves_no_window() {
        JobBench bench = JobBench.in(folder);
        Job job = bench.started("line", JobBench.LONG_LINE);
        bench.drawTo(2.0);
        try (JobBench later = bench.restarted()) {
            assertEquals(List.of("draw", "hold"), bench.plotter().orders());
            Job left = later.job("line");
            assertEquals(JobStatus.PAUSED, left.status());
            assertEquals(Set.of(PauseCause.POWER_LOSS), left.causes());
            assertEquals(Optional.empty(), left.uncertain());
            resume(later, job, Jobs.UncertainChoice.REDRAW);
            assertEquals(2.0, firstInk(later).fromS(), 1e-6);
            later.drawAll(job);
        }
    }

    @Test
    void a_started_job_is_never_planned_again() throws IOException {
        JobBench bench = JobBench.in(folder);
        Job job = bench.started("line", JobBench.LONG_LINE);
        Path home = folder.resolve("jobs").resolve(job.id());
        byte[] plan = Files.readAllBytes(home.resolve("plan.bin"));
        bench.drawTo(2.0);
        try (JobBench later = bench.restarted()) {
            Files.delete(home.resolve("original.svg"));
            resume(later, job, Jobs.UncertainChoice.REDRAW);
            later.drawAll(job);
            assertTrue(java.util.Arrays.equals(plan, Files.readAllBytes(home.resolve("plan.bin"))));
        }
    }

    @Test
    void a_kill_before_the_start_is_on_the_disk_leaves_the_job_in_the_queue() {
        try (JobBench bench = JobBench.in(folder)) {
            Job job = bench.planned("line", JobBench.LONG_LINE);
            CountDownLatch disk = new CountDownLatch(1);
            var copied = bench.database.write(transaction -> {
                JobBench.await("the order", () -> disk.getCount() == 0);
                JobBench.copy(folder, next);
                return null;
            });
            Thread starter = Thread.ofVirtual().start(() -> bench.order(job, JobAction.START));
            JobBench.await("the start", () -> starter.getState() == Thread.State.WAITING);
            disk.countDown();
            copied.join();
            try (JobBench later = JobBench.in(next)) {
                assertEquals(JobStatus.QUEUED, later.job("line").status());
                assertEquals(List.of(), later.steps());
            }
            JobBench.await("the answer", () -> !starter.isAlive());
        }
    }

    @Test
    void a_kill_between_the_start_and_the_first_ink_loses_nothing() {
        try (JobBench bench = JobBench.in(folder)) {
            Job job = bench.started("line", JobBench.LONG_LINE);
            try (JobBench later = bench.killed(next)) {
                assertEquals(0, later.job("line").uncertain().orElseThrow().fromS(), 0.5);
                resume(later, job, Jobs.UncertainChoice.REDRAW);
                assertTrue(firstInk(later).fromS() < 0.5);
            }
        }
    }

    @Test
    void without_a_known_position_the_origin_is_asked_for_first() {
        try (JobBench bench = JobBench.in(folder)) {
            Job job = bench.started("line", JobBench.LONG_LINE);
            bench.drawTo(2.0);
            try (JobBench later = bench.killed(next)) {
                later.plotter().becomes(Connection.CONNECTED, PositionTrust.LOST);
                JobBench.await("the cause", () -> later.job("line").causes().contains(PauseCause.NEEDS_ORIGIN));
                JobRefusedException refused =
                        assertThrows(JobRefusedException.class, () -> later.order(job, JobAction.RESUME));
                assertTrue(refused.getMessage().contains("set the origin"), refused.getMessage());
                later.jobs.setOrigin("axi");
                assertEquals(Set.of(PauseCause.POWER_LOSS), later.job("line").causes());
                resume(later, job, Jobs.UncertainChoice.REDRAW);
            }
        }
    }

    @Test
    void a_job_whose_plotter_is_not_there_waits_for_it() {
        try (JobBench bench = JobBench.in(folder)) {
            Job job = bench.started("line", JobBench.LONG_LINE);
            bench.drawTo(2.0);
            try (JobBench later = bench.killed(next)) {
                later.plotter().becomes(Connection.DISCONNECTED, PositionTrust.LOST);
                assertThrows(JobRefusedException.class, () -> later.order(job, JobAction.RESUME));
                assertEquals(JobStatus.PAUSED, later.job("line").status());
                later.plotter().becomes(Connection.CONNECTED, PositionTrust.KNOWN);
                resume(later, job, Jobs.UncertainChoice.REDRAW);
            }
        }
    }

    @Test
    void a_second_kill_keeps_the_window_of_the_first(@TempDir Path afterNext) {
        try (JobBench bench = JobBench.in(folder)) {
            bench.started("line", JobBench.LONG_LINE);
            bench.drawTo(2.0);
            try (JobBench later = bench.killed(next)) {
                Optional<Job.Uncertain> window = later.job("line").uncertain();
                try (JobBench last = later.killed(afterNext)) {
                    assertEquals(window, last.job("line").uncertain());
                    assertEquals(List.of(), last.steps(), "it was paused already");
                }
            }
        }
    }

    @Test
    void jobs_whose_files_are_gone_fail_with_words() throws IOException {
        JobBench bench = JobBench.in(folder);
        Job waits = bench.submit("waits", JobBench.LONG_LINE);
        Job runs = bench.started("runs", JobBench.LONG_LINE);
        bench.close();
        Files.delete(folder.resolve("jobs").resolve(waits.id()).resolve("original.svg"));
        Files.delete(folder.resolve("jobs").resolve(runs.id()).resolve("plan.bin"));
        try (JobBench later = JobBench.in(folder)) {
            for (Job job : List.of(waits, runs)) {
                Job failed = later.awaitStatus(job, JobStatus.FAILED);
                assertTrue(
                        failed.error().orElseThrow().contains("send"),
                        failed.error().orElseThrow());
            }
        }
    }

    @Test
    void a_job_that_was_being_planned_is_planned_again() {
        StringBuilder large = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            large.append("M%d %dh1".formatted(i % 250, i / 250));
        }
        String svg = JobBench.LONG_LINE.replace("M10 10H260", large);
        JobBench bench = JobBench.in(folder);
        Job job = bench.submit("large", svg);
        JobBench.await(
                "planning", () -> bench.job("large").phases().get(1).startedAt().isPresent());
        try (JobBench later = bench.restarted()) {
            JobBench.await("the plan", () -> later.job(job.id()).estimateS().isPresent());
            assertEquals(JobStatus.QUEUED, later.job("large").status());
        }
    }

    @Test
    void metrics_of_an_ended_job_outlive_the_service() {
        JobBench bench = JobBench.in(folder);
        Job done = bench.drawAll(bench.started("line", JobBench.LONG_LINE));
        try (JobBench later = bench.restarted()) {
            assertEquals(done.metrics(), later.job(done.id()).metrics());
            assertEquals(done.phases(), later.job(done.id()).phases());
            assertEquals(done, later.job(done.id()));
        }
    }
}
