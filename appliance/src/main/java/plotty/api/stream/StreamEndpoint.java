package plotty.api.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import plotty.access.Role;
import plotty.event.Published;
import plotty.http.Request;
import plotty.http.Router;
import plotty.http.WebSocketEndpoint;

/** {@code /ws}: the live stream in ploTTY's dialect, or in another one that the client names as subprotocol. */
public final class StreamEndpoint implements WebSocketEndpoint {

    /** How long a new client may take to say what it wants, before it gets everything. */
    private static final long GREETING_MS = 250;

    private final StreamDesk desk;
    private final Map<String, WebSocketEndpoint> subprotocols;
    private final Frames frames = new Frames();
    private final OncePerEvent<List<byte[]>> pipeline = new OncePerEvent<>(PipelineWords::of);

    /** The endpoint with ploTTY's dialect only. */
    public StreamEndpoint(StreamDesk desk) {
        this(desk, Map.of());
    }

    /**
     * The endpoint.
     *
     * @param subprotocols who takes connections that agreed on a subprotocol, by its name
     */
    public StreamEndpoint(StreamDesk desk, Map<String, WebSocketEndpoint> subprotocols) {
        this.desk = desk;
        this.subprotocols = Map.copyOf(subprotocols);
    }

    /** Adds the route. */
    public void routes(Router router) {
        List<String> names = new ArrayList<>(subprotocols.keySet());
        names.sort(null);
        router.webSocket("/ws", Role.VIEWER, names, this);
    }

    @Override
    public Session open(Connection connection, Request upgrade) {
        WebSocketEndpoint other = subprotocols.get(connection.subprotocol());
        if (other != null) {
            return other.open(connection, upgrade);
        }
        PlottySession session = new PlottySession(this, desk, connection, upgrade);
        CompletableFuture.delayedExecutor(GREETING_MS, TimeUnit.MILLISECONDS, connection::execute)
                .execute(session::greet);
        return session;
    }

    /** The message for an event; on the event loop. */
    byte[] frame(Published published) {
        return frames.of(published);
    }

    /** What an event is called by the pipeline's names; on the event loop. */
    List<byte[]> pipeline(Published published) {
        return pipeline.of(published);
    }
}
