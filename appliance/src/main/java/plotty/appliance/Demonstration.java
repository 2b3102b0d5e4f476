package plotty.appliance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.tinylog.Logger;
import plotty.job.JobAction;
import plotty.job.JobOptions;
import plotty.job.JobRefusedException;
import plotty.job.Jobs;
import plotty.plotter.PlotterState;
import plotty.plotter.Roster;

/** Draws the drawing that ships with the service. */
final class Demonstration {
    private static final String DRAWING = "/plotty/demo/demo.svg";
    private static final String NAME = "demo";
    private static final Duration PLOTTER_WITHIN = Duration.ofSeconds(3);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    private Demonstration() {}

    /**
     * Queues it, to start as soon as it is planned; one that an earlier run left open makes way.
     *
     * @param plotters of which one that can draw is waited for, up to 3 s, as nothing starts by itself on one that comes later
     */
    static void begin(Jobs jobs, Path folder, Roster plotters) {
        await(() -> plotters.all().stream()
                .anyMatch(plotter -> plotter.state().connection() == PlotterState.Connection.CONNECTED));
        cancelEarlier(jobs);
        try (InputStream in = Demonstration.class.getResourceAsStream(DRAWING)) {
            if (in == null) {
                throw new IllegalStateException("The drawing of the demo is missing in this build: " + DRAWING);
            }
            Path file = Files.createTempFile(Files.createDirectories(folder), NAME, ".svg");
            Files.write(file, in.readAllBytes());
            jobs.receive(file, options());
        } catch (JobRefusedException e) {
            Logger.warn("The demo is not drawn: {}", e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException("The demo could not be written into " + folder + ": " + e.getMessage(), e);
        }
    }

    private static void await(BooleanSupplier ready) {
        long deadline = System.nanoTime() + PLOTTER_WITHIN.toNanos();
        while (!ready.getAsBoolean() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
    }

    private static void cancelEarlier(Jobs jobs) {
        try {
            if (jobs.find(NAME).filter(job -> !job.status().ended()).isPresent()) {
                jobs.control(NAME, JobAction.CANCEL, Jobs.UncertainChoice.REDRAW);
            }
        } catch (JobRefusedException e) {
            Logger.warn("The earlier demo stays: {}", e.getMessage());
        }
    }

    private static JobOptions options() {
        return JobOptions.named(NAME).withStartNow(true).withPenChanges(JobOptions.PenChanges.NEVER);
    }
}
