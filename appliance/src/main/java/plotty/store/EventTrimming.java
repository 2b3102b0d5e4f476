package plotty.store;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.tinylog.Logger;

/** Keeps the durable events from growing for ever: deletes the oldest of them now and then. */
public final class EventTrimming {
    /** How many durable events are kept: what listeners may have missed and still hear. */
    public static final int KEPT = 100_000;

    /** How often the service looks for too many. */
    public static final Duration EVERY = Duration.ofHours(1);

    private final Database database;
    private final int keep;

    private EventTrimming(Database database, int keep) {
        this.database = database;
        this.keep = keep;
    }

    /**
     * Trims at once and then again and again, until the scheduler is shut down or the database closed. The deleting is done
     * by the store's own thread, in portions between which other writes have their turn; the scheduler's thread never waits.
     *
     * @param keep how many to keep, at least 1
     * @param every from one look to the next
     */
    public static void start(Database database, int keep, Duration every, ScheduledExecutorService scheduler) {
        EventTrimming trimming = new EventTrimming(database, keep);
        var _ = scheduler.scheduleAtFixedRate(trimming::trim, 0, every.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void trim() {
        var _ = database.trimEvents(keep).whenComplete((deleted, problem) -> {
            if (problem != null) {
                Logger.warn("The oldest events could not be deleted, this is tried again: {}", problem.getMessage());
            } else if (deleted > 0) {
                Logger.debug("Deleted the {} oldest events", deleted);
                trim();
            }
        });
    }
}
