package plotty.api.stream;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.tinylog.Logger;
import plotty.access.Role;
import plotty.event.Channel;
import plotty.event.Event;
import plotty.event.Published;
import plotty.event.Subscription;
import plotty.http.Request;
import plotty.http.Router;
import plotty.http.WebSocketEndpoint;
import plotty.plotter.WatchedPlotter;

/**
 * {@code /ws/monitor}: the entity monitor's dialect. What an event is about is read once for all clients, on a worker, and how
 * everything stands is looked at once in an interval, and only if somebody is there.
 */
public final class MonitorEndpoint implements WebSocketEndpoint {
    /** The interval of that document. */
    public static final Duration METRICS_EVERY = Duration.ofSeconds(5);

    private final StreamDesk desk;
    private final Set<MonitorSession> sessions = ConcurrentHashMap.newKeySet();
    private final OncePerEvent<CompletableFuture<List<byte[]>>> messages;
    private Subscription hostNews;
    private Optional<Event> host = Optional.empty();

    /**
     * The endpoint.
     *
     * @param scheduler for the snapshots of metrics
     */
    public MonitorEndpoint(StreamDesk desk, ScheduledExecutorService scheduler, Duration metricsEvery) {
        this.desk = desk;
        this.messages = new OncePerEvent<>(event -> CompletableFuture.supplyAsync(() -> read(event), desk.workers()));
        this.hostNews = desk.subscribe(Set.of(Channel.SYSTEM), () -> {});
        long millis = metricsEvery.toMillis();
        var _ = scheduler.scheduleAtFixedRate(this::beat, millis, millis, TimeUnit.MILLISECONDS);
    }

    /** Adds the route. */
    public void routes(Router router) {
        router.webSocket("/ws/monitor", Role.VIEWER, this);
    }

    @Override
    public Session open(Connection connection, Request upgrade) {
        sessions.removeIf(MonitorSession::ended);
        MonitorSession session = new MonitorSession(this, desk, connection, upgrade);
        sessions.add(session);
        session.begin(upgrade);
        return session;
    }

    /** What is said of an event, once for all; on the event loop. */
    CompletableFuture<List<byte[]>> messages(Published event) {
        return messages.of(event);
    }

    /** What is said of an event; blocks. */
    List<byte[]> read(Published event) {
        return StreamDesk.answered(() -> MonitorWords.of(event, desk::committed));
    }

    private void beat() {
        try {
            hearHost();
            sessions.removeIf(MonitorSession::ended);
            if (!sessions.isEmpty()) {
                Snapshot snapshot = new Snapshot(
                        desk.present(), desk.present().system(), desk.clients().count(), host, desk.now());
                sessions.forEach(session -> session.metrics(snapshot));
            }
        } catch (RuntimeException e) {
            Logger.error(e, "The metrics could not be told");
        }
    }

    private void hearHost() {
        for (var next = hostNews.poll(); next.isPresent(); next = hostNews.poll()) {
            if (next.get().event().type().equals("system_metrics")) {
                host = Optional.of(next.get().event());
            }
        }
        if (hostNews.overrun()) {
            hostNews = desk.subscribe(Set.of(Channel.SYSTEM), () -> {});
        }
    }

    /**
     * How everything stands at one moment.
     *
     * @param connections clients of the live events
     * @param host what was last told of this machine
     */
    record Snapshot(PresentState present, SystemStatus system, int connections, Optional<Event> host, Instant time) {

        /** As {@code metrics:snapshot}, with the plotters that the client is interested in. */
        byte[] of(Interest interest) {
            return MonitorWords.message("metrics:snapshot", time, out -> {
                out.writeStartObject();
                system.writeFields(out);
                out.writeNumberField("active_connections", connections);
                out.writeArrayFieldStart("signals");
                for (WatchedPlotter plotter : present.plotters(interest)) {
                    Signals.write(out, plotter.state(), plotter.report().jobId(), time);
                }
                out.writeEndArray();
                host(out);
                out.writeEndObject();
            });
        }

        private void host(JsonGenerator out) throws IOException {
            if (host.isEmpty()) {
                out.writeNullField("host");
                return;
            }
            out.writeObjectFieldStart("host");
            host.get().writeFields(out);
            out.writeEndObject();
        }
    }
}
