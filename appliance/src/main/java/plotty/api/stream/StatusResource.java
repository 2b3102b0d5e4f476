package plotty.api.stream;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;
import plotty.access.Role;
import plotty.http.Response;
import plotty.http.Router;

/** How the appliance as a whole stands, over HTTP: what the live stream tells as {@code system_status}. */
public final class StatusResource {
    private final Supplier<SystemStatus> status;
    private final InstantSource clock;

    /**
     * The resource.
     *
     * @param status looks at everything, on the request's thread
     */
    public StatusResource(Supplier<SystemStatus> status, InstantSource clock) {
        this.status = status;
        this.clock = clock;
    }

    /** Adds the route. */
    public void routes(Router router) {
        router.route("GET", "/api/v1/status", Role.VIEWER, _ -> present());
    }

    private Response present() {
        SystemStatus now = status.get();
        return Response.json(200, out -> {
            out.writeStartObject();
            out.writeStringField("type", now.type());
            out.writeStringField(
                    "timestamp", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
            now.writeFields(out);
            out.writeEndObject();
        });
    }
}
