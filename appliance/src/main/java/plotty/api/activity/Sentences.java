package plotty.api.activity;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.tinylog.Logger;
import plotty.api.BadInputException;
import plotty.api.JsonFields;
import plotty.api.activity.Activity.Severity;
import plotty.event.Channel;
import plotty.event.Published;
import plotty.event.StoredEvent;

/**
 * Says durable events in words. What happened just now and what is read from the history is said alike, for both are taken as
 * they are stored.
 */
final class Sentences {
    private Sentences() {}

    /** A sentence with how bad it is. */
    private record Said(Severity severity, String sentence) {}

    /** The entry for an event; empty for fast ones and for those of the steps within a job, which are too many. */
    static Optional<Activity> of(Published published) {
        Channel channel = published.event().channel();
        if (!published.event().durable() || channel == Channel.PIPELINE || channel == Channel.LOGS) {
            return Optional.empty();
        }
        StoredEvent event = StoredEvent.of(published.event());
        JsonFields fields = fields(event);
        Said said = said(event, fields);
        return Optional.of(new Activity(
                published.seq(),
                published.time(),
                event.type(),
                said.severity(),
                fields.optionalText("job_id"),
                event.plotterId(),
                said.sentence()));
    }

    /** An event that is too long to be looked into is told by its type alone. */
    private static JsonFields fields(StoredEvent event) {
        try {
            return JsonFields.parse(event.fields());
        } catch (BadInputException e) {
            Logger.debug("an event '{}' is not looked into: {}", event.type(), e.getMessage());
            return JsonFields.of(Map.of());
        }
    }

    private static Said said(StoredEvent event, JsonFields fields) {
        try {
            return inWords(event, fields);
        } catch (BadInputException e) {
            // An event of another version of this service has other fields; the log goes on all the same.
            Logger.debug("an event '{}' is told by its type: {}", event.type(), e.getMessage());
            return general(event, fields);
        }
    }

    private static Said inWords(StoredEvent event, JsonFields fields) {
        return switch (event.type()) {
            case "job_state_change" -> stateChange(fields);
            case "job_update" -> update(fields);
            case "device_status" -> device(fields);
            case "device_alert" -> new Said(severity(fields), fields.text("device_id") + ": " + fields.text("message"));
            case "system_alert" -> new Said(severity(fields), alert(fields));
            case CustomEvent.TYPE ->
                new Said(Severity.INFO, fields.text("by") + " tells '" + fields.text("event") + "'.");
            default -> general(event, fields);
        };
    }

    private static Said general(StoredEvent event, JsonFields fields) {
        return new Said(
                severity(fields),
                fields.optionalText("message")
                        .or(() -> fields.optionalText("reason"))
                        .orElse(capital(event.type().replace('_', ' ')) + "."));
    }

    private static Said stateChange(JsonFields fields) {
        String job = quoted(fields.optionalObject("metadata").flatMap(metadata -> metadata.optionalText("name")));
        String reason = fields.optionalText("reason")
                .filter(text -> !text.isBlank())
                .map(text -> ": " + text)
                .orElse("");
        boolean wasPaused = fields.text("from_state").equals("PAUSED");
        return switch (fields.text("to_state")) {
            case "RUNNING" -> new Said(Severity.INFO, wasPaused ? job + " goes on." : "Drawing " + job + " has begun.");
            case "PAUSED" -> new Said(Severity.WARNING, sentence(job + " is paused" + reason));
            case "COMPLETED" -> new Said(Severity.INFO, job + " is drawn.");
            case "FAILED" -> new Said(Severity.ERROR, sentence(job + " failed" + reason));
            case "CANCELLED" -> new Said(Severity.WARNING, sentence(job + " was cancelled" + reason));
            case String other ->
                new Said(Severity.INFO, sentence(job + " is now " + other.toLowerCase(Locale.ROOT) + reason));
        };
    }

    private static Said update(JsonFields fields) {
        String job = quoted(fields.optionalText("name"));
        String reason = fields.optionalText("reason")
                .filter(text -> !text.isBlank())
                .map(text -> ": " + text)
                .orElse("");
        return new Said(
                Severity.INFO,
                switch (fields.text("change")) {
                    case "created" -> job + " has come in.";
                    case "edited" -> job + " was changed.";
                    case "planned" -> job + " is planned.";
                    case "deleted" -> job + " was deleted.";
                    case "waiting" -> sentence(job + " waits" + reason);
                    case String other -> sentence(job + " (" + other + ")" + reason);
                });
    }

    private static Said device(JsonFields fields) {
        String name = fields.optionalObject("metadata")
                .flatMap(metadata -> metadata.optionalText("name"))
                .orElse(fields.text("device_id"));
        String status = fields.text("status");
        String message =
                fields.optionalText("error_message").map(text -> ": " + text).orElse("");
        Severity severity = switch (status) {
            case "error" -> Severity.ERROR;
            case "disconnected", "offline" -> Severity.WARNING;
            default -> Severity.INFO;
        };
        String words = switch (status) {
            case "error" -> " needs a person";
            case String other -> " is " + other;
        };
        return new Said(severity, sentence(name + words + message));
    }

    private static String alert(JsonFields fields) {
        String message = fields.optionalText("message").orElse("");
        return fields.optionalText("title").map(title -> title + ": " + message).orElse(message);
    }

    private static Severity severity(JsonFields fields) {
        return fields.optionalText("severity")
                .or(() -> fields.optionalText("level"))
                .map(Severity::of)
                .orElse(Severity.INFO);
    }

    private static String quoted(Optional<String> name) {
        return "'" + name.orElse("a job") + "'";
    }

    private static String sentence(String text) {
        return text.endsWith(".") || text.endsWith("!") || text.endsWith("?") ? text : text + ".";
    }

    private static String capital(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
