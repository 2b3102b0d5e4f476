package plotty.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plotty.motion.MachineProfile;
import plotty.motion.Placement;

/** When a job waits for another pen, or before a layer that asks for it, and how it goes on. */
class PensAndLayersTest {
    private static final String FOR_BLUE = "Put in the pen for layer 2 'blue' (#0000ff), then resume.";

    @TempDir
    Path folder;

    @TempDir
    Path next;

    private static JobOptions options(boolean dryRun, JobOptions.PenChanges penChanges) {
        return new JobOptions(
                "flower",
                5,
                "none",
                Optional.empty(),
                Optional.empty(),
                Placement.Fit.NONE,
                Placement.Rotation.AUTO,
                true,
                dryRun,
                penChanges);
    }

    /** Draws until the second layer waits for its pen. */
    private static Job waitingForBlue(JobBench bench) {
        Job job = bench.started("flower", JobBench.TWO_LAYERS);
        bench.drawTo(Double.MAX_VALUE);
        return bench.awaitStatus(job, JobStatus.PAUSED);
    }

    private static void awaitDrawing(JobBench bench) {
        JobBench.await("motion", () -> bench.plotter().isDrawing());
    }

    @Test
    void before_a_layer_of_another_colour_the_job_waits_for_its_pen_and_says_so() {
        try (JobBench bench = JobBench.in(folder)) {
            Job waits = waitingForBlue(bench);
            assertEquals(Set.of(PauseCause.PEN_CHANGE), waits.causes());
            assertEquals(Optional.of(FOR_BLUE), waits.reason());
            JobEvent.StateChanged told =
                    bench.heard(JobEvent.StateChanged.class).getLast();
            assertEquals(FOR_BLUE, told.reason());
            assertEquals("blue", told.pen());
            assertEquals(List.of(PauseCause.PEN_CHANGE), told.causes());
            assertFalse(bench.mark(waits).inDoubt(), "where it waits is on the disk");
            bench.order(waits, JobAction.RESUME);
            awaitDrawing(bench);
            Job done = bench.drawAll(waits);
            assertEquals(Optional.empty(), done.reason());
            assertEquals(List.of("draw", "resume"), bench.plotter().orders());
        }
    }

    @Test
    void layers_of_one_colour_are_drawn_without_a_pause() {
        try (JobBench bench = JobBench.in(folder)) {
            bench.drawAll(bench.started("flower", JobBench.ONE_PEN));
            assertEquals(List.of("QUEUED>RUNNING", "RUNNING>COMPLETED"), bench.steps());
        }
    }

    @Test
    void who_wants_no_pen_changes_gets_none() {
        try (JobBench bench = JobBench.in(folder)) {
            Job job =
                    bench.jobs.receive(bench.upload(JobBench.TWO_LAYERS), options(false, JobOptions.PenChanges.NEVER));
            awaitDrawing(bench);
            assertEquals(Set.of(), bench.plotter().request().stops());
            bench.drawAll(job);
        }
    }

    @Test
    void a_machine_that_changes_pens_itself_waits_for_nobody() {
        try (JobBench bench = JobBench.in(
                folder,
                settings -> settings,
                new FakePlotter("carousel", MachineProfile.AXIDRAW_V3).thatChangesPens())) {
            bench.drawAll(bench.started("flower", JobBench.TWO_LAYERS));
        }
    }

    @Test
    void a_dry_run_needs_no_pens_and_tells_the_plotter_to_keep_its_own_up() {
        try (JobBench bench = JobBench.in(folder)) {
            Job job = bench.jobs.receive(bench.upload(JobBench.TWO_LAYERS), options(true, JobOptions.PenChanges.AUTO));
            awaitDrawing(bench);
            assertTrue(bench.plotter().request().dry());
            assertTrue(bench.drawAll(job).options().dryRun(), "also after it was read from the disk");
        }
    }

    @Test
    void a_first_layer_that_asks_for_a_pause_gets_it_before_anything_moves() {
        try (JobBench bench = JobBench.in(folder)) {
            Job job = bench.planned("flower", JobBench.ONE_PEN.replace("\"red\">", "\"!red\">"));
            bench.order(job, JobAction.START);
            Job waits = bench.awaitStatus(job, JobStatus.PAUSED);
            assertEquals(Set.of(PauseCause.LAYER_PAUSE), waits.causes());
            assertEquals(
                    Optional.of("Pause before layer 1 '!red', as its name asks for: resume when all is ready."),
                    waits.reason());
            assertEquals(List.of(), bench.plotter().orders());
            bench.order(job, JobAction.RESUME);
            awaitDrawing(bench);
            bench.drawAll(job);
        }
    }

