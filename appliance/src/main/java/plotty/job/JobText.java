package plotty.job;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import plotty.drawing.DrawingWarning;
import plotty.job.Job.Artifact;
import plotty.job.Job.JobLayer;
import plotty.job.Job.Phase;
import plotty.job.Job.PhaseStatus;
import plotty.job.Job.PointRange;
import plotty.job.Job.SubPhase;

/** The lists of a job as JSON text in their columns. What it reads, it wrote. */
final class JobText {
    private static final JsonFactory JSON = new JsonFactory();

    private JobText() {}

    @FunctionalInterface
    private interface ItemWriter<T> {
        void write(JsonGenerator out, T item) throws IOException;
    }

    @FunctionalInterface
    private interface ItemReader<T> {
        T read(Map<String, Object> item);
    }

    static String numbers(List<Integer> numbers) {
        return write(numbers, (out, number) -> {
            out.writeStartObject();
            out.writeNumberField("number", number);
            out.writeEndObject();
        });
    }

    static List<Integer> readNumbers(String text) {
        return read(text, item -> number(item, "number"));
    }

    /** Its ranges, and as the last one, without an end, where it went on. */
    static String ink(Ink ink) {
        List<PointRange> ranges = new ArrayList<>(ink.before());
        ranges.add(new PointRange(ink.from(), ink.from()));
        return write(ranges, (out, range) -> {
            out.writeStartObject();
            out.writeNumberField("from", range.from());
            out.writeNumberField("to", range.to());
            out.writeEndObject();
        });
    }

    static Ink readInk(String text) {
        List<PointRange> ranges = read(text, item -> new PointRange(number(item, "from"), number(item, "to")));
        return new Ink(ranges.subList(0, ranges.size() - 1), ranges.getLast().from());
    }

    static String layers(List<JobLayer> layers) {
        return write(layers, (out, layer) -> {
            out.writeStartObject();
            out.writeNumberField("number", layer.number());
            out.writeStringField("name", layer.name());
            out.writeStringField("color", layer.color());
            out.writeNumberField("strokes", layer.strokes());
            out.writeNumberField("points", layer.points());
            out.writeBooleanField("plotted", layer.plotted());
            out.writeEndObject();
        });
    }

    static List<JobLayer> readLayers(String text) {
        return read(
                text,
                item -> new JobLayer(
                        number(item, "number"),
                        text(item, "name"),
                        text(item, "color"),
                        number(item, "strokes"),
                        number(item, "points"),
                        Boolean.TRUE.equals(item.get("plotted"))));
    }

    static String warnings(List<DrawingWarning> warnings) {
        return write(warnings, (out, warning) -> {
            out.writeStartObject();
            out.writeStringField("element", warning.element());
            out.writeStringField("message", warning.message());
            out.writeNumberField("count", warning.count());
            out.writeEndObject();
        });
    }

    static List<DrawingWarning> readWarnings(String text) {
        return read(
                text, item -> new DrawingWarning(text(item, "element"), text(item, "message"), number(item, "count")));
    }

