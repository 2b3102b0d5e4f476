package plotty.api.stream;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import plotty.access.Role;
import plotty.event.Published;
import plotty.http.Request;
import plotty.http.Router;
import plotty.http.WebSocketEndpoint;

/** {@code /ws}: the live stream in ploTTY's dialect, or in another one that the client names as subprotocol. */
public final class StreamEndpoint implements WebSocketEndpoint {

    private static final Duration GREETING = Duration.ofMillis(250);

    private final StreamDesk desk;
    private final Duration greeting;
    private final Frames frames = new Frames();
    private final OncePerEvent<List<byte[]>> pipeline = new OncePerEvent<>(PipelineWords::of);

    public StreamEndpoint(StreamDesk desk) {
        this(desk, GREETING);
    }

    /**
     * With its own patience.
     *
     * @param greeting how long a new client may take to say what it wants, before it gets everything
     */
    public StreamEndpoint(StreamDesk desk, Duration greeting) {
        this.desk = desk;
        this.greeting = greeting;
    }

    /** Adds the route; clients that ask for one of these subprotocols speak with the other endpoint. */
    public void routes(Router router, List<String> subprotocols, WebSocketEndpoint other) {
        router.webSocket(
                "/ws",
                Role.VIEWER,
                subprotocols,
                (connection, upgrade) -> connection.subprotocol().isEmpty()
                        ? open(connection, upgrade)
                        : other.open(connection, upgrade));
    }

    @Override
    public Session open(Connection connection, Request upgrade) {
        PlottySession session = new PlottySession(this, desk, connection, upgrade);
        CompletableFuture.delayedExecutor(greeting.toMillis(), TimeUnit.MILLISECONDS, connection::execute)
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
