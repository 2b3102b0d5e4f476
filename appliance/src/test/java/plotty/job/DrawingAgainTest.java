package plotty.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plotty.job.JobRefusedException.Reason;
import plotty.motion.Placement;

/** The same drawing once more. */
class DrawingAgainTest {
    @TempDir
    Path folder;

    @TempDir
    Path next;

    @Test
    void an_ended_job_is_drawn_again_as_a_job_of_its_own() {
        try (JobBench bench = JobBench.in(folder)) {
            Job first = bench.drawAll(bench.started("line", JobBench.LONG_LINE));
            Job again = bench.jobs.again("line");
            assertEquals(JobStatus.QUEUED, again.status());
            assertEquals("line", again.name());
            assertFalse(again.id().equals(first.id()));
            bench.jobs.delete(first.id());
            JobBench.await("the plan", () -> bench.job(again.id()).estimateS().isPresent());
            bench.order(again, JobAction.START);
            JobBench.await("motion", () -> bench.plotter().isDrawing());
            bench.drawAll(again);
        }
    }

    @Test
    void an_open_job_is_drawn_again_under_another_name_with_its_layers() {
        try (JobBench bench = JobBench.in(folder)) {
            Job job = bench.planned("flower", JobBench.TWO_LAYERS);
            bench.jobs.edit(job.id(), PlanningTest.edit().layers(List.of(2)).make());
            Job again = bench.jobs.again("flower");
            assertEquals("flower-2", again.name());
            JobBench.await("the plan", () -> bench.job(again.id()).estimateS().isPresent());
            assertEquals(1, bench.job(again.id()).metrics().totalLayers());
        }
    }

    @Test
    void what_was_tried_dry_is_drawn_with_the_pen_and_waits_for_its_start() {
        try (JobBench bench = JobBench.in(folder)) {
            JobOptions dry = new JobOptions(
                    "line",
                    3,
                    "none",
                    Optional.of("A4"),
                    Optional.of("axi"),
                    Placement.Fit.PAGE,
                    Placement.Rotation.NONE,
                    true,
                    true,
                    JobOptions.PenChanges.AUTO);
            Job job = bench.jobs.receive(bench.upload(JobBench.LONG_LINE), dry);
            JobBench.await("motion", () -> bench.plotter().isDrawing());
            bench.drawAll(job);
            JobOptions again = bench.jobs.again(job.id()).options();
            assertEquals(dry.drawnAgain(), again);
            assertFalse(again.dryRun());
            assertFalse(again.startNow());
        }
    }

    @Test
    void it_is_there_after_a_kill() {
        try (JobBench bench = JobBench.in(folder)) {
            bench.drawAll(bench.started("line", JobBench.LONG_LINE));
            Job again = bench.jobs.again("line");
            try (JobBench later = bench.killed(next)) {
                JobBench.await(
                        "the plan", () -> later.job(again.id()).estimateS().isPresent());
            }
        }
    }

    @Test
    void a_drawing_that_is_gone_from_the_disk_cannot_be_drawn_again() throws IOException {
        try (JobBench bench = JobBench.in(folder)) {
            Job job = bench.drawAll(bench.started("line", JobBench.LONG_LINE));
            Files.delete(folder.resolve("jobs").resolve(job.id()).resolve("original.svg"));
            JobRefusedException refused = assertThrows(JobRefusedException.class, () -> bench.jobs.again("line"));
            assertTrue(refused.getMessage().contains("send it again"), refused.getMessage());
            JobRefusedException unknown = assertThrows(JobRefusedException.class, () -> bench.jobs.again("nothing"));
            assertEquals(Reason.UNKNOWN, unknown.reason());
            assertEquals(
                    List.of(),
                    bench.jobs.list(10).stream()
                            .filter(open -> !open.status().ended())
                            .toList());
        }
    }
}
