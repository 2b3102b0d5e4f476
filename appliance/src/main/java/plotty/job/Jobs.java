package plotty.job;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The jobs: what the door and the buttons order, and what is known of each job. All methods may be called from any thread;
 * those that change something block until it is on the disk, so never call them on the event loop.
 */
public final class Jobs implements AutoCloseable {

    /** What {@code resume} does with the window that a crash left in doubt. */
    public enum UncertainChoice {
        REDRAW,
        SKIP
    }

    /** Changes to a queued job; empty means as it is. */
    public record Edit(
            Optional<String> name,
            Optional<Integer> priority,
            Optional<Integer> position,
            Optional<String> paper,
            Optional<plotty.motion.Placement.Fit> fit,
            Optional<plotty.motion.Placement.Rotation> rotate,
            Optional<List<Integer>> layers) {}

    /**
     * Takes an uploaded file in: moves it into the job's folder, syncs file and directory, writes the row, and only then
     * returns (phase P00).
     *
     * @throws JobRefusedException if the file is no drawing that we can read
     */
    public Job receive(Path upload, JobOptions options) {
        throw new UnsupportedOperationException("job");
    }

    /** All jobs: open ones in queue order, then ended ones, the latest first. At most {@code limit}. */
    public List<Job> list(int limit) {
        throw new UnsupportedOperationException("job");
    }

    /** The job with this id or, failing that, this unique name. */
    public Optional<Job> find(String idOrName) {
        throw new UnsupportedOperationException("job");
    }

    /**
     * Carries out an order and returns the job after it.
     *
     * @param uncertain what to do with a window in doubt when resuming
     */
    public Job control(String idOrName, JobAction action, UncertainChoice uncertain) {
        throw new UnsupportedOperationException("job");
    }

    /** Changes a queued job; it is planned again where needed. */
    public Job edit(String idOrName, Edit edit) {
        throw new UnsupportedOperationException("job");
    }

    /** Deletes an ended job with its files. */
    public void delete(String idOrName) {
        throw new UnsupportedOperationException("job");
    }

    /** The normalised drawing of a job as SVG, layers kept; empty while it has not been analyzed. */
    public Optional<Path> preview(String idOrName) {
        throw new UnsupportedOperationException("job");
    }

    /** Someone confirms that the pen stands at the origin of this plotter: clears {@link PauseCause#NEEDS_ORIGIN}. */
    public void setOrigin(String device) {
        throw new UnsupportedOperationException("job");
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException("job");
    }
}
