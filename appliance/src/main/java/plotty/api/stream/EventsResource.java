package plotty.api.stream;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import plotty.access.Role;
import plotty.api.BadInputException;
import plotty.api.QueryOptions;
import plotty.api.Refusals;
import plotty.event.Channel;
import plotty.http.Problem;
import plotty.http.Request;
import plotty.http.Response;
import plotty.http.Router;

/** {@code GET /api/v1/events}: the live events as server-sent events (WHATWG HTML, 9.2). */
public final class EventsResource {
    private final StreamDesk desk;

    public EventsResource(StreamDesk desk) {
        this.desk = desk;
    }

    /** Adds the route. */
    public void routes(Router router) {
        router.route("GET", "/api/v1/events", Role.VIEWER, Refusals.answered(this::listen));
    }

    private Response listen(Request request) {
        QueryOptions.only(request, List.of("channels", "devices", "last_event_id", "api_key"));
        Interest interest = Interest.in(offered(channels(request)))
                .withDevices(desk.present().deviceIds(Set.copyOf(words(request, "devices"))))
                .within(request.principal());
        // A browser sends the header when it connects again by itself; the option is for those that cannot set headers.
        Optional<String> lastId = request.header("last-event-id")
                .or(() -> request.query("last_event_id"))
                .map(String::strip)
                .filter(id -> !id.isEmpty());
        Response.StreamBody stream =
                out -> new EventStream(desk, request.principal(), request.client(), interest, out).run(lastId);
        return new Response(
                200, "text/event-stream", Map.of("X-Accel-Buffering", "no"), new Response.Body.Stream(stream));
    }

    private Set<Channel> offered(Set<Channel> named) {
        Set<Channel> there = desk.offered(named);
        if (there.isEmpty()) {
            throw new BadInputException("These channels are switched off here, by 'websocket.channels'.");
        }
        return there;
    }

    private static Set<Channel> channels(Request request) {
        List<String> names = words(request, "channels");
        ChannelNames.Chosen chosen = names.isEmpty() ? ChannelNames.ALL : ChannelNames.chosen(names);
        if (!chosen.unknown().isEmpty()) {
            throw new BadInputException("Unknown channel '" + String.join("', '", chosen.unknown()) + "'; known are "
                    + String.join(", ", ChannelNames.KNOWN) + ".");
        }
        if (chosen.known().contains(Channel.LOGS) && !request.role().covers(Role.ADMIN)) {
            throw new Problem(403, "Not allowed", "The channel 'logs' takes the role admin.");
        }
        return chosen.known();
    }

    /** Words separated by commas; none for an option that is not there. */
    private static List<String> words(Request request, String option) {
        return request.query(option)
                .map(text -> List.of(text.split(",", -1)).stream()
                        .map(String::strip)
                        .filter(word -> !word.isEmpty())
                        .toList())
                .orElse(List.of());
    }
}
