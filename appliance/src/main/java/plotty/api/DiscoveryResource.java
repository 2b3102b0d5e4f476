package plotty.api;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import plotty.access.Role;
import plotty.discovery.BoxId;
import plotty.discovery.QrPicture;
import plotty.discovery.ssdp.DeviceDescription;
import plotty.http.Problem;
import plotty.http.Request;
import plotty.http.Response;
import plotty.http.Router;

/** Under which names the box is found on the network, also as a QR code; and what Windows asks of a device that it found. */
public final class DiscoveryResource {

    /**
     * How it is found.
     *
     * @param box which one it is
     * @param name for people
     * @param model of the machine
     * @param version of the service
     * @param hosts names in force, the one that is this box's alone first; empty if it does not announce itself
     * @param address of the page, for a phone in the same network; empty if the page is not open to others
     */
    public record Found(
            BoxId box, String name, String model, String version, Set<String> hosts, Optional<String> address) {}

    private final Supplier<Found> found;

    /** The resource. */
    public DiscoveryResource(Supplier<Found> found) {
        this.found = found;
    }

    /** Adds the routes. */
    public void routes(Router router) {
        router.route("GET", "/api/v1/discovery", Role.VIEWER, Refusals.answered(this::names));
        router.route("GET", "/api/v1/discovery/qr.svg", Role.VIEWER, Refusals.answered(this::qr));
        // Whoever looks around in the network has no credentials; it learns what mDNS tells everyone.
        router.route("GET", DeviceDescription.PATH, Role.NONE, _ -> description());
    }

    private Response names(Request request) {
        QueryOptions.only(request, List.of());
        Found now = found.get();
        return Response.json(200, out -> {
            out.writeStartObject();
            out.writeStringField("id", now.box().toString());
            out.writeStringField("name", now.name());
            out.writeArrayFieldStart("hosts");
            for (String host : now.hosts()) {
                out.writeString(host);
            }
            out.writeEndArray();
            if (now.address().isPresent()) {
                out.writeStringField("url", now.address().get());
            } else {
                out.writeNullField("url");
            }
            out.writeEndObject();
        });
    }

    private Response qr(Request request) {
        QueryOptions.only(request, List.of());
        String address = found.get()
                .address()
                .orElseThrow(
                        () -> new Problem(
                                404,
                                "Not found",
                                "The page is open on this machine only. Set server.host to 0.0.0.0 to open it to the network."));
        return new Response(
                200,
                "image/svg+xml",
                Map.of("Cache-Control", "no-cache"),
                new QrPicture(address).svg().getBytes(StandardCharsets.UTF_8));
    }

    private Response description() {
        Found now = found.get();
        if (now.hosts().isEmpty()) {
            throw new Problem(404, "Not found", "This box does not announce itself: discovery.enabled is false.");
        }
        return new Response(
                200,
                "text/xml; charset=utf-8",
                Map.of(),
                DeviceDescription.of(
                                now.box(),
                                now.name(),
                                now.model(),
                                now.version(),
                                now.address().orElse("/"))
                        .getBytes(StandardCharsets.UTF_8));
    }
}
