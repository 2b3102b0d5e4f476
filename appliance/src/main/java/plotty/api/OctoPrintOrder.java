package plotty.api;

import java.util.Optional;
import plotty.job.JobAction;
import plotty.job.JobStatus;

/** OctoPrint's job commands; {@code pause} without an action toggles. */
enum OctoPrintOrder {
    START,
    CANCEL,
    PAUSE,
    RESUME,
    TOGGLE;

    /** Reads a command. Throws {@link BadInputException}. */
    static OctoPrintOrder of(JsonFields fields) {
        String command = fields.text("command");
        return switch (command) {
            case "start" -> START;
            case "cancel" -> CANCEL;
            case "pause" ->
                switch (fields.optionalText("action").orElse("toggle")) {
                    case "pause" -> PAUSE;
                    case "resume" -> RESUME;
                    case "toggle" -> TOGGLE;
                    default -> throw new BadInputException("Field 'action' must be one of pause, resume, toggle.");
                };
            case "restart" ->
                throw new BadInputException(
                        "A drawing is not begun anew on the same sheet: cancel it and send it again.");
            default -> throw new BadInputException("Field 'command' must be one of start, cancel, pause.");
        };
    }

    /** What is to be done with a job of this status; nothing if it is that way already. */
    Optional<JobAction> action(JobStatus status) {
        boolean paused = status == JobStatus.PAUSED;
        return switch (this) {
            case START -> Optional.of(JobAction.START);
            case CANCEL -> Optional.of(JobAction.CANCEL);
            case PAUSE -> paused ? Optional.empty() : Optional.of(JobAction.PAUSE);
            case RESUME -> paused ? Optional.of(JobAction.RESUME) : Optional.empty();
            case TOGGLE -> Optional.of(paused ? JobAction.RESUME : JobAction.PAUSE);
        };
    }
}
