package plotty.api.stream;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import plotty.access.Role;
import plotty.api.QueryOptions;
import plotty.api.Refusals;
import plotty.event.Channel;
import plotty.http.Problem;
import plotty.http.Request;
import plotty.http.Response;
import plotty.http.Router;

/** {@code /api/v1/clients}: who follows the live events, and who did lately. */
public final class ClientsResource {
    private final Clients clients;

    public ClientsResource(Clients clients) {
        this.clients = clients;
    }

    /** Adds the routes. */
    public void routes(Router router) {
        router.route("GET", "/api/v1/clients", Role.ADMIN, Refusals.answered(this::list));
        router.route("DELETE", "/api/v1/clients/{id}", Role.ADMIN, Refusals.answered(this::close));
    }

    private Response list(Request request) {
        QueryOptions.only(request, List.of());
        List<Clients.Client> present = clients.present();
        List<Clients.Client> gone = clients.gone();
        return Response.json(200, out -> {
            out.writeStartObject();
            write(out, "clients", present);
            write(out, "recent", gone);
            out.writeEndObject();
        });
    }

    private static void write(JsonGenerator out, String name, List<Clients.Client> listed) throws IOException {
        out.writeArrayFieldStart(name);
        for (Clients.Client client : listed) {
            out.writeStartObject();
            out.writeNumberField("id", client.id());
            out.writeStringField("dialect", client.dialect());
            out.writeStringField("principal", client.principal().id());
            out.writeStringField("role", client.principal().role().name().toLowerCase(Locale.ROOT));
            out.writeStringField("address", client.address().getHostAddress());
            out.writeStringField("since", time(client.since()));
            if (client.endedAt().isPresent()) {
                out.writeStringField("ended_at", time(client.endedAt().get()));
            } else {
                out.writeNullField("ended_at");
            }
            out.writeArrayFieldStart("channels");
            for (Channel channel : client.channels()) {
                out.writeString(channel.wireName());
            }
            out.writeEndArray();
            out.writeNumberField("messages_sent", client.sentCount());
            out.writeNumberField("messages_received", client.receivedCount());
            out.writeBooleanField("behind", client.behind());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    private Response close(Request request) {
        String id = request.variable("id");
        if (!id.matches("[0-9]{1,18}") || !clients.close(Long.parseLong(id), "closed by an admin")) {
            throw new Problem(404, "Not found", "There is no client '" + id + "' now. GET /api/v1/clients lists them.");
        }
        return Response.empty(204);
    }
}
