package plotty.api.activity;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import plotty.api.OptionalFields;
import plotty.event.Channel;
import plotty.event.Event;

/**
 * One entry of the activity log: a durable event in words. As an event it is fast, for it can always be said again.
 *
 * @param seq number of the durable event
 * @param time when it happened
 * @param eventType of the durable event
 * @param severity how bad it is
 * @param job id of the job that it is about
 * @param device id of the plotter that it is about
 * @param sentence for people; hostile text, for it names jobs
 */
public record Activity(
        long seq,
        Instant time,
        String eventType,
        Severity severity,
        Optional<String> job,
        Optional<String> device,
        String sentence)
        implements Event {

    /** How bad something is. */
    public enum Severity {
        INFO,
        WARNING,
        ERROR,
        CRITICAL;

        /** By its name on the wire; {@link #WARNING} for a word that nobody knows. */
        static Severity of(String word) {
            for (Severity severity : values()) {
                if (severity.name().equalsIgnoreCase(word)) {
                    return severity;
                }
            }
            return WARNING;
        }
    }

    private static final int WAITING = 128;

    @Override
    public String type() {
        return "activity_update";
    }

    @Override
    public Channel channel() {
        return Channel.ACTIVITY;
    }

    /** For a client that is behind only the latest entries wait; the others stand in the log. */
    @Override
    public String key() {
        return "entry-" + seq % WAITING;
    }

    @Override
    public Optional<String> plotterId() {
        return device;
    }

    @Override
    public boolean durable() {
        return false;
    }

    @Override
    public void writeFields(JsonGenerator out) throws IOException {
        out.writeNumberField("seq", seq);
        out.writeStringField("time", time.truncatedTo(ChronoUnit.MILLIS).toString());
        out.writeStringField("event_type", eventType);
        out.writeStringField("severity", severity.name().toLowerCase(Locale.ROOT));
        OptionalFields.text(out, "job_id", job);
        OptionalFields.text(out, "device_id", device);
        out.writeStringField("message", sentence);
    }
}
