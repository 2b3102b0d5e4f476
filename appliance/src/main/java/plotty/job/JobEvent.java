package plotty.job;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import plotty.event.Channel;
import plotty.event.Event;
import plotty.job.Job.JobLayer;
import plotty.job.Job.JobMetrics;
import plotty.job.Job.Phase;
import plotty.job.Job.SubPhase;

/** What happens to jobs. The key is the job's id. */
public sealed interface JobEvent extends Event {

    /** Id of the job. */
    String jobId();

    @Override
    default String key() {
        return jobId();
    }

    /**
     * A job went from one status to another. Durable.
     *
     * @param reason for people
     * @param pen name of the layer that is drawn first, now, or next if its pen is waited for; empty before it is known
     * @param paper as the sender named it; empty for the drawing's own page
     * @param device id of the plotter that it is assigned to, else of the one that it was sent for
     */
    record StateChanged(
            String jobId,
            String name,
            JobStatus from,
            JobStatus to,
            String reason,
            List<PauseCause> causes,
            String pen,
            String paper,
            Optional<String> device,
            OptionalDouble estimateS)
            implements JobEvent {

        public StateChanged {
            causes = List.copyOf(causes);
        }

        static StateChanged of(Job job, JobStatus from, String reason) {
            String pen = job.layers().stream()
                    .filter(layer -> layer.plotted() && layer.strokes() > 0)
                    .skip(Math.max(0, job.metrics().currentLayer() - 1))
                    .map(JobLayer::name)
                    .findFirst()
                    .orElse("");
            return new StateChanged(
                    job.id(),
                    job.name(),
                    from,
                    job.status(),
                    reason,
                    job.causes().stream().sorted().toList(),
                    pen,
                    job.options().paper().orElse(""),
                    job.device().or(() -> job.options().device()),
                    job.estimateS());
        }

        @Override
        public Optional<String> plotterId() {
            return device;
        }

        @Override
        public String type() {
            return "job_state_change";
        }

        @Override
        public Channel channel() {
            return Channel.JOBS;
        }

        @Override
        public boolean durable() {
            return true;
        }

        @Override
        public void writeFields(JsonGenerator out) throws IOException {
            out.writeStringField("job_id", jobId);
            out.writeStringField("from_state", from.name());
            out.writeStringField("to_state", to.name());
            out.writeStringField("reason", reason);
            out.writeObjectFieldStart("metadata");
            out.writeStringField("name", name);
            out.writeStringField("pen", pen);
            out.writeStringField("paper", paper);
            JobFields.seconds(out, "estimated_time", estimateS);
            JobFields.text(out, "device", device);
            JobFields.causes(out, causes);
            out.writeEndObject();
        }
    }

    /**
     * Something about a job changed, but not its status.
     *
     * @param change {@code created}, {@code edited}, {@code planned}, {@code waiting}, {@code causes}, {@code skipped},
     *     {@code proven}, {@code deleted}: durable; {@code progress}: fast
     * @param reason for people; empty if the change says all
     */
    record Updated(
            String jobId,
            String name,
            JobStatus status,
            String change,
            String reason,
            int priority,
            List<PauseCause> causes,
            Optional<String> device,
            OptionalDouble estimateS,
            JobMetrics metrics)
            implements JobEvent {
        private static final String PROGRESS = "progress";

        public Updated {
            causes = List.copyOf(causes);
        }

        static Updated of(Job job, String change, String reason) {
            return new Updated(
                    job.id(),
                    job.name(),
                    job.status(),
                    change,
                    reason,
                    job.options().priority(),
                    job.causes().stream().sorted().toList(),
                    job.device().or(() -> job.options().device()),
                    job.estimateS(),
                    job.metrics());
        }

        static Updated progress(Job job) {
            return of(job, PROGRESS, "");
        }

        @Override
        public Optional<String> plotterId() {
            return device;
        }

        @Override
        public String type() {
            return "job_update";
        }

        @Override
        public Channel channel() {
            return Channel.JOBS;
        }

        @Override
        public boolean durable() {
            return !change.equals(PROGRESS);
        }

        @Override
        public void writeFields(JsonGenerator out) throws IOException {
            out.writeStringField("job_id", jobId);
            out.writeStringField("name", name);
            out.writeStringField("status", status.name().toLowerCase(Locale.ROOT));
            out.writeStringField("change", change);
            out.writeStringField("reason", reason);
            out.writeNumberField("priority", priority);
            JobFields.causes(out, causes);
            JobFields.text(out, "device", device);
            JobFields.seconds(out, "estimate_seconds", estimateS);
            out.writeFieldName("metrics");
            JobFields.metrics(out, metrics, estimateS.isPresent());
        }
    }

