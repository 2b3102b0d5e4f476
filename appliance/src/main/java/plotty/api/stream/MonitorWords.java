package plotty.api.stream;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import plotty.api.JobJson;
import plotty.api.JsonFields;
import plotty.api.activity.CustomEvent;
import plotty.event.Event;
import plotty.event.Published;
import plotty.event.StoredEvent;
import plotty.job.Job;

/** Messages of the entity monitor's dialect: {@code {"type","data":{…},"timestamp"}}. */
final class MonitorWords {
    private static final JsonFactory JSON = new JsonFactory();

    private MonitorWords() {}

    /** Writes {@code data}, as an object. */
    @FunctionalInterface
    interface Data {
        void write(JsonGenerator out) throws IOException;
    }

    static byte[] message(String type, Instant time, Data data) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        try (JsonGenerator out = JSON.createGenerator(bytes)) {
            out.writeStartObject();
            out.writeStringField("type", type);
            out.writeFieldName("data");
            data.write(out);
            out.writeStringField(
                    "timestamp", time.truncatedTo(ChronoUnit.MILLIS).toString());
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return bytes.toByteArray();
    }

    /** Whether there is anything to say of an event. */
    static boolean has(Event event) {
        return JobNews.of(event).isPresent() || event.type().equals(CustomEvent.TYPE);
    }

    /**
     * What is said of an event: the whole entity, as it is now. Blocks.
     *
     * @param jobs reads a job by its id
     */
    static List<byte[]> of(Published published, Function<String, Optional<Job>> jobs) {
        Event event = published.event();
        if (event.type().equals(CustomEvent.TYPE)) {
            return List.of(custom(published));
        }
        Optional<JobNews> news = JobNews.of(event);
        if (news.isEmpty()) {
            return List.of();
        }
        Optional<Job> job = jobs.apply(event.key());
        return List.of(message("job:" + news.get().word(), published.time(), out -> {
            if (job.isPresent()) {
                JobJson.write(out, job.get());
            } else {
                out.writeStartObject();
                out.writeStringField("id", event.key());
                out.writeBooleanField("deleted", true);
                out.writeEndObject();
            }
        }));
    }

    private static byte[] custom(Published published) {
        StoredEvent stored = StoredEvent.of(published.event());
        String name = JsonFields.parse(stored.fields()).text("event");
        return message("job:" + name, published.time(), out -> {
            out.writeStartObject();
            stored.writeFields(out);
            out.writeEndObject();
        });
    }
}
