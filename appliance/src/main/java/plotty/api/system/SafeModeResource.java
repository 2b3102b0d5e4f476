package plotty.api.system;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import plotty.access.Role;
import plotty.api.OptionalFields;
import plotty.api.QueryOptions;
import plotty.api.Refusals;
import plotty.http.Problem;
import plotty.http.Request;
import plotty.http.Response;
import plotty.http.Router;

/** Whether the service keeps its hands off the plotters, and the way out of that. */
public final class SafeModeResource {
    private static final String PATH = "/api/v1/system/safe-mode";

    private final Caution caution;

    /**
     * Why it does so.
     *
     * @param reason a sentence or two, with what to do
     * @param since when the service was started so
     * @param readingOnly whether nothing can be written, so that only a restart ends it
     */
    public record Why(String reason, Instant since, boolean readingOnly) {}

    /** What knows whether the service is in safe mode. Any thread. */
    public interface Caution {
        /** Why it is on; empty while it is off. */
        Optional<Why> why();

        /**
         * Ends it: starts what was not started, which may take a moment.
         *
         * @param by who says so
         * @return false if it was off, or if only a restart ends it
         */
        boolean leave(String by);
    }

    public SafeModeResource(Caution caution) {
        this.caution = caution;
    }

    /** Adds the routes. */
    public void routes(Router router) {
        router.route("GET", PATH, Role.VIEWER, Refusals.answered(this::show));
        router.route("POST", PATH + "/leave", Role.ADMIN, Refusals.answered(this::leave));
    }

    private Response show(Request request) {
        QueryOptions.only(request, List.of());
        return answer();
    }

    private Response leave(Request request) {
        QueryOptions.only(request, List.of());
        if (!caution.leave(request.principal().id())) {
            throw new Problem(
                    409,
                    "Conflict",
                    caution.why()
                            .map(why -> "Safe mode cannot be ended now. " + why.reason())
                            .orElse("The service is not in safe mode."));
        }
        return answer();
    }

    private Response answer() {
        Optional<Why> why = caution.why();
        return Response.json(200, out -> {
            out.writeStartObject();
            out.writeBooleanField("safe_mode", why.isPresent());
            out.writeBooleanField(
                    "reading_only", why.filter(Why::readingOnly).isPresent());
            OptionalFields.text(out, "reason", why.map(Why::reason));
            OptionalFields.time(out, "since", why.map(Why::since));
            out.writeEndObject();
        });
    }
}
