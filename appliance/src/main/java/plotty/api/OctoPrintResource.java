package plotty.api;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import plotty.access.Principal;
import plotty.access.Role;
import plotty.http.Problem;
import plotty.http.Request;
import plotty.http.Response;
import plotty.http.Router;
import plotty.job.Job;
import plotty.job.JobAction;
import plotty.job.JobFilter;
import plotty.job.JobStatus;
import plotty.job.Jobs;
import plotty.plotter.PlotterState;
import plotty.plotter.Roster;
import plotty.plotter.WatchedPlotter;

/**
 * As much of OctoPrint's API as slicers and their like use (docs.octoprint.org: version, files, job and printer
 * operations), so that they can send drawings here: a file there is a job here. With several plotters it speaks of the
 * first job that was begun.
 */
public final class OctoPrintResource {
    private static final int FILES_SHOWN = 100;

    private final Jobs jobs;
    private final Roster plotters;
    private final String version;
    private final long maxUploadBytes;

    /**
     * The resource.
     *
     * @param version of this service
     * @param maxUploadBytes size of a drawing from which on it is refused
     */
    public OctoPrintResource(Jobs jobs, Roster plotters, String version, long maxUploadBytes) {
        this.jobs = jobs;
        this.plotters = plotters;
        this.version = version;
        this.maxUploadBytes = maxUploadBytes;
    }

    /** Adds the routes. */
    public void routes(Router router) {
        router.route("GET", "/api/version", Role.VIEWER, _ -> version());
        router.route("GET", "/api/server", Role.VIEWER, _ -> server());
        router.route("POST", "/api/login", Role.VIEWER, Refusals.answered(OctoPrintResource::login));
        router.route("GET", "/api/printer", Role.VIEWER, Refusals.answered(this::printer));
        router.route("GET", "/api/job", Role.VIEWER, Refusals.answered(this::job));
        router.route("POST", "/api/job", Role.OPERATOR, Refusals.answered(this::command));
        router.route("GET", "/api/files", Role.VIEWER, Refusals.answered(this::files));
        router.route("GET", "/api/files/local", Role.VIEWER, Refusals.answered(this::files));
        router.upload("/api/files/local", Role.OPERATOR, maxUploadBytes, Refusals.answered(this::upload));
        router.route("GET", "/api/files/local/{name}", Role.VIEWER, Refusals.answered(this::file));
        router.route("POST", "/api/files/local/{name}", Role.OPERATOR, Refusals.answered(this::select));
    }

    /** Clients look whether the text begins with OctoPrint, and some whether the version is a high one. */
    private Response version() {
        return Response.json(200, out -> {
            out.writeStartObject();
            out.writeStringField("api", "0.1");
            out.writeStringField("server", "1.10.0");
            out.writeStringField("text", "OctoPrint (ploTTY appliance " + version + ")");
            out.writeEndObject();
        });
    }

    private static Response server() {
        return Response.json(200, out -> {
            out.writeStartObject();
            out.writeStringField("version", "1.10.0");
            out.writeNullField("safemode");
            out.writeEndObject();
        });
    }

    /** Says who the credentials are; a login with a password is ours only. */
    private static Response login(Request request) {
        JsonFields fields = MediaTypes.json(request);
        if (!fields.optionalBoolean("passive").orElse(false)) {
            throw new Problem(
                    403, "Not permitted", "Log in with an API key in the header X-Api-Key, or at /api/v1/session.");
        }
        Principal who = request.principal();
        return Response.json(200, out -> {
            out.writeStartObject();
            out.writeStringField("name", who.id());
            out.writeBooleanField("active", true);
            out.writeBooleanField("user", who.role().covers(Role.OPERATOR));
            out.writeBooleanField("admin", who.role().covers(Role.ADMIN));
            out.writeNullField("apikey");
            out.writeArrayFieldStart("permissions");
            out.writeEndArray();
            out.writeEndObject();
        });
    }

    private Response printer(Request request) {
        OctoPrintState state = state(request);
        if (!state.operational()) {
            throw new Problem(409, "Conflict", "Printer is not operational: no plotter is connected.");
        }
        return Response.json(200, out -> {
            out.writeStartObject();
            out.writeObjectFieldStart("temperature");
            out.writeEndObject();
            out.writeObjectFieldStart("sd");
            out.writeBooleanField("ready", false);
            out.writeEndObject();
            out.writeFieldName("state");
            state.write(out);
            out.writeEndObject();
        });
    }

