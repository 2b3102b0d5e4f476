package plotty.api;

import java.util.Locale;
import java.util.Map;
import plotty.access.Role;
import plotty.http.Problem;
import plotty.http.Request;
import plotty.http.Response;
import plotty.http.Router;
import plotty.job.Job;
import plotty.job.JobAction;
import plotty.job.JobPage;
import plotty.job.JobStatus;
import plotty.job.Jobs;

/**
 * {@code /api/rmos/stores/joblogs}: the jobs under the address that clients of RMOS know. A job's status is what its plotter
 * makes of it, so that a {@code PUT} of one is an order, and one that no order leads to is refused.
 */
public final class JobLogsResource {
    private static final String STORE = "/api/rmos/stores/joblogs";

    private final Jobs jobs;

    public JobLogsResource(Jobs jobs) {
        this.jobs = jobs;
    }

    /** Adds the routes. */
    public void routes(Router router) {
        router.route("GET", STORE, Role.VIEWER, Refusals.answered(this::list));
        router.route("POST", STORE, Role.OPERATOR, _ -> refused());
        router.route("GET", STORE + "/{id}", Role.VIEWER, Refusals.answered(this::one));
        router.route("PUT", STORE + "/{id}", Role.OPERATOR, Refusals.answered(this::put));
    }

    private Response list(Request request) {
        JobPage page = JobQuery.page(request, jobs);
        return Response.json(200, out -> {
            out.writeStartObject();
            out.writeArrayFieldStart("joblogs");
            for (Job job : page.jobs()) {
                JobJson.write(out, job);
            }
            out.writeEndArray();
            JobQuery.nextCursor(out, page);
            out.writeEndObject();
        });
    }

    private Response one(Request request) {
        return answer(find(request));
    }

    private static Response refused() {
        throw new Problem(
                405,
                "Method not allowed",
                "A job comes of a drawing: send it to /api/v1/jobs, as body or as field 'file' of a form.",
                Map.of("Allow", "GET, HEAD, OPTIONS"));
    }

    private Response put(Request request) {
        Job job = find(request);
        JobStatus wanted = JobWords.status(MediaTypes.json(request).text("status"));
        if (wanted == job.status()) {
            return answer(job);
        }
        return answer(jobs.control(job.id(), order(job, wanted), Jobs.UncertainChoice.REDRAW));
    }

    /** What makes a job of one status one of another. */
    private static JobAction order(Job job, JobStatus wanted) {
        return switch (wanted) {
            case RUNNING -> job.status() == JobStatus.QUEUED ? JobAction.START : JobAction.RESUME;
            case PAUSED -> JobAction.PAUSE;
            case CANCELLED -> JobAction.CANCEL;
            case QUEUED, COMPLETED, FAILED ->
                throw new Problem(
                        409,
                        "Conflict",
                        "A job becomes %s by being drawn, not by being told so. It can be made 'running', 'paused' or 'cancelled'."
                                .formatted(wanted.name().toLowerCase(Locale.ROOT)));
        };
    }

    private Job find(Request request) {
        String idOrName = request.variable("id");
        return jobs.find(idOrName)
                .map(job -> Permits.job(request.principal(), job))
                .orElseThrow(() -> new Problem(404, "Not found", "There is no job '" + idOrName + "'."));
    }

    private static Response answer(Job job) {
        return Response.json(200, out -> JobJson.write(out, job));
    }
}
