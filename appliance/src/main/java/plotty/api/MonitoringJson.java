package plotty.api;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import plotty.job.Job;
import plotty.job.Job.Phase;
import plotty.job.Job.PhaseStatus;
import plotty.job.Job.SubPhase;
import plotty.job.JobFields;

/**
 * Writes jobs as the monitoring of pipelines names things: phases by their ids, statuses in upper case, lengths of time in
 * milliseconds. What is not known yet is {@code null}.
 */
final class MonitoringJson {
    private MonitoringJson() {}

    /** Everything about a job, as fields of an open object. */
    static void snapshot(JsonGenerator out, Job job) throws IOException {
        out.writeStringField("job_id", job.id());
        out.writeStringField("filename", job.name());
        out.writeStringField("name", job.name());
        out.writeStringField("status", job.status().name());
        OptionalFields.time(out, "created_at", Optional.of(job.createdAt()));
        OptionalFields.time(out, "started_at", job.startedAt());
        OptionalFields.time(out, "completed_at", job.endedAt());
        millis(out, "total_execution_time_ms", job.startedAt(), job.endedAt());
        progressFields(out, job);
        out.writeNumberField(
                "total_artifacts",
                job.phases().stream()
                        .mapToInt(phase -> phase.artifacts().size())
                        .sum());
        ids(out, "completed_phase_ids", job.phases(), PhaseStatus.COMPLETED);
        ids(out, "failed_phase_ids", job.phases(), PhaseStatus.FAILED);
        OptionalFields.text(out, "device", job.device());
        OptionalFields.text(out, "error", job.error());
        phases(out, job.phases());
        out.writeFieldName("metrics");
        JobFields.metrics(out, job.metrics(), job.estimateS().isPresent());
        timeline(out, job);
    }

    /** How far a job is, and no more, as fields of an open object. */
    static void progress(JsonGenerator out, Job job) throws IOException {
        out.writeStringField("job_id", job.id());
        out.writeStringField("status", job.status().name());
        progressFields(out, job);
    }

    private static void progressFields(JsonGenerator out, Job job) throws IOException {
        double progress = Math.round(job.metrics().progress() * 1e5) / 1e5;
        out.writeNumberField("progress", progress);
        out.writeNumberField("progress_percent", Math.round(progress * 1e5) / 1e3);
        OptionalFields.text(
                out,
                "current_phase",
                job.phases().stream()
                        .filter(phase -> phase.status() == PhaseStatus.RUNNING)
                        .map(Phase::id)
                        .findFirst());
        out.writeNumberField(
                "completed_phases",
                job.phases().stream()
                        .filter(phase -> phase.status() == PhaseStatus.COMPLETED)
                        .count());
        out.writeNumberField("total_phases", job.phases().size());
        if (job.estimateS().isPresent()) {
            out.writeNumberField(
                    "estimated_time_remaining_ms", job.metrics().remaining().toMillis());
        } else {
            out.writeNullField("estimated_time_remaining_ms");
        }
        out.writeNumberField(
                "errors",
                job.phases().stream().mapToInt(phase -> phase.errors().size()).sum());
        out.writeNumberField(
                "warnings",
                job.phases().stream().mapToInt(phase -> phase.warnings().size()).sum());
        out.writeNumberField("current_layer", job.metrics().currentLayer());
        out.writeNumberField("total_layers", job.metrics().totalLayers());
    }

    /** A field with phases by their ids. */
    static void phases(JsonGenerator out, List<Phase> phases) throws IOException {
        out.writeObjectFieldStart("phases");
        for (Phase phase : phases) {
            out.writeObjectFieldStart(phase.id());
            phaseFields(out, phase);
            out.writeEndObject();
        }
        out.writeEndObject();
    }

    /** One phase, as fields of an open object. */
    static void phaseFields(JsonGenerator out, Phase phase) throws IOException {
        out.writeStringField("phase_id", phase.id());
        out.writeStringField("phase_name", phase.name());
        out.writeStringField("status", phase.status().name());
        OptionalFields.time(out, "started_at", phase.startedAt());
        OptionalFields.time(out, "completed_at", phase.endedAt());
        millis(out, "execution_time_ms", phase.startedAt(), phase.endedAt());
        out.writeArrayFieldStart("errors");
        sentences(out, phase, phase.errors(), false);
        out.writeEndArray();
        out.writeArrayFieldStart("warnings");
        sentences(out, phase, phase.warnings(), false);
        out.writeEndArray();
        artifacts(out, "artifacts_produced", phase);
        subPhases(out, phase);
    }

