package plotty.api;

import java.util.List;
import java.util.function.Supplier;
import plotty.access.Role;
import plotty.http.Response;
import plotty.http.Router;

/**
 * The health checks, for anyone: {@code live} answers as long as the process serves at all; {@code ready} looks whether jobs
 * can be taken in. A plotter that is unplugged is told but does not make the appliance unready: drawings are still taken.
 */
public final class HealthResource {

    /** How a check came out. */
    public enum Outcome {
        PASS,
        /** Something needs a person, but jobs are taken in. */
        WARN,
        FAIL
    }

    /**
     * What a check found.
     *
     * @param name what was looked at
     * @param outcome how it stands
     * @param message a sentence; empty if all is well
     */
    public record Finding(String name, Outcome outcome, String message) {}

    private final Supplier<List<Finding>> checks;

    /**
     * The resource.
     *
     * @param checks looks at everything, on the request's thread; may take up to a second
     */
    public HealthResource(Supplier<List<Finding>> checks) {
        this.checks = checks;
    }

    /** Adds the routes. */
    public void routes(Router router) {
        router.route(
                "GET",
                "/health/live",
                Role.NONE,
                _ -> Response.json(200, out -> {
                    out.writeStartObject();
                    out.writeStringField("status", "live");
                    out.writeEndObject();
                }));
        router.route("GET", "/health/ready", Role.NONE, _ -> ready());
    }

    private Response ready() {
        List<Finding> findings = checks.get();
        boolean ready = findings.stream().noneMatch(finding -> finding.outcome() == Outcome.FAIL);
        return Response.json(ready ? 200 : 503, out -> {
            out.writeStartObject();
            out.writeStringField("status", ready ? "ready" : "unready");
            out.writeArrayFieldStart("checks");
            for (Finding finding : findings) {
                out.writeStartObject();
                out.writeStringField("name", finding.name());
                out.writeStringField("outcome", JobJson.lower(finding.outcome()));
                out.writeStringField("message", finding.message());
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeEndObject();
        });
    }
}
