package plotty.api;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import plotty.drawing.DrawingWarning;
import plotty.job.Job;
import plotty.job.JobFields;

/**
 * Writes jobs. What is not known yet is {@code null}; times are ISO-8601 in UTC, lengths of time are seconds. The generator
 * decides whether JSON or CBOR comes out.
 */
public final class JobJson {
    private JobJson() {}

    /** Writes a whole job as an object. */
    public static void write(JsonGenerator out, Job job) throws IOException {
        out.writeStartObject();
        out.writeStringField("id", job.id());
        out.writeStringField("name", job.name());
        out.writeStringField("status", lower(job.status()));
        JobFields.causes(out, job.causes().stream().sorted().toList());
        OptionalFields.text(out, "reason", job.reason());
        out.writeNumberField("priority", job.options().priority());
        if (job.position() > 0) {
            out.writeNumberField("position", job.position());
        } else {
            out.writeNullField("position");
        }
        OptionalFields.time(out, "created_at", Optional.of(job.createdAt()));
        OptionalFields.time(out, "started_at", job.startedAt());
        OptionalFields.time(out, "ended_at", job.endedAt());
        if (job.estimateS().isPresent()) {
            out.writeNumberField("estimate_seconds", tenths(job.estimateS().getAsDouble()));
        } else {
            out.writeNullField("estimate_seconds");
        }
        options(out, job);
        layers(out, job.layers());
        warnings(out, job.warnings());
        out.writeFieldName("metrics");
        JobFields.metrics(out, job.metrics(), job.estimateS().isPresent());
        OptionalFields.text(out, "device", job.device());
        OptionalFields.text(out, "wanted_device", job.options().device());
        phases(out, job.phases());
        uncertain(out, job.uncertain());
        skipped(out, job.skipped());
        OptionalFields.text(out, "error", job.error());
        out.writeEndObject();
    }

    private static void options(JsonGenerator out, Job job) throws IOException {
        OptionalFields.text(out, "paper", job.options().paper());
        out.writeStringField("preset", job.options().preset());
        out.writeStringField("fit", lower(job.options().fit()));
        out.writeStringField("rotate", JobWords.rotation(job.options().rotate()));
        out.writeBooleanField("dry_run", job.options().dryRun());
        out.writeStringField("pen_changes", lower(job.options().penChanges()));
    }

    private static void layers(JsonGenerator out, List<Job.JobLayer> layers) throws IOException {
        out.writeArrayFieldStart("layers");
        for (Job.JobLayer layer : layers) {
            out.writeStartObject();
            out.writeNumberField("number", layer.number());
            out.writeStringField("name", layer.name());
            out.writeStringField("color", layer.color());
            out.writeNumberField("strokes", layer.strokes());
            out.writeNumberField("points", layer.points());
            out.writeBooleanField("plotted", layer.plotted());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void warnings(JsonGenerator out, List<DrawingWarning> warnings) throws IOException {
        out.writeArrayFieldStart("warnings");
        for (DrawingWarning warning : warnings) {
            out.writeStartObject();
            out.writeStringField("element", warning.element());
            out.writeStringField("message", warning.message());
            out.writeNumberField("count", warning.count());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void phases(JsonGenerator out, List<Job.Phase> phases) throws IOException {
        out.writeArrayFieldStart("phases");
        for (Job.Phase phase : phases) {
            out.writeStartObject();
            step(out, phase.id(), phase.name(), phase.status(), phase.startedAt(), phase.endedAt());
            texts(out, "errors", phase.errors());
            texts(out, "warnings", phase.warnings());
            out.writeArrayFieldStart("artifacts");
            for (Job.Artifact artifact : phase.artifacts()) {
                out.writeStartObject();
                out.writeStringField("kind", artifact.kind());
                out.writeStringField("file", artifact.file());
                out.writeNumberField("bytes", artifact.bytes());
                out.writeStringField("sha256", artifact.sha256());
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeArrayFieldStart("sub_phases");
            for (Job.SubPhase sub : phase.subPhases()) {
                out.writeStartObject();
                step(out, sub.id(), sub.name(), sub.status(), sub.startedAt(), sub.endedAt());
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void step(
            JsonGenerator out,
            String id,
            String name,
            Job.PhaseStatus status,
            Optional<Instant> startedAt,
            Optional<Instant> endedAt)
            throws IOException {
        out.writeStringField("id", id);
        out.writeStringField("name", name);
        out.writeStringField("status", lower(status));
        OptionalFields.time(out, "started_at", startedAt);
        OptionalFields.time(out, "ended_at", endedAt);
    }

    private static void uncertain(JsonGenerator out, Optional<Job.Uncertain> uncertain) throws IOException {
        if (uncertain.isEmpty()) {
            out.writeNullField("uncertain");
            return;
        }
        out.writeObjectFieldStart("uncertain");
        out.writeNumberField("from_seconds", uncertain.get().fromS());
        out.writeNumberField("to_seconds", uncertain.get().toS());
        out.writeEndObject();
    }

    private static void skipped(JsonGenerator out, List<Job.PointRange> skipped) throws IOException {
        out.writeArrayFieldStart("skipped");
        for (Job.PointRange range : skipped) {
            out.writeArray(new int[] {range.from(), range.to()}, 0, 2);
        }
        out.writeEndArray();
    }

    static void texts(JsonGenerator out, String name, List<String> texts) throws IOException {
        out.writeArrayFieldStart(name);
        for (String text : texts) {
            out.writeString(text);
        }
        out.writeEndArray();
    }

    private static double tenths(double value) {
        return Math.round(value * 10) / 10.0;
    }

    static String lower(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }
}
