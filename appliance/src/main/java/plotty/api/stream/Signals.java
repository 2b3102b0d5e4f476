package plotty.api.stream;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import plotty.plotter.PlotterState;
import plotty.plotter.WatchedPlotter;

/** The live signals of plotters, which the pipeline monitor calls SISAS metrics. */
final class Signals {
    private Signals() {}

    /** How all signals stand, as {@code sisas_metrics_update}. */
    static byte[] message(List<WatchedPlotter> plotters, SystemStatus system, int connections, Instant now) {
        return Frames.message("sisas_metrics_update", now, out -> {
            out.writeArrayFieldStart("signals");
            for (WatchedPlotter plotter : plotters) {
                write(out, plotter.state(), plotter.report().jobId(), now);
            }
            out.writeEndArray();
            out.writeObjectFieldStart("metrics");
            out.writeNumberField("active_jobs", system.activeJobs());
            out.writeNumberField("queue_length", system.queueLength());
            out.writeNumberField("active_connections", connections);
            out.writeEndObject();
        });
    }

    /** The signals of one plotter as an object. */
    static void write(JsonGenerator out, PlotterState state, Optional<String> job, Instant now) throws IOException {
        out.writeStartObject();
        out.writeStringField("device_id", state.id());
        out.writeStringField("connection_status", state.connection().name().toLowerCase(Locale.ROOT));
        if (job.isPresent()) {
            out.writeStringField("current_job_id", job.get());
        } else {
            out.writeNullField("current_job_id");
        }
        out.writeNumberField("link_errors", state.errorCount());
        out.writeNumberField(
                "silent_ms",
                Math.max(0, Duration.between(state.lastHeard(), now).toMillis()));
        out.writeStringField("position_trust", state.trust().name().toLowerCase(Locale.ROOT));
        out.writeBooleanField("pen_up", state.penUp());
        out.writeBooleanField("motors_on", state.motorsOn());
        out.writeEndObject();
    }
}