    /** A field with the layers of a phase by their ids. */
    static void subPhases(JsonGenerator out, Phase phase) throws IOException {
        out.writeObjectFieldStart("sub_phases");
        for (SubPhase sub : phase.subPhases()) {
            out.writeObjectFieldStart(sub.id());
            out.writeStringField("name", sub.name());
            out.writeStringField("status", sub.status().name());
            OptionalFields.time(out, "timestamp", sub.startedAt());
            OptionalFields.time(out, "started_at", sub.startedAt());
            OptionalFields.time(out, "completed_at", sub.endedAt());
            out.writeObjectFieldStart("metrics");
            millis(out, "execution_time_ms", sub.startedAt(), sub.endedAt());
            out.writeEndObject();
            out.writeEndObject();
        }
        out.writeEndObject();
    }

    /** Errors or warnings of a phase into an open array; with the phase that they are of, if they stand alone. */
    static void sentences(JsonGenerator out, Phase phase, List<String> sentences, boolean alone) throws IOException {
        for (String sentence : sentences) {
            out.writeStartObject();
            if (alone) {
                out.writeStringField("phase_id", phase.id());
                out.writeStringField("phase_name", phase.name());
            }
            out.writeStringField("message", sentence);
            OptionalFields.time(out, "timestamp", phase.endedAt().or(phase::startedAt));
            out.writeEndObject();
        }
    }

    /** A field with the files that a phase made. */
    static void artifacts(JsonGenerator out, String field, Phase phase) throws IOException {
        out.writeArrayFieldStart(field);
        for (Job.Artifact artifact : phase.artifacts()) {
            out.writeStartObject();
            out.writeStringField("kind", artifact.kind());
            out.writeStringField("file", artifact.file());
            out.writeNumberField("bytes", artifact.bytes());
            out.writeStringField("sha256", artifact.sha256());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void ids(JsonGenerator out, String field, List<Phase> phases, PhaseStatus status)
            throws IOException {
        JobJson.texts(
                out,
                field,
                phases.stream()
                        .filter(phase -> phase.status() == status)
                        .map(Phase::id)
                        .toList());
    }

    /** Something that happened to a job. */
    private record Moment(Instant time, String event, String phase, String name) {}

    private static void timeline(JsonGenerator out, Job job) throws IOException {
        List<Moment> moments = new ArrayList<>();
        moments.add(new Moment(job.createdAt(), "created", "", job.name()));
        for (Phase phase : job.phases()) {
            phase.startedAt().ifPresent(at -> moments.add(new Moment(at, "started", phase.id(), phase.name())));
            for (SubPhase sub : phase.subPhases()) {
                sub.startedAt().ifPresent(at -> moments.add(new Moment(at, "started", sub.id(), sub.name())));
                sub.endedAt()
                        .ifPresent(
                                at -> moments.add(new Moment(at, JobJson.lower(sub.status()), sub.id(), sub.name())));
            }
            phase.endedAt()
                    .ifPresent(
                            at -> moments.add(new Moment(at, JobJson.lower(phase.status()), phase.id(), phase.name())));
        }
        job.endedAt().ifPresent(at -> moments.add(new Moment(at, JobJson.lower(job.status()), "", job.name())));
        moments.sort(Comparator.comparing(Moment::time));
        out.writeArrayFieldStart("timeline");
        for (Moment moment : moments) {
            out.writeStartObject();
            OptionalFields.time(out, "timestamp", Optional.of(moment.time()));
            out.writeStringField("event", moment.event());
            OptionalFields.text(out, "phase_id", Optional.of(moment.phase()).filter(id -> !id.isEmpty()));
            out.writeStringField("name", moment.name());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void millis(JsonGenerator out, String field, Optional<Instant> from, Optional<Instant> to)
            throws IOException {
        if (from.isPresent() && to.isPresent()) {
            out.writeNumberField(field, Duration.between(from.get(), to.get()).toMillis());
        } else {
            out.writeNullField(field);
        }
    }
}
