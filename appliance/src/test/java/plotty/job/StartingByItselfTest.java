package plotty.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plotty.job.JobRefusedException.Reason;
import plotty.motion.MachineProfile;
import plotty.plotter.PlotterState.Connection;
import plotty.plotter.PositionTrust;

/** When a job starts without a further word, and when it must not. */
class StartingByItselfTest {
    private static final String A3 = """
            <svg xmlns="http://www.w3.org/2000/svg" width="420mm" height="297mm" viewBox="0 0 420 297">
              <path d="M10 10H410" stroke="black"/>
            </svg>
            """;
    private static final MachineProfile SMALL = MachineProfile.AXIDRAW_V3;
    private static final MachineProfile LARGE = new MachineProfile(
            "large",
            430,
            300,
            SMALL.kinematics(),
            SMALL.stepsPerMm(),
            SMALL.drawing(),
            SMALL.travel(),
            SMALL.junctionDeviationMm(),
            SMALL.pen());
    private static final Executor THREADS = task -> Thread.ofVirtual().start(task);

    @TempDir
    Path folder;

    private static JobOptions now(String name) {
        return JobOptions.named(name).withStartNow(true);
    }

    /** Hands several jobs in at one moment: none is planned before all have come. */
    private static List<Job> receiveAtOnce(JobBench bench, String... drawings) {
        CountDownLatch disk = bench.stopDisk();
        List<CompletableFuture<Job>> received = new java.util.ArrayList<>();
        for (String svg : drawings) {
            String name = "job " + received.size();
            Path upload = bench.upload(svg);
            received.add(CompletableFuture.supplyAsync(() -> bench.jobs.receive(upload, now(name)), THREADS));
            JobBench.await(name + " to come in", () -> isOpen(bench, name));
        }
        disk.countDown();
        return received.stream().map(CompletableFuture::join).toList();
    }

    private static boolean isOpen(JobBench bench, String name) {
        JobRefusedException refused = assertThrows(
                JobRefusedException.class,
                () -> bench.jobs.control(name, JobAction.RESUME, Jobs.UncertainChoice.REDRAW));
        return refused.reason() != Reason.UNKNOWN;
    }

    private static void awaitPlan(JobBench bench, Job job) {
        JobBench.await(
                "the plan of " + job.name(),
                () -> bench.job(job.id()).estimateS().isPresent());
    }

    @Test
    void of_two_jobs_that_shall_start_now_the_second_does_not_follow_on_the_same_sheet() {
        try (JobBench bench = JobBench.in(folder)) {
            List<Job> jobs = receiveAtOnce(bench, JobBench.LONG_LINE, JobBench.LONG_LINE);
            JobBench.await("motion", () -> bench.plotter().isDrawing());
            awaitPlan(bench, jobs.getLast());
            bench.drawAll(jobs.getFirst());
            bench.jobs.edit(jobs.getLast().id(), PlanningTest.edit().priority(1).make());
            assertEquals(JobStatus.QUEUED, bench.job(jobs.getLast().id()).status());
            assertEquals(List.of("draw"), bench.plotter().orders());
        }
    }

    @Test
    void of_two_jobs_that_shall_start_now_each_starts_where_there_is_an_idle_plotter() {
        FakePlotter small = new FakePlotter("small", SMALL);
        FakePlotter large = new FakePlotter("large", LARGE);
        try (JobBench bench = JobBench.in(folder, settings -> settings, small, large)) {
            List<Job> jobs = receiveAtOnce(bench, JobBench.LONG_LINE, A3, JobBench.LONG_LINE);
            JobBench.await("motion of the one", small::isDrawing);
            JobBench.await("motion of the other", large::isDrawing);
            awaitPlan(bench, jobs.getLast());
            bench.drawTo(small, Double.MAX_VALUE);
            bench.awaitStatus(jobs.getFirst(), JobStatus.COMPLETED);
            bench.jobs.edit(jobs.getLast().id(), PlanningTest.edit().priority(1).make());
            assertEquals(JobStatus.QUEUED, bench.job(jobs.getLast().id()).status());
        }
    }

    @Test
    void why_a_job_did_not_start_stands_in_the_job_until_it_starts() {
        try (JobBench bench = JobBench.in(folder)) {
            bench.plotter().becomes(Connection.OFFLINE, PositionTrust.KNOWN);
            Job job = bench.jobs.receive(bench.upload(JobBench.LONG_LINE), now("line"));
            JobBench.await("the reason", () -> !armWarnings(bench, job).isEmpty());
            assertEquals(1, armWarnings(bench, job).size());
            String reason = armWarnings(bench, job).getFirst();
            assertTrue(reason.startsWith("Not started: The plotter axi is not ready"), reason);
            bench.plotter().becomes(Connection.CONNECTED, PositionTrust.KNOWN);
            bench.order(job, JobAction.START);
            assertEquals(List.of(), armWarnings(bench, job));
        }
    }

    @Test
    void after_a_start_that_the_disk_refused_the_queue_waits_before_it_tries_again() {
        FakePlotter plotter = new FakePlotter("axi", SMALL);
        try (JobBench bench =
                JobBench.in(folder, settings -> settings.withQueueStart(JobSettings.QueueStart.AUTO), plotter)) {
            bench.refuseRows("NEW.status = 'RUNNING'");
            Job job = bench.planned("line", JobBench.LONG_LINE);
            JobBench.await("the first try", () -> plotter.timesAsked() > 0);
            JobBench.await("its end", () -> canBeEdited(bench, job));
            for (int round = 0; round < 50; round++) {
                bench.jobs.edit(
                        job.id(), PlanningTest.edit().priority(1 + round % 9).make());
            }
            assertTrue(plotter.timesAsked() <= 2, "asked " + plotter.timesAsked() + " times");
            bench.acceptRows();
            bench.awaitStatus(job, JobStatus.RUNNING);
        }
    }

    private static boolean canBeEdited(JobBench bench, Job job) {
        try {
            bench.jobs.edit(job.id(), PlanningTest.edit().priority(5).make());
            return true;
        } catch (JobRefusedException e) {
            return false;
        }
    }

    @Test
    void how_far_one_plotter_is_does_not_keep_the_news_of_another_back() {
        FakePlotter small = new FakePlotter("small", SMALL);
        FakePlotter large = new FakePlotter("large", LARGE);
        try (JobBench bench = JobBench.in(folder, settings -> settings, small, large)) {
            List<Job> jobs = receiveAtOnce(bench, JobBench.LONG_LINE, A3);
            JobBench.await("motion of the one", small::isDrawing);
            JobBench.await("motion of the other", large::isDrawing);
            small.advance(0.05);
            large.advance(0.05);
            for (Job job : jobs) {
                JobBench.await(
                        "news of " + job.name(),
                        () -> bench.heard(JobEvent.Progress.class).stream()
                                .anyMatch(news -> news.jobId().equals(job.id())));
                JobBench.await(
                        "more of " + job.name(),
                        () -> bench.heard(JobEvent.Updated.class).stream()
                                .anyMatch(news -> news.jobId().equals(job.id()) && !news.durable()));
            }
        }
    }

    private static List<String> armWarnings(JobBench bench, Job job) {
        return bench.job(job.id()).phases().get(4).warnings();
    }
}
