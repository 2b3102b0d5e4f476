package plotty.api.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import plotty.api.HealthResource.Finding;
import plotty.api.HealthResource.Outcome;

class HealthWatchTest {
    /** Replaced as a whole, for a check may run at any time. */
    private volatile List<Finding> findings = findings(Outcome.PASS, Outcome.PASS);

    @Test
    void a_change_for_the_worse_or_better_is_told_and_the_worst_finding_counts() throws InterruptedException {
        LinkedBlockingQueue<Outcome> told = new LinkedBlockingQueue<>();
        try (ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor()) {
            HealthWatch watch = new HealthWatch(() -> findings, scheduler, Runnable::run, Duration.ofMillis(5));
            watch.onChange(() -> told.add(watch.outcome()));
            findings = findings(Outcome.FAIL, Outcome.WARN);
            assertEquals(Outcome.FAIL, told.poll(10, TimeUnit.SECONDS));
            findings = findings(Outcome.PASS, Outcome.WARN);
            assertEquals(Outcome.WARN, told.poll(10, TimeUnit.SECONDS));
            scheduler.shutdownNow();
        }
    }

    private static List<Finding> findings(Outcome disk, Outcome plotter) {
        return List.of(new Finding("disk", disk, ""), new Finding("plotter", plotter, ""));
    }
}