    static String phases(Phases phases) {
        return write(phases.list(), (out, phase) -> {
            out.writeStartObject();
            out.writeStringField("id", phase.id());
            out.writeStringField("name", phase.name());
            out.writeStringField("status", phase.status().name());
            writeTimes(out, phase.startedAt(), phase.endedAt());
            writeTexts(out, "errors", phase.errors());
            writeTexts(out, "warnings", phase.warnings());
            out.writeArrayFieldStart("artifacts");
            for (Artifact artifact : phase.artifacts()) {
                out.writeStartObject();
                out.writeStringField("kind", artifact.kind());
                out.writeStringField("file", artifact.file());
                out.writeNumberField("bytes", artifact.bytes());
                out.writeStringField("sha256", artifact.sha256());
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeArrayFieldStart("sub_phases");
            for (SubPhase sub : phase.subPhases()) {
                out.writeStartObject();
                out.writeStringField("id", sub.id());
                out.writeStringField("name", sub.name());
                out.writeStringField("status", sub.status().name());
                writeTimes(out, sub.startedAt(), sub.endedAt());
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeEndObject();
        });
    }

    static Phases readPhases(String text) {
        return new Phases(read(
                text,
                item -> new Phase(
                        text(item, "id"),
                        text(item, "name"),
                        PhaseStatus.valueOf(text(item, "status")),
                        time(item, "started_at"),
                        time(item, "ended_at"),
                        texts(item, "errors"),
                        texts(item, "warnings"),
                        items(item.get("artifacts")).stream()
                                .map(artifact -> new Artifact(
                                        text(artifact, "kind"),
                                        text(artifact, "file"),
                                        ((Number) artifact.get("bytes")).longValue(),
                                        text(artifact, "sha256")))
                                .toList(),
                        items(item.get("sub_phases")).stream()
                                .map(sub -> new SubPhase(
                                        text(sub, "id"),
                                        text(sub, "name"),
                                        PhaseStatus.valueOf(text(sub, "status")),
                                        time(sub, "started_at"),
                                        time(sub, "ended_at")))
                                .toList())));
    }

    private static void writeTimes(JsonGenerator out, Optional<Instant> startedAt, Optional<Instant> endedAt)
            throws IOException {
        if (startedAt.isPresent()) {
            out.writeNumberField("started_at", startedAt.get().toEpochMilli());
        }
        if (endedAt.isPresent()) {
            out.writeNumberField("ended_at", endedAt.get().toEpochMilli());
        }
    }

    private static void writeTexts(JsonGenerator out, String field, List<String> texts) throws IOException {
        out.writeArrayFieldStart(field);
        for (String text : texts) {
            out.writeString(text);
        }
        out.writeEndArray();
    }

    private static <T> String write(List<T> items, ItemWriter<T> writer) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = JSON.createGenerator(text)) {
            out.writeStartArray();
            for (T item : items) {
                writer.write(out, item);
            }
            out.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static <T> List<T> read(String text, ItemReader<T> reader) {
        try (JsonParser in = JSON.createParser(text)) {
            in.nextToken();
            return items(value(in)).stream().map(reader::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Object value(JsonParser in) throws IOException {
        return switch (in.currentToken()) {
            case START_ARRAY -> {
                List<Object> list = new ArrayList<>();
                while (in.nextToken() != JsonToken.END_ARRAY) {
                    list.add(value(in));
                }
                yield list;
            }
            case START_OBJECT -> {
                Map<String, Object> map = new LinkedHashMap<>();
                while (in.nextToken() != JsonToken.END_OBJECT) {
                    String field = in.currentName();
                    in.nextToken();
                    map.put(field, value(in));
                }
                yield map;
            }
            case VALUE_STRING -> in.getText();
            case VALUE_NUMBER_INT -> in.getLongValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NUMBER_FLOAT,
                    VALUE_NULL,
                    VALUE_EMBEDDED_OBJECT,
                    FIELD_NAME,
                    END_ARRAY,
                    END_OBJECT,
                    NOT_AVAILABLE -> throw new IOException("a job's column holds " + in.currentToken());
        };
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> items(Object list) {
        return (List<Map<String, Object>>) list;
    }

    @SuppressWarnings("unchecked")
    private static List<String> texts(Map<String, Object> item, String field) {
        return (List<String>) item.get(field);
    }

    private static String text(Map<String, Object> item, String field) {
        return (String) item.get(field);
    }

    private static int number(Map<String, Object> item, String field) {
        return ((Number) item.get(field)).intValue();
    }

    private static Optional<Instant> time(Map<String, Object> item, String field) {
        return Optional.ofNullable((Number) item.get(field)).map(millis -> Instant.ofEpochMilli(millis.longValue()));
    }
}
