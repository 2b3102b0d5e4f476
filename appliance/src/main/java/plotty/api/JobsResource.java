package plotty.api;

import java.nio.file.Path;
import plotty.access.Role;
import plotty.http.Problem;
import plotty.http.Request;
import plotty.http.Response;
import plotty.http.Router;
import plotty.job.Job;
import plotty.job.JobOptions;
import plotty.job.JobPage;
import plotty.job.Jobs;
import plotty.job.Received;

/** The jobs over HTTP: upload, list, preview, control, change, delete. A job is named by its id or its unique name. */
public final class JobsResource {
    private static final String JOB = "/api/v1/jobs/{id}";

    private final Jobs jobs;
    private final long maxUploadBytes;

    /**
     * The resource.
     *
     * @param maxUploadBytes size of a drawing from which on it is refused
     */
    public JobsResource(Jobs jobs, long maxUploadBytes) {
        this.jobs = jobs;
        this.maxUploadBytes = maxUploadBytes;
    }

    /** Adds the routes. */
    public void routes(Router router) {
        router.upload("/api/v1/jobs", Role.OPERATOR, maxUploadBytes, Refusals.answered(this::receive));
        router.route("GET", "/api/v1/jobs", Role.VIEWER, Refusals.answered(this::list));
        router.route("GET", JOB, Role.VIEWER, Refusals.answered(this::one));
        router.route("GET", JOB + "/preview.svg", Role.VIEWER, Refusals.answered(this::preview));
        router.route("POST", JOB + "/control", Role.OPERATOR, Refusals.answered(this::control));
        router.route("POST", JOB + "/again", Role.OPERATOR, Refusals.answered(this::again));
        router.route("PATCH", JOB, Role.OPERATOR, Refusals.answered(this::edit));
        router.route("DELETE", JOB, Role.OPERATOR, Refusals.answered(this::delete));
    }

    private Response receive(Request request) {
        JobOptions options = Permits.options(request.principal(), UploadOptions.of(request));
        return created(jobs.receive(request.upload().file(), options, IdempotencyKey.ofUpload(request, options)));
    }

    private Response list(Request request) {
        JobPage page = JobQuery.page(request, jobs);
        return Response.json(200, out -> {
            out.writeStartObject();
            out.writeArrayFieldStart("jobs");
            for (Job job : page.jobs()) {
                JobJson.write(out, job);
            }
            out.writeEndArray();
            JobQuery.nextCursor(out, page);
            out.writeEndObject();
        });
    }

    private Response one(Request request) {
        return answer(200, find(request));
    }

    private Response preview(Request request) {
        Job job = find(request);
        Path file = jobs.preview(job.id())
                .orElseThrow(() -> new Problem(
                        404,
                        "Not found",
                        "There is no preview of job '" + job.name() + "' yet: its drawing has not been read."));
        return Response.file(file, "image/svg+xml");
    }

    private Response control(Request request) {
        JsonFields fields = MediaTypes.json(request).only(JobOrder.FIELDS.toArray(String[]::new));
        return answer(200, JobOrder.of(fields).carryOut(jobs, permitted(request)));
    }

    private Response again(Request request) {
        String source = Permits.copyOf(request.principal(), jobs, request.variable("id"));
        return created(jobs.again(source, IdempotencyKey.of(request)));
    }

    private Response edit(Request request) {
        JsonFields fields = MediaTypes.json(request)
                .only("name", "priority", "position", "paper", "fit", "rotate", "layers", "device")
                .noNull();
        Jobs.Edit edit = new Jobs.Edit(
                fields.optionalText("name").map(JobWords::name),
                fields.optionalInt("priority", 1, 9),
                fields.optionalInt("position", 1, 100_000),
                fields.optionalText("paper"),
                fields.optionalText("fit").map(JobWords::fit),
                fields.optionalWord("rotate").map(JobWords::rotation),
                fields.optionalInts("layers", 1, 10_000),
                fields.optionalText("device"));
        return answer(200, jobs.edit(permitted(request), Permits.edit(request.principal(), edit)));
    }

    private Response delete(Request request) {
        jobs.delete(permitted(request));
        return Response.empty(204);
    }

    private String permitted(Request request) {
        return Permits.jobId(request.principal(), jobs, request.variable("id"));
    }

    private Job find(Request request) {
        String idOrName = request.variable("id");
        return jobs.find(idOrName)
                .map(job -> Permits.job(request.principal(), job))
                .orElseThrow(() -> new Problem(404, "Not found", "There is no job '" + idOrName + "'."));
    }

    /** A repeated request gets the same answer, with the job as it stands now. */
    private static Response created(Received received) {
        Response answer = answer(201, received.job())
                .with("Location", "/api/v1/jobs/" + received.job().id());
        return received.before() ? answer.with(IdempotencyKey.REPLAYED, "true") : answer;
    }

    private static Response answer(int status, Job job) {
        return Response.json(status, out -> JobJson.write(out, job));
    }
}
