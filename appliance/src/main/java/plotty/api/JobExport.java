package plotty.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import plotty.event.EventLog;
import plotty.event.Published;
import plotty.http.Response;
import plotty.job.Job;

/**
 * Everything that is known of a job as one JSON file: the job, its snapshot, and what happened to it as far as the event
 * log still has it. Written while it is sent, so that a job with many events takes no memory.
 */
record JobExport(Job job, EventLog events, Instant now) {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int PAGE = 512;

    Response response() {
        return new Response(
                200,
                "application/json",
                Map.of("Content-Disposition", "attachment; filename=\"job-" + job.id() + ".json\""),
                new Response.Body.Stream(this::write));
    }

    private void write(OutputStream to) throws IOException {
        try (JsonGenerator out = JSON.createGenerator(to)) {
            out.writeStartObject();
            out.writeStringField("export_version", "1.0");
            OptionalFields.time(out, "exported_at", Optional.of(now));
            out.writeObjectFieldStart("data");
            MonitoringJson.snapshot(out, job);
            out.writeEndObject();
            out.writeFieldName("job");
            JobJson.write(out, job);
            out.writeArrayFieldStart("events");
            history(out);
            out.writeEndArray();
            out.writeEndObject();
        }
    }

    /** The log is read once through: it is bounded, and its times may jump, for the box has no clock of its own. */
    private void history(JsonGenerator out) throws IOException {
        long seq = 0;
        for (List<Published> page = events.since(seq, PAGE); !page.isEmpty(); page = events.since(seq, PAGE)) {
            for (Published published : page) {
                if (published.event().key().equals(job.id())) {
                    out.writeStartObject();
                    out.writeNumberField("seq", published.seq());
                    out.writeStringField("type", published.event().type());
                    out.writeStringField(
                            "timestamp",
                            published.time().truncatedTo(ChronoUnit.MILLIS).toString());
                    published.event().writeFields(out);
                    out.writeEndObject();
                }
            }
            seq = page.getLast().seq();
        }
    }
}
