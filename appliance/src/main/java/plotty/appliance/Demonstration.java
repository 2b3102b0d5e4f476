package plotty.appliance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.tinylog.Logger;
import plotty.job.JobOptions;
import plotty.job.JobRefusedException;
import plotty.job.Jobs;
import plotty.motion.Placement;

/** Draws the drawing that ships with the service. */
final class Demonstration {
    private static final String DRAWING = "/plotty/demo/demo.svg";
    private static final String NAME = "demo";

    private Demonstration() {}

    /** Queues it, to start as soon as it is planned; not if it is there already and has not ended. */
    static void begin(Jobs jobs, Path folder) {
        if (jobs.find(NAME).filter(job -> !job.status().ended()).isPresent()) {
            Logger.info("The demo is in the queue already");
            return;
        }
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

    private static JobOptions options() {
        return new JobOptions(
                NAME,
                5,
                "default",
                Optional.empty(),
                Optional.empty(),
                Placement.Fit.NONE,
                Placement.Rotation.AUTO,
                true);
    }
}