    @Test
    void a_job_that_waited_for_a_pen_when_the_service_ended_still_does_and_does_not_ask_twice() {
        try (JobBench bench = JobBench.in(folder)) {
            Job job = waitingForBlue(bench);
            try (JobBench later = bench.killed(next)) {
                Job left = later.job(job.id());
                assertEquals(Set.of(PauseCause.PEN_CHANGE, PauseCause.POWER_LOSS), left.causes());
                assertTrue(left.reason().orElseThrow().startsWith(FOR_BLUE), left::toString);
                assertEquals(Optional.empty(), left.uncertain());
                later.order(job, JobAction.RESUME);
                awaitDrawing(later);
                assertEquals(1, later.plotter().request().from().stroke());
                later.drawAll(job);
            }
        }
    }

    @Test
    void skipping_what_is_in_doubt_never_skips_a_pen_change() {
        try (JobBench bench = JobBench.in(folder)) {
            Job job = bench.started("flower", JobBench.TWO_LAYERS);
            bench.drawTo(bench.plotter().request().trajectory().endS(0) - 0.2);
            JobBench.await("the mark", () -> bench.mark(job).ahead().stroke() == 1);
            try (JobBench later = bench.killed(next)) {
                later.jobs.control(job.id(), JobAction.RESUME, Jobs.UncertainChoice.SKIP);
                JobBench.await("the pen", () -> later.job("flower").causes().equals(Set.of(PauseCause.PEN_CHANGE)));
                assertEquals(Optional.of(FOR_BLUE), later.job("flower").reason());
                assertEquals(List.of(), later.plotter().orders(), "nothing moves before the pen is in");
                later.order(job, JobAction.RESUME);
                awaitDrawing(later);
                later.drawAll(job);
            }
        }
    }

    @Test
    void a_line_lost_while_a_pen_is_waited_for_does_not_make_the_job_go_on_by_itself() {
        try (JobBench bench = JobBench.in(folder)) {
            Job job = waitingForBlue(bench);
            bench.plotter().loseLine();
            JobBench.await("the loss", () -> bench.job("flower").causes().contains(PauseCause.DEVICE_LOST));
            bench.plotter().becomes(plotty.plotter.PlotterState.Connection.BUSY, plotty.plotter.PositionTrust.KNOWN);
            JobBench.await("the cause", () -> bench.job("flower").causes().equals(Set.of(PauseCause.PEN_CHANGE)));
            bench.order(job, JobAction.RESUME);
            awaitDrawing(bench);
            bench.drawAll(job);
        }
    }

    @Test
    void a_pause_ordered_while_the_plotter_comes_to_a_stop_leaves_both_causes() {
        try (JobBench bench = JobBench.in(folder)) {
            Job job = bench.started("flower", JobBench.TWO_LAYERS);
            bench.plotter().slowToHold();
            bench.drawTo(1.0);
            bench.order(job, JobAction.PAUSE);
            bench.drawTo(Double.MAX_VALUE);
            JobBench.await(
                    "both causes",
                    () -> bench.job("flower").causes().equals(Set.of(PauseCause.USER, PauseCause.PEN_CHANGE)));
            bench.order(job, JobAction.RESUME);
            awaitDrawing(bench);
            bench.drawAll(job);
        }
    }

    @Test
    void where_it_waits_for_a_pen_is_on_the_disk_before_anybody_is_told() {
        try (JobBench bench = JobBench.in(folder)) {
            Job job = bench.started("flower", JobBench.TWO_LAYERS);
            bench.drawTo(bench.plotter().request().trajectory().endS(0) - 0.01);
            CountDownLatch disk = bench.stopDisk();
            bench.plotter().advance(0.1);
            assertEquals(JobStatus.RUNNING, bench.job("flower").status());
            disk.countDown();
            bench.awaitStatus(job, JobStatus.PAUSED);
        }
    }
}
