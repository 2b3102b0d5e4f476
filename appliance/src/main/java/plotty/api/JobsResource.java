package plotty.api;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import plotty.access.Role;
import plotty.http.Problem;
import plotty.http.Request;
import plotty.http.Response;
import plotty.http.Router;
import plotty.job.Job;
import plotty.job.JobStatus;
import plotty.job.Jobs;

/** The jobs over HTTP: upload, list, preview, control, change, delete. A job is named by its id or its unique name. */
public final class JobsResource {
    private static final String JOB = "/api/v1/jobs/{id}";
    private static final int LIMIT_DEFAULT = 100;
    private static final int LIMIT_MAX = 1000;

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
        Job job = jobs.receive(
                request.upload().file(), Permits.options(request.principal(), UploadOptions.of(request)));
        return answer(201, job).with("Location", "/api/v1/jobs/" + job.id());
    }

    private Response list(Request request) {
        QueryOptions.only(request, List.of("limit", "status"));
        int limit = request.query("limit").map(JobsResource::limit).orElse(LIMIT_DEFAULT);
        Set<JobStatus> statuses =
                request.query("status").map(JobWords::statuses).orElse(EnumSet.allOf(JobStatus.class));
        List<Job> found = jobs.list(statuses, limit).stream().filter(job -> Permits.sees(request.principal(), job)).toList();
        return Response.json(200, out -> writeList(out, found));
    }

    private static void writeList(JsonGenerator out, List<Job> found) throws IOException {
        out.writeStartObject();
        out.writeArrayFieldStart("jobs");
        for (Job job : found) {
            JobJson.write(out, job);
        }
        out.writeEndArray();
        out.writeEndObject();
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
        Job job = jobs.again(Permits.copyOf(request.principal(), jobs, request.variable("id")));
        return answer(201, job).with("Location", "/api/v1/jobs/" + job.id());
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

    private static Response answer(int status, Job job) {
        return Response.json(status, out -> JobJson.write(out, job));
    }

    private static int limit(String digits) {
        if (!digits.matches("[0-9]{1,4}") || Integer.parseInt(digits) < 1 || Integer.parseInt(digits) > LIMIT_MAX) {
            throw new BadInputException("Query parameter 'limit' must be a whole number from 1 to " + LIMIT_MAX
                    + ", not '" + digits + "'.");
        }
        return Integer.parseInt(digits);
    }
}
