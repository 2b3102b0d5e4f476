package plotty.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a drawing will be done, and how sure that is. */
class EtaTest {
    /** Some 20 s of drawing. */
    private static final String ZIGZAG = JobBench.LONG_LINE.replace("M10 10H260", "M10 10H260V20H10V30H260V40H10");

    @TempDir
    Path folder;

    /** Draws to a planned time on a board that takes a fifth longer for everything. */
    private static void drawSlowly(JobBench bench, double timeS) {
        double fromS = bench.plotter().atS();
        while (bench.plotter().isDrawing() && bench.plotter().atS() < timeS - 1e-9) {
            double before = bench.plotter().atS();
            bench.drawTo(Math.min(timeS, before + 0.05));
            bench.clock.advance(
                    Duration.ofNanos(Math.round(0.2e9 * (bench.plotter().atS() - before))));
        }
        assertTrue(bench.plotter().atS() > fromS);
    }

    private static double drawnSlowly(JobBench bench, String name) {
        Job job = bench.started(name, ZIGZAG);
        drawSlowly(bench, Double.MAX_VALUE);
        return bench.awaitStatus(job, JobStatus.COMPLETED).metrics().totalTime().toMillis() / 1000.0;
    }

    @Test
    void a_plan_has_an_uncertainty_that_ends_with_the_drawing() {
        try (JobBench bench = JobBench.in(folder)) {
            Job job = bench.planned("line", JobBench.LONG_LINE);
            Job.JobMetrics metrics = job.metrics();
            assertEquals(job.estimateS().orElseThrow(), metrics.remaining().toMillis() / 1000.0, 0.001);
            assertTrue(metrics.remainingUncertainty().orElseThrow().toMillis() > 10, metrics.toString());
            bench.order(job, JobAction.START);
            JobBench.await("motion", () -> bench.plotter().isDrawing());
            Job done = bench.drawAll(job);
            assertTrue(done.metrics().remainingUncertainty().isEmpty());
        }
    }

    @Test
    void what_a_plotter_really_took_is_learned_and_outlives_the_service() {
        JobBench bench = JobBench.in(folder);
        double plannedS = bench.planned("plan", ZIGZAG).estimateS().orElseThrow();
        double tookS = 0;
        for (String name : new String[] {"one", "two", "three"}) {
            tookS = drawnSlowly(bench, name);
        }
        assertTrue(tookS > 1.15 * plannedS, tookS + " s");
        double expectedS = tookS;
        JobBench.await(
                "what waits to be estimated anew",
                () -> Math.abs(bench.job("plan").estimateS().orElseThrow() - expectedS) < 0.03 * expectedS);
        try (JobBench later = bench.restarted()) {
            assertEquals(expectedS, later.job("plan").estimateS().orElseThrow(), 0.03 * expectedS);
            double next = later.planned("next", ZIGZAG).estimateS().orElseThrow();
            assertEquals(expectedS, next, 0.03 * expectedS);
        }
    }

    @Test
    void a_job_that_goes_slower_than_planned_is_estimated_by_what_was_seen_of_it() {
        try (JobBench bench = JobBench.in(folder)) {
            Job job = bench.planned("long", ZIGZAG);
            bench.order(job, JobAction.START);
            JobBench.await("motion", () -> bench.plotter().isDrawing());
            double halfS = job.estimateS().orElseThrow() / 2;
            drawSlowly(bench, halfS);
            JobBench.await("metrics", () -> bench.job("long").metrics().progress() > 0.499);
            double leftS = bench.job("long").metrics().remaining().toMillis() / 1000.0;
            assertTrue(leftS > 1.08 * halfS, leftS + " s left of " + halfS);
        }
    }
}
