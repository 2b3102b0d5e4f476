package plotty.api.stream;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import plotty.api.OptionalFields;
import plotty.event.Published;
import plotty.job.Job;
import plotty.job.JobEvent;
import plotty.plotter.DeviceEvent;

/**
 * Events by the names of the pipeline monitor and of the training monitor: {@code job_created}, {@code job_completed},
 * {@code pipeline_progress}, {@code stage_progress}, {@code sisas_metrics_update}. For clients of the channel {@code pipeline}.
 */
final class PipelineWords {
    private static final String PLOT = "P05";

    private PipelineWords() {}

    /** What an event is called there, which may be nothing or several things. */
    static List<byte[]> of(Published published) {
        Instant time = published.time();
        return switch (published.event()) {
            case JobEvent.Updated updated when updated.change().equals("created") -> List.of(created(updated, time));
            case JobEvent.StateChanged change
            when change.to().ended() -> List.of(stageEnd(change, time), completed(change, time));
            case JobEvent.PhaseChanged phase -> phase(phase, time);
            case JobEvent.Progress progress -> progress(progress, time);
            case DeviceEvent.StatusChanged status -> List.of(signals(status, time));
            default -> List.of();
        };
    }

    private static byte[] created(JobEvent.Updated job, Instant time) {
        return Frames.message("job_created", time, out -> {
            out.writeStringField("job_id", job.jobId());
            out.writeStringField("name", job.name());
            out.writeStringField("status", job.status().name().toLowerCase(Locale.ROOT));
            out.writeNumberField("priority", job.priority());
        });
    }

    private static byte[] completed(JobEvent.StateChanged job, Instant time) {
        return Frames.message("job_completed", time, out -> {
            out.writeStringField("job_id", job.jobId());
            out.writeStringField("name", job.name());
            out.writeStringField("status", job.to().name().toLowerCase(Locale.ROOT));
            out.writeStringField("reason", job.reason());
        });
    }

    private static byte[] stageEnd(JobEvent.StateChanged job, Instant time) {
        boolean failed = job.to() == plotty.job.JobStatus.FAILED;
        return Frames.message("stage_progress", time, out -> {
            out.writeStringField("job_id", job.jobId());
            out.writeStringField("stage", "end");
            out.writeStringField("status", job.to().name().toLowerCase(Locale.ROOT));
            if (job.to() == plotty.job.JobStatus.COMPLETED) {
                share(out, 1);
            }
            out.writeNumberField("eta_seconds", 0);
            OptionalFields.text(out, "error", failed ? Optional.of(job.reason()) : Optional.empty());
        });
    }

    private static List<byte[]> phase(JobEvent.PhaseChanged phase, Instant time) {
        boolean over = phase.status() == Job.PhaseStatus.COMPLETED || phase.status() == Job.PhaseStatus.SKIPPED;
        List<byte[]> messages = new ArrayList<>();
        messages.add(Frames.message("pipeline_progress", time, out -> {
            out.writeStringField("job_id", phase.jobId());
            out.writeStringField("phase", phase.phaseId());
            out.writeStringField("name", phase.phase());
            out.writeStringField("status", phase.status().name());
            out.writeNumberField("progress", over ? 100 : 0);
            if (phase.duration().isPresent()) {
                out.writeNumberField("execution_time_ms", phase.duration().get().toMillis());
            }
            OptionalFields.text(out, "error", phase.error());
        }));
        messages.add(Frames.message("stage_progress", time, out -> {
            out.writeStringField("job_id", phase.jobId());
            out.writeStringField("stage", phase.phase());
            out.writeStringField("status", phase.status().name().toLowerCase(Locale.ROOT));
            share(out, over ? 1 : 0);
            out.writeNullField("eta_seconds");
            OptionalFields.text(out, "error", phase.error());
        }));
        return messages;
    }

    private static List<byte[]> progress(JobEvent.Progress progress, Instant time) {
        Job.JobMetrics metrics = progress.metrics();
        return List.of(
                Frames.message("pipeline_progress", time, out -> {
                    out.writeStringField("job_id", progress.jobId());
                    out.writeStringField("phase", PLOT);
                    out.writeStringField("name", "plot");
                    out.writeStringField("status", Job.PhaseStatus.RUNNING.name());
                    out.writeNumberField("progress", Math.round(metrics.progress() * 100_000) / 1000.0);
                }),
                Frames.message("stage_progress", time, out -> {
                    out.writeStringField("job_id", progress.jobId());
                    out.writeStringField("stage", "plot");
                    out.writeStringField("status", "running");
                    share(out, metrics.progress());
                    out.writeNumberField("current_layer", metrics.currentLayer());
                    out.writeNumberField("total_layers", metrics.totalLayers());
                    out.writeNumberField("eta_seconds", metrics.remaining().toSeconds());
                    out.writeNullField("error");
                }));
    }

    private static byte[] signals(DeviceEvent.StatusChanged status, Instant time) {
        return Frames.message("sisas_metrics_update", time, out -> {
            out.writeArrayFieldStart("signals");
            Signals.write(out, status.report().state(), status.report().jobId(), time);
            out.writeEndArray();
        });
    }

    private static void share(JsonGenerator out, double progress) throws IOException {
        out.writeNumberField("progress", Math.round(progress * 100_000) / 100_000.0);
        out.writeNumberField("progress_percentage", Math.round(progress * 100_000) / 1000.0);
    }
}
