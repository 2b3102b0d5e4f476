package plotty.job;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plotty.drawing.ReadLimits;
import plotty.job.Job.PhaseStatus;
import plotty.motion.MachineProfile;

/** The service may end while a job is planned: nothing has failed then. */
class ClosingWhilePlanningTest {
    private static final long SEED = 20261120;

    @TempDir
    Path folder;

    @Test
    void what_was_being_planned_stays_queued_and_is_planned_again() {
        JobBench bench = JobBench.in(folder);
        Job heavy = bench.submit("heavy", heavy());
        Job waiting = bench.submit("waiting", JobBench.LONG_LINE);
        JobBench.await("the planner to begin", () -> analyzing(bench, heavy) != PhaseStatus.PENDING);
        try (JobBench next = bench.restarted()) {
            assertEquals(List.of(), bench.steps());
            for (Job job : List.of(heavy, waiting)) {
                JobBench.await(
                        "the plan of " + job.name(),
                        () -> next.job(job.id()).estimateS().isPresent());
                assertEquals(JobStatus.QUEUED, next.job(job.id()).status());
            }
        }
    }

    @Test
    void a_task_that_comes_after_the_end_is_dropped_unheard() {
        Planner planner = new Planner(new JobFiles(folder), ReadLimits.DEFAULT);
        planner.close();
        Planner.Task task = new Planner.Task(
                "late",
                JobBench.options("late"),
                Optional.empty(),
                List.of(new Planner.Candidate("axi", MachineProfile.AXIDRAW_V3)));
        assertDoesNotThrow(() -> planner.submit(task, new Silence()));
    }

    private static PhaseStatus analyzing(JobBench bench, Job job) {
        return bench.job(job.id()).phases().get(1).status();
    }

    /** Takes a good part of a second to plan. */
    private static String heavy() {
        StringBuilder svg = new StringBuilder("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"280mm\""
                + " height=\"200mm\" viewBox=\"0 0 280 200\"><path stroke=\"black\" d=\"");
        Random random = new Random(SEED);
        for (int i = 0; i < 20_000; i++) {
            svg.append(String.format(
                    Locale.ROOT,
                    "M%.2f %.2fl1 %.2f",
                    20 + 200 * random.nextDouble(),
                    20 + 150 * random.nextDouble(),
                    random.nextDouble()));
        }
        return svg.append("\"/></svg>").toString();
    }

    /** Hears nothing, or the test has failed. */
    private static final class Silence implements Planner.Watcher {
        @Override
        public void analyzed(Planner.Analyzed result) {
            fail("analyzed");
        }

        @Override
        public void routed(Planner.Routed result) {
            fail("routed");
        }

        @Override
        public void planned(Planner.Planned result) {
            fail("planned");
        }

        @Override
        public void failed(String phase, String sentence) {
            fail(sentence);
        }
    }
}
