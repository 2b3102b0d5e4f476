package plotty.api.system;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import plotty.access.Role;
import plotty.api.QueryOptions;
import plotty.api.Refusals;
import plotty.http.Problem;
import plotty.http.Request;
import plotty.http.Response;
import plotty.http.Router;

/** One file with all that helps somebody else to see what is wrong; streamed, one at a time. */
public final class SupportBundleResource {
    private final Bundles bundles;
    private final Semaphore free = new Semaphore(1);

    /** What makes it. Any thread. */
    public interface Bundles {
        /** Name for the next one: what the box is called, and the time; letters, digits, dots and hyphens only. */
        String fileName();

        /** Writes a zip, and leaves the stream open; takes as long as whoever reads it. */
        void write(OutputStream out) throws IOException;
    }

    public SupportBundleResource(Bundles bundles) {
        this.bundles = bundles;
    }

    /** Adds the route. */
    public void routes(Router router) {
        router.route("GET", "/api/v1/system/support-bundle", Role.ADMIN, Refusals.answered(this::bundle));
    }

    private Response bundle(Request request) {
        QueryOptions.only(request, List.of());
        if (free.availablePermits() == 0) {
            throw busy();
        }
        return new Response(200, "application/zip", Map.of(), new Response.Body.Stream(this::write))
                .with("Content-Disposition", "attachment; filename=\"" + bundles.fileName() + "\"");
    }

    /** A second one that slipped in between is cut off before its first byte. */
    private void write(OutputStream out) throws IOException {
        if (!free.tryAcquire()) {
            throw new IOException("a support bundle is being made already");
        }
        try {
            bundles.write(out);
        } finally {
            free.release();
        }
    }

    private static Problem busy() {
        return new Problem(
                409,
                "Conflict",
                "A support bundle is being made already. Wait until it is there.",
                Map.of("Retry-After", "5"));
    }
}
