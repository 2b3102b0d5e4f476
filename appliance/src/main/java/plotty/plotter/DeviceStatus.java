package plotty.plotter;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * A plotter as clients see it.
 *
 * @param state what is known of it
 * @param deviceType kind of device, for people: the machine's name
 * @param jobId the job that it draws or holds, if any
 * @param uptime since the service began to look for it
 */
public record DeviceStatus(PlotterState state, String deviceType, Optional<String> jobId, Duration uptime) {

    /** Writes the fields of ploTTY's {@code device_status} into an open object; times are ISO-8601, UTC. */
    void write(JsonGenerator out) throws IOException {
        String connection = state.connection().name().toLowerCase(Locale.ROOT);
        out.writeStringField("device_id", state.id());
        out.writeStringField("device_type", deviceType);
        out.writeStringField("status", connection);
        out.writeStringField("connection_status", connection);
        out.writeStringField("last_heartbeat", state.lastHeard().toString());
        out.writeNumberField("error_count", state.errorCount());
        out.writeNumberField("uptime", uptime.toSeconds());
        out.writeNumberField("uptime_seconds", uptime.toSeconds());
        out.writeStringField("firmware_version", state.firmware());
        writeOptional(out, "current_job_id", jobId);
        writeOptional(out, "error_message", state.message());
        out.writeBooleanField("pen_up", state.penUp());
        out.writeBooleanField("motors_on", state.motorsOn());
        out.writeStringField("position_trust", state.trust().name().toLowerCase(Locale.ROOT));
        out.writeObjectFieldStart("position");
        out.writeNumberField("x", rounded(state.xMm()));
        out.writeNumberField("y", rounded(state.yMm()));
        out.writeEndObject();
        out.writeObjectFieldStart("metadata");
        out.writeStringField("firmware_version", state.firmware());
        out.writeNullField("motor_current");
        out.writeEndObject();
    }

    /** Micrometres are enough, and short. */
    private static double rounded(double mm) {
        return Math.rint(mm * 1000) / 1000;
    }

    private static void writeOptional(JsonGenerator out, String field, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            out.writeStringField(field, value.get());
        } else {
            out.writeNullField(field);
        }
    }
}
