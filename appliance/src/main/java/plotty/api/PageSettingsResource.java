package plotty.api;

import java.time.Duration;
import java.util.Set;
import plotty.access.Role;
import plotty.event.Channel;
import plotty.http.Response;
import plotty.http.Router;

/** What the page must know to show anything at all, before anybody has logged in. */
public final class PageSettingsResource {
    private final Duration refresh;
    private final boolean webSockets;
    private final Set<Channel> channels;

    /**
     * The resource.
     *
     * @param refresh how often the page asks while the stream is down
     * @param webSockets whether there is a stream at all
     * @param channels that can be subscribed to
     */
    public PageSettingsResource(Duration refresh, boolean webSockets, Set<Channel> channels) {
        this.refresh = refresh;
        this.webSockets = webSockets;
        this.channels = Set.copyOf(channels);
    }

    /** Adds the route. */
    public void routes(Router router) {
        router.route(
                "GET",
                "/api/v1/ui",
                Role.NONE,
                _ -> Response.json(200, out -> {
                    out.writeStartObject();
                    out.writeNumberField("refresh_interval_ms", refresh.toMillis());
                    out.writeBooleanField("websocket", webSockets);
                    out.writeArrayFieldStart("channels");
                    for (Channel channel : channels.stream().sorted().toList()) {
                        out.writeString(channel.wireName());
                    }
                    out.writeEndArray();
                    out.writeEndObject();
                }));
    }
}
