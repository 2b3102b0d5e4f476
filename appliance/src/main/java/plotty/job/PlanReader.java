package plotty.job;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import plotty.motion.Trajectory;

/** Reads plans from the disk without keeping anybody waiting. */
final class PlanReader {
    private final JobFiles files;

    PlanReader(JobFiles files) {
        this.files = files;
    }

    /** A plan as read from the disk, or why it could not be. */
    record Loaded(Optional<Trajectory> plan, Optional<Throwable> problem) {

        /** Why there is no plan, for people. */
        String sentence() {
            return problem.map(cause -> cause instanceof OutOfMemoryError
                            ? "The plan of this job does not fit into the memory of this device."
                            : String.valueOf(cause.getMessage()))
                    .orElse("");
        }
    }

    /** Reads the plan of a job that has one. The future never fails; it completes on a thread of its own. */
    CompletableFuture<Loaded> read(OpenJob job) {
        CompletableFuture<Loaded> reading = new CompletableFuture<>();
        String id = job.id;
        String hash = job.planHash.orElseThrow();
        Thread.ofVirtual().name("plan-" + id).start(() -> reading.complete(read(id, hash)));
        return reading;
    }

    private Loaded read(String id, String hash) {
        try {
            return new Loaded(Optional.of(files.readPlan(id, hash)), Optional.empty());
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            return new Loaded(Optional.empty(), Optional.of(e));
        }
    }
}
