package plotty.api.stream;

import java.util.Locale;
import java.util.Optional;
import plotty.api.JsonFields;
import plotty.event.Event;
import plotty.event.StoredEvent;
import plotty.job.JobEvent;
import plotty.job.JobStatus;

/** What an event means for the entity that it is about, by the names of the entity monitor. */
enum JobNews {
    CREATED,
    UPDATED,
    COMPLETED,
    FAILED,
    /** An update after which there is no entity any more. */
    DELETED;

    /** The word after {@code job:} on the wire. */
    String word() {
        return switch (this) {
            case CREATED, UPDATED, COMPLETED, FAILED -> name().toLowerCase(Locale.ROOT);
            case DELETED -> "updated";
        };
    }

    /** What this event means; empty for what says nothing about a whole job. */
    static Optional<JobNews> of(Event event) {
        return switch (event) {
            case JobEvent.StateChanged change -> Optional.of(changedTo(change.to()));
            case JobEvent.Updated updated -> Optional.of(updated(updated.change()));
            case StoredEvent stored -> ofStored(stored);
            default -> Optional.empty();
        };
    }

    private static Optional<JobNews> ofStored(StoredEvent stored) {
        return switch (stored.type()) {
            case "job_state_change" ->
                Optional.of(changedTo(
                        JobStatus.valueOf(JsonFields.parse(stored.fields()).text("to_state"))));
            case "job_update" ->
                Optional.of(updated(JsonFields.parse(stored.fields()).text("change")));
            default -> Optional.empty();
        };
    }

    private static JobNews changedTo(JobStatus status) {
        return switch (status) {
            case COMPLETED -> COMPLETED;
            case FAILED -> FAILED;
            case QUEUED, RUNNING, PAUSED, CANCELLED -> UPDATED;
        };
    }

    private static JobNews updated(String change) {
        return switch (change) {
            case "created" -> CREATED;
            case "deleted" -> DELETED;
            default -> UPDATED;
        };
    }
}
