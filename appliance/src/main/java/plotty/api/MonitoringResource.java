package plotty.api;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import plotty.access.Role;
import plotty.event.EventLog;
import plotty.http.Handler;
import plotty.http.Problem;
import plotty.http.Request;
import plotty.http.Response;
import plotty.http.Router;
import plotty.job.Job;
import plotty.job.Job.Phase;
import plotty.job.Job.PhaseStatus;
import plotty.job.JobStatus;
import plotty.job.Jobs;

/** The jobs seen as pipelines of phases, over HTTP. Nothing can be changed here. */
public final class MonitoringResource {
    private static final String MONITORING = "/api/v1/monitoring";
    private static final String JOB = MONITORING + "/jobs/{job_id}";
    private static final String PHASE = JOB + "/phases/{phase_id}";

    private final Jobs jobs;
    private final EventLog events;
    private final InstantSource clock;

    public MonitoringResource(Jobs jobs, EventLog events, InstantSource clock) {
        this.jobs = jobs;
        this.events = events;
        this.clock = clock;
    }

    /** Writes what is asked for of a job, as fields of an open object. */
    @FunctionalInterface
    private interface Part {
        void write(JsonGenerator out, Job job, Request request) throws IOException;
    }

    /** Adds the routes. */
    public void routes(Router router) {
        part(router, JOB + "/snapshot", List.of(), (out, job, _) -> MonitoringJson.snapshot(out, job));
        part(router, JOB + "/progress", List.of(), (out, job, _) -> MonitoringJson.progress(out, job));
        part(router, JOB + "/phases", List.of("status"), MonitoringResource::phases);
        part(
                router,
                PHASE,
                List.of(),
                (out, job, request) -> MonitoringJson.phaseFields(out, phase(job, request.variable("phase_id"))));
        part(router, PHASE + "/sub-phases", List.of(), MonitoringResource::subPhases);
        part(
                router,
                JOB + "/errors",
                List.of("phase_id"),
                (out, job, request) -> sentences(out, job, request, "errors", Phase::errors));
        part(
                router,
                JOB + "/warnings",
                List.of("phase_id"),
                (out, job, request) -> sentences(out, job, request, "warnings", Phase::warnings));
        part(router, JOB + "/artifacts", List.of("phase_id"), MonitoringResource::artifacts);
        get(router, MONITORING + "/summary", List.of(), this::summary);
        get(
                router,
                MONITORING + "/export/{job_id}",
                List.of(),
                request -> new JobExport(job(request), events, clock.instant()).response());
    }

    private void part(Router router, String pattern, List<String> options, Part part) {
        get(router, pattern, options, request -> {
            Job job = job(request);
            return Response.json(200, out -> {
                out.writeStartObject();
                part.write(out, job, request);
                out.writeEndObject();
            });
        });
    }

    private static void get(Router router, String pattern, List<String> options, Handler handler) {
        router.route("GET", pattern, Role.VIEWER, Refusals.answered(request -> {
            QueryOptions.only(request, options);
            return handler.handle(request);
        }));
    }

    private static void phases(JsonGenerator out, Job job, Request request) throws IOException {
        Set<PhaseStatus> statuses =
                request.query("status").map(JobWords::phaseStatuses).orElse(EnumSet.allOf(PhaseStatus.class));
        List<Phase> chosen = job.phases().stream()
                .filter(phase -> statuses.contains(phase.status()))
                .toList();
        out.writeStringField("job_id", job.id());
        MonitoringJson.phases(out, chosen);
        out.writeNumberField("total", chosen.size());
    }

    private static void subPhases(JsonGenerator out, Job job, Request request) throws IOException {
        Phase phase = phase(job, request.variable("phase_id"));
        out.writeStringField("job_id", job.id());
        out.writeStringField("phase_id", phase.id());
        MonitoringJson.subPhases(out, phase);
    }

    private static void sentences(
            JsonGenerator out, Job job, Request request, String field, Function<Phase, List<String>> sentences)
            throws IOException {
        List<Phase> chosen = chosen(job, request);
        out.writeStringField("job_id", job.id());
        out.writeArrayFieldStart(field);
        for (Phase phase : chosen) {
            MonitoringJson.sentences(out, phase, sentences.apply(phase), true);
        }
        out.writeEndArray();
        out.writeNumberField(
                "total",
                chosen.stream().mapToInt(phase -> sentences.apply(phase).size()).sum());
    }

    private static void artifacts(JsonGenerator out, Job job, Request request) throws IOException {
        List<Phase> chosen = chosen(job, request);
        out.writeStringField("job_id", job.id());
        out.writeObjectFieldStart("artifacts_by_phase");
        for (Phase phase : chosen) {
            if (!phase.artifacts().isEmpty()) {
                out.writeObjectFieldStart(phase.id());
                out.writeStringField("phase_name", phase.name());
                MonitoringJson.artifacts(out, "artifacts", phase);
                out.writeNumberField("count", phase.artifacts().size());
                out.writeEndObject();
            }
        }
        out.writeEndObject();
        out.writeNumberField(
                "total_artifacts",
                chosen.stream().mapToInt(phase -> phase.artifacts().size()).sum());
    }

    private Response summary(Request request) {
        List<Job> kept = jobs.list(Integer.MAX_VALUE).stream()
                .filter(job -> Permits.sees(request.principal(), job))
                .toList();
        Map<JobStatus, Long> counts = kept.stream().collect(Collectors.groupingBy(Job::status, Collectors.counting()));
        return Response.json(200, out -> {
            out.writeStartObject();
            OptionalFields.time(out, "timestamp", Optional.of(clock.instant()));
            out.writeNumberField(
                    "active_jobs",
                    counts.getOrDefault(JobStatus.RUNNING, 0L) + counts.getOrDefault(JobStatus.PAUSED, 0L));
            out.writeNumberField("completed_jobs", counts.getOrDefault(JobStatus.COMPLETED, 0L));
            out.writeNumberField("total_jobs", kept.size());
            out.writeObjectFieldStart("jobs_by_status");
            for (JobStatus status : JobStatus.values()) {
                out.writeNumberField(JobJson.lower(status), counts.getOrDefault(status, 0L));
            }
            out.writeEndObject();
            out.writeObjectFieldStart("phase_statistics");
            for (PhaseFigures figures : PhaseFigures.of(kept)) {
                figures.write(out);
            }
            out.writeEndObject();
            out.writeEndObject();
        });
    }

    private Job job(Request request) {
        String idOrName = request.variable("job_id");
        return jobs.find(idOrName)
                .map(job -> Permits.job(request.principal(), job))
                .orElseThrow(() -> new Problem(404, "Not found", "There is no job '" + idOrName + "'."));
    }

    /** The phase that is asked for, or all of them. */
    private static List<Phase> chosen(Job job, Request request) {
        return request.query("phase_id").map(id -> List.of(phase(job, id))).orElse(job.phases());
    }

    private static Phase phase(Job job, String id) {
        return job.phases().stream()
                .filter(phase -> phase.id().equals(id.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new Problem(
                        404,
                        "Not found",
                        "There is no phase '" + id + "'; there are "
                                + job.phases().stream().map(Phase::id).collect(Collectors.joining(", ")) + "."));
    }
}
