package plotty.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plotty.event.Channel;
import plotty.event.Subscription;
import plotty.job.Job.PhaseStatus;
import plotty.job.JobRefusedException.Reason;
import plotty.plotter.PlotterState.Connection;
import plotty.plotter.PositionTrust;

/** From the start of a job to its end: orders, metrics, phases and events. */
class DrawingJobsTest {
    @TempDir
    Path folder;

    private JobBench bench;

    @BeforeEach
    void open() {
        bench = JobBench.in(folder);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void a_started_job_is_drawn_and_completed() {
        Job job = bench.started("flower", JobBench.ONE_PEN);
        assertEquals(JobStatus.RUNNING, job.status());
        Job done = bench.drawAll(job);
        assertEquals(1, done.metrics().progress(), 1e-9);
        assertEquals(Duration.ZERO, done.metrics().remaining());
        assertEquals(done.metrics().totalPoints(), done.metrics().pointsPlotted());
        assertEquals(4, done.metrics().totalPoints());
        assertEquals(2, done.metrics().currentLayer());
        assertTrue(done.endedAt().isPresent());
        assertEquals(List.of("QUEUED>RUNNING", "RUNNING>COMPLETED"), bench.steps());
    }

    @Test
    void whoever_hears_of_a_change_and_asks_finds_it() {
        Map<JobStatus, JobStatus> foundByHeard = new ConcurrentHashMap<>();
        AtomicReference<Subscription> heard = new AtomicReference<>();
        Runnable ask = () -> {
            synchronized (heard) {
                for (var next = heard.get().poll();
                        next.isPresent();
                        next = heard.get().poll()) {
                    if (next.get().event() instanceof JobEvent.StateChanged told) {
                        foundByHeard.put(told.to(), bench.job(told.jobId()).status());
                    }
                }
            }
        };
        try (Subscription subscription = bench.database.events().subscribe(EnumSet.of(Channel.JOBS), ask)) {
            heard.set(subscription);
            bench.drawAll(bench.started("flower", JobBench.ONE_PEN));
            JobBench.await("the news of its end", () -> foundByHeard.containsKey(JobStatus.COMPLETED));
        }
        assertEquals(
                Map.of(JobStatus.RUNNING, JobStatus.RUNNING, JobStatus.COMPLETED, JobStatus.COMPLETED), foundByHeard);
    }

    @Test
    void phases_tell_the_life_of_a_job() {
        Job done = bench.drawAll(bench.started("flower", JobBench.ONE_PEN));
        assertEquals(
                List.of("P00", "P01", "P02", "P03", "P04", "P05", "P06"),
                done.phases().stream().map(Job.Phase::id).toList());
        for (Job.Phase phase : done.phases()) {
            assertEquals(PhaseStatus.COMPLETED, phase.status(), phase.id());
            assertFalse(phase.startedAt().orElseThrow().isAfter(phase.endedAt().orElseThrow()), phase.id());
        }
        assertEquals(
                List.of("red", "blue"),
                done.phases().get(5).subPhases().stream()
                        .map(Job.SubPhase::name)
                        .toList());
        assertEquals(
                List.of("original", "preview", "preview", "plan"),
                done.phases().stream()
                        .flatMap(phase -> phase.artifacts().stream())
                        .map(Job.Artifact::kind)
                        .toList());
    }

    @Test
    void layers_begin_and_end_in_order() {
        bench.drawAll(bench.started("flower", JobBench.ONE_PEN));
        List<String> layers = bench.heard(JobEvent.PhaseChanged.class).stream()
                .filter(event -> event.phaseId().startsWith("P05"))
                .map(event -> event.phaseId() + " " + event.status())
                .toList();
        assertEquals(
                List.of(
                        "P05 RUNNING",
                        "P05.1 RUNNING",
                        "P05.1 COMPLETED",
                        "P05.2 RUNNING",
                        "P05.2 COMPLETED",
                        "P05 COMPLETED"),
                layers);
    }

    @Test
    void metrics_follow_the_pen() {
        Job job = bench.started("line", JobBench.LONG_LINE);
        double estimateS = job.estimateS().orElseThrow();
        bench.drawTo(2.0);
        JobBench.await("metrics", () -> bench.job("line").metrics().progress() > 1.99 / estimateS);
        Job.JobMetrics metrics = bench.job("line").metrics();
        assertEquals(2.0 / estimateS, metrics.progress(), 1e-6);
        assertEquals(estimateS - 2.0, metrics.remaining().toMillis() / 1000.0, 0.02);
        assertEquals(1, metrics.currentLayer());
        assertEquals(1, metrics.pointsPlotted());
        assertTrue(metrics.penDownTime().toMillis() > 1000, metrics.toString());
        assertTrue(metrics.penDownTime().compareTo(metrics.totalTime()) < 0, metrics.toString());
    }

    @Test
    void progress_only_ever_grows_and_comes_at_most_ten_times_a_second() {
        bench.drawAll(bench.started("line", JobBench.LONG_LINE));
        List<Double> progress = bench.heard(JobEvent.Progress.class).stream()
                .map(event -> event.metrics().progress())
                .toList();
        assertTrue(
                IntStream.range(1, progress.size()).allMatch(i -> progress.get(i) >= progress.get(i - 1)),
                progress::toString);
        assertTrue(progress.size() <= 1 + 10 * 8, () -> progress.size() + " events");
    }

    @Test
    void pausing_holds_the_plotter_and_resuming_goes_on_from_there() {
        Job job = bench.started("line", JobBench.LONG_LINE);
        bench.drawTo(2.0);
        Job paused = bench.order(job, JobAction.PAUSE);
        assertEquals(JobStatus.PAUSED, paused.status());
        assertEquals(Set.of(PauseCause.USER), paused.causes());
        JobBench.await("the mark", () -> !bench.mark(job).inDoubt());
        assertEquals(2.0, bench.mark(job).doneS(), 1e-6);
        assertEquals(JobStatus.RUNNING, bench.order(job, JobAction.RESUME).status());
        JobBench.await("motion", () -> bench.plotter().isDrawing());
        bench.drawAll(job);
        assertEquals(List.of("draw", "hold", "resume"), bench.plotter().orders());
        assertEquals(List.of("QUEUED>RUNNING", "RUNNING>PAUSED", "PAUSED>RUNNING", "RUNNING>COMPLETED"), bench.steps());
    }

    @Test
    void pausing_twice_is_pausing_once() {
        Job job = bench.started("line", JobBench.LONG_LINE);
        bench.order(job, JobAction.PAUSE);
        assertEquals(JobStatus.PAUSED, bench.order(job, JobAction.PAUSE).status());
        assertEquals(List.of("draw", "hold"), bench.plotter().orders());
    }

    @Test
    void resuming_before_the_pen_is_at_rest_goes_on_once_it_is() {
        Job job = bench.started("line", JobBench.LONG_LINE);
        bench.plotter().slowToHold();
        bench.drawTo(1.0);
        bench.order(job, JobAction.PAUSE);
        bench.order(job, JobAction.RESUME);
        bench.plotter().comeToRest();
        JobBench.await("motion", () -> bench.plotter().isDrawing());
        bench.drawAll(job);
    }

    @Test
    void time_paused_is_not_counted() {
        Job job = bench.started("line", JobBench.LONG_LINE);
        bench.drawTo(1.0);
        bench.order(job, JobAction.PAUSE);
        bench.clock.advance(Duration.ofHours(1));
        bench.order(job, JobAction.RESUME);
        JobBench.await("motion", () -> bench.plotter().isDrawing());
        Job done = bench.drawAll(job);
        assertEquals(done.estimateS().orElseThrow(), done.metrics().totalTime().toMillis() / 1000.0, 0.2);
    }

    @Test
    void cancelling_gives_the_drawing_up_and_frees_the_plotter() {
        Job job = bench.started("line", JobBench.LONG_LINE);
        bench.drawTo(1.0);
        assertEquals(JobStatus.CANCELLED, bench.order(job, JobAction.CANCEL).status());
        assertEquals(List.of("draw", "cancel"), bench.plotter().orders());
        Job next = bench.started("next", JobBench.LONG_LINE);
        bench.drawAll(next);
        Job.Phase plot = bench.job(job.id()).phases().get(5);
        assertEquals(PhaseStatus.FAILED, plot.status());
        assertEquals(List.of("cancelled"), plot.errors());
    }

    @Test
    void after_an_emergency_stop_the_origin_must_be_set_before_the_next_start() {
        Job job = bench.started("line", JobBench.LONG_LINE);
        assertEquals(JobStatus.CANCELLED, bench.order(job, JobAction.STOP).status());
        Job next = bench.planned("next", JobBench.LONG_LINE);
        JobRefusedException refused = assertThrows(JobRefusedException.class, () -> bench.order(next, JobAction.START));
        assertEquals(Reason.CONFLICT, refused.reason());
        assertTrue(refused.getMessage().contains("set the origin"), refused.getMessage());
        bench.jobs.setOrigin("axi");
        assertEquals(JobStatus.RUNNING, bench.order(next, JobAction.START).status());
    }

    @Test
    void a_paused_job_can_be_cancelled() {
        Job job = bench.started("line", JobBench.LONG_LINE);
        bench.order(job, JobAction.PAUSE);
        assertEquals(JobStatus.CANCELLED, bench.order(job, JobAction.CANCEL).status());
    }

    @Test
    void an_ended_job_takes_no_orders() {
        Job job = bench.planned("line", JobBench.LONG_LINE);
        bench.order(job, JobAction.CANCEL);
        for (JobAction action : JobAction.values()) {
            JobRefusedException refused =
                    assertThrows(JobRefusedException.class, () -> bench.order(job, action), action.name());
            assertEquals(Reason.CONFLICT, refused.reason());
        }
    }

    @Test
    void an_unknown_job_is_said_to_be_unknown() {
        JobRefusedException refused = assertThrows(
                JobRefusedException.class,
                () -> bench.jobs.control("nothing", JobAction.PAUSE, Jobs.UncertainChoice.REDRAW));
        assertEquals(Reason.UNKNOWN, refused.reason());
    }

    @Test
    void a_plotter_draws_one_job_at_a_time() {
        bench.started("first", JobBench.LONG_LINE);
        Job second = bench.planned("second", JobBench.LONG_LINE);
        JobRefusedException refused =
                assertThrows(JobRefusedException.class, () -> bench.order(second, JobAction.START));
        assertEquals(Reason.CONFLICT, refused.reason());
        assertTrue(refused.getMessage().contains("\"first\""), refused.getMessage());
    }

    @Test
    void nothing_starts_on_a_plotter_that_is_not_there() {
        Job job = bench.planned("line", JobBench.LONG_LINE);
        bench.plotter().becomes(Connection.DISCONNECTED, PositionTrust.LOST);
        assertThrows(JobRefusedException.class, () -> bench.order(job, JobAction.START));
        assertEquals(JobStatus.QUEUED, bench.job("line").status());
    }

    @Test
    void state_changes_are_numbered_without_gaps_in_the_order_in_which_they_happened() {
        Job job = bench.started("line", JobBench.LONG_LINE);
        bench.order(job, JobAction.PAUSE);
        bench.order(job, JobAction.RESUME);
        JobBench.await("motion", () -> bench.plotter().isDrawing());
        bench.drawAll(job);
        List<Long> numbers = bench.heard().stream()
                .filter(published -> published.event().durable())
                .map(published -> published.seq())
                .toList();
        assertEquals(
                IntStream.rangeClosed(1, numbers.size()).mapToObj(i -> (long) i).toList(), numbers);
    }

    @Test
    void a_fault_that_cannot_be_mended_fails_the_job_in_the_plotters_words() {
        Job job = bench.started("line", JobBench.LONG_LINE);
        bench.drawTo(1.0);
        bench.plotter().fault("The servo is gone.", false);
        Job failed = bench.awaitStatus(job, JobStatus.FAILED);
        assertEquals("The servo is gone.", failed.error().orElseThrow());
        assertEquals(List.of("The servo is gone."), failed.phases().get(5).errors());
    }

    @Test
    void a_plotter_that_refuses_to_draw_pauses_the_job_and_may_be_asked_again() {
        Job job = bench.planned("line", JobBench.LONG_LINE);
        bench.plotter().draw(new plotty.plotter.PlotRequest("other", plan(job), plotty.motion.PlanMark.START, 1));
        bench.order(job, JobAction.START);
        JobBench.await("the pause", () -> bench.job("line").causes().equals(Set.of(PauseCause.USER)));
        bench.plotter().cancel();
        assertEquals(JobStatus.RUNNING, bench.order(job, JobAction.RESUME).status());
        JobBench.await("motion", () -> bench.plotter().isDrawing());
        bench.drawAll(job);
    }

    private plotty.motion.Trajectory plan(Job job) {
        try {
            return new JobFiles(folder.resolve("jobs"))
                    .readPlan(
                            job.id(), job.phases().get(3).artifacts().getFirst().sha256());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