    private Response job(Request request) {
        OctoPrintState state = state(request);
        return Response.json(200, out -> OctoPrintJson.job(out, state));
    }

    private Response command(Request request) {
        JsonFields fields = MediaTypes.json(request).only("command", "action");
        OctoPrintOrder order = OctoPrintOrder.of(fields);
        Optional<Job> begun = begun(request);
        Job target = order == OctoPrintOrder.START
                ? first(request, job -> job.status() == JobStatus.QUEUED).orElseThrow(OctoPrintResource::nothingToDo)
                : begun.orElseThrow(OctoPrintResource::nothingToDo);
        if (order == OctoPrintOrder.START && begun.isPresent()) {
            throw new Problem(
                    409,
                    "Conflict",
                    "A job is being drawn already: '" + begun.get().name() + "'.");
        }
        order.action(target.status())
                .ifPresent(action -> jobs.control(target.id(), action, Jobs.UncertainChoice.REDRAW));
        return Response.empty(204);
    }

    private static Problem nothingToDo() {
        return new Problem(409, "Conflict", "There is no job for this command.");
    }

    private Response upload(Request request) {
        OctoPrintUpload upload = OctoPrintUpload.of(request);
        boolean prints = upload.print() && state(request).operational();
        Job job = jobs.receive(
                        request.upload().file(), upload.options(), IdempotencyKey.ofUpload(request, upload.options()))
                .job();
        String base = base(request);
        return Response.json(201, out -> {
                    out.writeStartObject();
                    out.writeObjectFieldStart("files");
                    out.writeFieldName("local");
                    OctoPrintJson.file(out, job, base);
                    out.writeEndObject();
                    out.writeBooleanField("done", true);
                    out.writeBooleanField("effectiveSelect", prints);
                    out.writeBooleanField("effectivePrint", prints);
                    out.writeEndObject();
                })
                .with("Location", OctoPrintJson.resource(base, job));
    }

    private Response files(Request request) {
        String base = base(request);
        JobFilter mine = JobFilter.ofDevices(request.principal().devices());
        List<Job> shown = jobs.page(mine, Optional.empty(), FILES_SHOWN).jobs();
        return Response.json(200, out -> {
            out.writeStartObject();
            out.writeArrayFieldStart("files");
            for (Job job : shown) {
                OctoPrintJson.file(out, job, base);
            }
            out.writeEndArray();
            out.writeEndObject();
        });
    }

    private Response file(Request request) {
        Job job = named(request);
        return Response.json(200, out -> OctoPrintJson.file(out, job, base(request)));
    }

    private Response select(Request request) {
        JsonFields fields = MediaTypes.json(request).only("command", "print");
        if (!fields.text("command").equals("select")) {
            throw new BadInputException("The command must be 'select', with 'print' true to have it drawn.");
        }
        Job job = named(request);
        if (fields.optionalBoolean("print").orElse(false)) {
            if (job.status().ended()) {
                throw new Problem(
                        409, "Conflict", "The job has ended. Draw it again with /api/v1/jobs/" + job.id() + "/again.");
            }
            jobs.control(job.id(), JobAction.START, Jobs.UncertainChoice.REDRAW);
        }
        return Response.empty(204);
    }

    private Job named(Request request) {
        String name = request.variable("name");
        return jobs.find(name)
                .or(() -> jobs.find(JobWords.nameOfFile(name)))
                .map(job -> Permits.job(request.principal(), job))
                .orElseThrow(() -> new Problem(404, "Not found", "There is no job '" + name + "'."));
    }

    private OctoPrintState state(Request request) {
        List<WatchedPlotter> mine = plotters.all().stream()
                .filter(plotter -> Permits.sees(request.principal(), plotter))
                .toList();
        boolean operational = mine.stream()
                .map(plotter -> plotter.state().connection())
                .anyMatch(connection ->
                        connection == PlotterState.Connection.CONNECTED || connection == PlotterState.Connection.BUSY);
        return new OctoPrintState(operational, begun(request));
    }

    private Optional<Job> begun(Request request) {
        return first(request, job -> job.status() == JobStatus.RUNNING || job.status() == JobStatus.PAUSED);
    }

    private Optional<Job> first(Request request, Predicate<Job> wanted) {
        return jobs.openJobs().stream()
                .filter(wanted)
                .filter(job -> Permits.sees(request.principal(), job))
                .findFirst();
    }

    /** Under which address the client sees us: it has been checked to be one of ours. */
    private static String base(Request request) {
        return (request.secure() ? "https://" : "http://")
                + request.header("host").orElse("localhost");
    }
}
