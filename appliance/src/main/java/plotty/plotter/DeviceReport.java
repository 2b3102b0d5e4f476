package plotty.plotter;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/**
 * A plotter as clients see it.
 *
 * @param name for people
 * @param type what kind of machine it is
 * @param state what is known of it
 * @param jobId the job that it draws or holds
 * @param uptime since it was connected; zero while it is not
 */
public record DeviceReport(String name, String type, PlotterState state, Optional<String> jobId, Duration uptime) {

    /** Writes the fields of {@code device_status} into an open object. */
    public void writeFields(JsonGenerator out) throws IOException {
        String connection = state.connection().name().toLowerCase(Locale.ROOT);
        out.writeStringField("device_id", state.id());
        out.writeStringField("device_type", type);
        out.writeStringField("status", connection);
        out.writeStringField("connection_status", connection);
        out.writeStringField(
                "last_heartbeat",
                state.lastHeard().truncatedTo(ChronoUnit.MILLIS).toString());
        out.writeNumberField("error_count", state.errorCount());
        out.writeNumberField("uptime", uptime.toSeconds());
        out.writeNumberField("uptime_seconds", uptime.toSeconds());
        out.writeStringField("firmware_version", state.firmware());
        optional(out, "current_job_id", jobId);
        optional(out, "error_message", state.message());
        out.writeBooleanField("pen_up", state.penUp());
        out.writeObjectFieldStart("position");
        out.writeNumberField("x", hundredths(state.xMm()));
        out.writeNumberField("y", hundredths(state.yMm()));
        out.writeEndObject();
        out.writeStringField("position_trust", state.trust().name().toLowerCase(Locale.ROOT));
        out.writeBooleanField("motors_on", state.motorsOn());
        out.writeObjectFieldStart("metadata");
        out.writeStringField("name", name);
        out.writeStringField("firmware_version", state.firmware());
        out.writeNullField("motor_current");
        out.writeEndObject();
    }

    private static void optional(JsonGenerator out, String field, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            out.writeStringField(field, value.get());
        } else {
            out.writeNullField(field);
        }
    }

    private static double hundredths(double mm) {
        return Math.round(mm * 100) / 100.0;
    }
}
