package plotty.api;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import plotty.job.Job;

/** How long one phase took in the jobs that are kept. */
final class PhaseFigures {
    private final String phase;
    private int executions;
    private long millis;
    private Optional<Instant> last = Optional.empty();

    private PhaseFigures(String phase) {
        this.phase = phase;
    }

    /** Those of each phase that some of these jobs have completed, in the order of the phases. */
    static List<PhaseFigures> of(List<Job> jobs) {
        Map<String, PhaseFigures> figures = new TreeMap<>();
        for (Job job : jobs) {
            for (Job.Phase phase : job.phases()) {
                if (phase.status() == Job.PhaseStatus.COMPLETED
                        && phase.startedAt().isPresent()
                        && phase.endedAt().isPresent()) {
                    figures.computeIfAbsent(phase.id(), PhaseFigures::new)
                            .add(phase.startedAt().get(), phase.endedAt().get());
                }
            }
        }
        return List.copyOf(figures.values());
    }

    private void add(Instant from, Instant to) {
        executions++;
        millis += Duration.between(from, to).toMillis();
        last = last.filter(to::isBefore).or(() -> Optional.of(to));
    }

    /** Writes them as a field named by the phase. */
    void write(JsonGenerator out) throws IOException {
        out.writeObjectFieldStart(phase);
        out.writeNumberField("executions", executions);
        out.writeNumberField("avg_time_ms", Math.round(10.0 * millis / executions) / 10.0);
        OptionalFields.time(out, "last_execution", last);
        out.writeEndObject();
    }
}