    /**
     * How far a job is, at most ten times a second. Fast.
     *
     * @param device id of the plotter that draws it
     */
    record Progress(String jobId, JobMetrics metrics, Optional<String> device) implements JobEvent {

        /** On no plotter that is known. */
        public Progress(String jobId, JobMetrics metrics) {
            this(jobId, metrics, Optional.empty());
        }

        @Override
        public Optional<String> plotterId() {
            return device;
        }

        @Override
        public String type() {
            return "job_progress";
        }

        @Override
        public Channel channel() {
            return Channel.JOBS;
        }

        @Override
        public boolean durable() {
            return false;
        }

        @Override
        public void writeFields(JsonGenerator out) throws IOException {
            long remainingS = Math.round(metrics.remaining().toMillis() / 1000.0);
            out.writeStringField("job_id", jobId);
            out.writeNumberField("progress", JobFields.rounded(metrics.progress(), 5));
            out.writeNumberField("progress_percentage", JobFields.rounded(100 * metrics.progress(), 3));
            out.writeNumberField("current_layer", metrics.currentLayer());
            out.writeNumberField("total_layers", metrics.totalLayers());
            out.writeNumberField("points_plotted", metrics.pointsPlotted());
            out.writeNumberField("total_points", metrics.totalPoints());
            out.writeNumberField("estimated_remaining", remainingS);
            out.writeNumberField("eta_seconds", remainingS);
            JobFields.uncertainty(out, metrics);
            out.writeNumberField("pen_down_time_seconds", JobFields.seconds(metrics.penDownTime()));
            out.writeNumberField("total_time_seconds", JobFields.seconds(metrics.totalTime()));
            out.writeObjectFieldStart("metadata");
            out.writeNumberField("points_plotted", metrics.pointsPlotted());
            out.writeNumberField("total_points", metrics.totalPoints());
            out.writeEndObject();
        }
    }

    /**
     * A phase, or a layer within P05, began or ended. Durable.
     *
     * @param status as it stands now
     * @param duration between beginning and end, once ended
     * @param error why it failed
     * @param device id of the plotter that the job is on
     */
    record PhaseChanged(
            String jobId,
            String phaseId,
            String phase,
            Job.PhaseStatus status,
            Optional<Duration> duration,
            Optional<String> error,
            int warnings,
            Optional<String> device)
            implements JobEvent {

        /** Of a job on no plotter yet. */
        public PhaseChanged(
                String jobId,
                String phaseId,
                String phase,
                Job.PhaseStatus status,
                Optional<Duration> duration,
                Optional<String> error,
                int warnings) {
            this(jobId, phaseId, phase, status, duration, error, warnings, Optional.empty());
        }

        static PhaseChanged of(String jobId, Optional<String> device, Phase phase) {
            return new PhaseChanged(
                    jobId,
                    phase.id(),
                    phase.name(),
                    phase.status(),
                    between(phase.startedAt(), phase.endedAt()),
                    phase.errors().stream().findFirst(),
                    phase.warnings().size(),
                    device);
        }

        static PhaseChanged of(String jobId, Optional<String> device, SubPhase phase) {
            return new PhaseChanged(
                    jobId,
                    phase.id(),
                    phase.name(),
                    phase.status(),
                    between(phase.startedAt(), phase.endedAt()),
                    Optional.empty(),
                    0,
                    device);
        }

        private static Optional<Duration> between(Optional<Instant> startedAt, Optional<Instant> endedAt) {
            return startedAt.flatMap(start -> endedAt.map(end -> Duration.between(start, end)));
        }

        @Override
        public Optional<String> plotterId() {
            return device;
        }

        @Override
        public String type() {
            return "job_phase";
        }

        @Override
        public Channel channel() {
            return Channel.PIPELINE;
        }

        @Override
        public boolean durable() {
            return true;
        }

        @Override
        public void writeFields(JsonGenerator out) throws IOException {
            out.writeStringField("job_id", jobId);
            out.writeStringField("phase", phaseId);
            out.writeStringField("name", phase);
            out.writeStringField("status", status.name());
            if (duration.isPresent()) {
                out.writeNumberField("execution_time_ms", duration.get().toMillis());
            } else {
                out.writeNullField("execution_time_ms");
            }
            JobFields.text(out, "error", error);
            out.writeNumberField("warnings", warnings);
            JobFields.text(out, "device", device);
        }
    }
}
