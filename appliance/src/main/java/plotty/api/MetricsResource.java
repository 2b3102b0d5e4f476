package plotty.api;

import java.time.temporal.ChronoUnit;
import plotty.access.Role;
import plotty.event.Published;
import plotty.http.Problem;
import plotty.http.Response;
import plotty.http.Router;
import plotty.metrics.Sampler;

/** How the machine is doing, over HTTP: what the live stream tells as {@code system_metrics}. */
public final class MetricsResource {
    private final Sampler sampler;

    public MetricsResource(Sampler sampler) {
        this.sampler = sampler;
    }

    /** Adds the route. */
    public void routes(Router router) {
        router.route("GET", "/api/v1/metrics", Role.VIEWER, _ -> latest());
    }

    private Response latest() {
        Published latest = sampler.latest()
                .orElseThrow(() -> new Problem(
                        503, "Too early", "The machine has not been looked at yet. Try again in a few seconds."));
        return Response.json(200, out -> {
            out.writeStartObject();
            out.writeStringField("type", latest.event().type());
            out.writeStringField(
                    "timestamp", latest.time().truncatedTo(ChronoUnit.MILLIS).toString());
            latest.event().writeFields(out);
            out.writeEndObject();
        });
    }
}
