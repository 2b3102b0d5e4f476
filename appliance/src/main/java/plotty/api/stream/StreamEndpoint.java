package plotty.api.stream;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.tinylog.Logger;
import plotty.access.Role;
import plotty.api.BadInputException;
import plotty.event.Audience;
import plotty.event.Channel;
import plotty.event.EventLog;
import plotty.event.Published;
import plotty.event.Subscription;
import plotty.http.Request;
import plotty.http.Router;
import plotty.http.WebSocketEndpoint;
import plotty.job.JobRefusedException;
import plotty.job.Jobs;
import plotty.plotter.WatchedPlotter;

/** {@code /ws}: the live stream in ploTTY's dialect. */
public final class StreamEndpoint implements WebSocketEndpoint {
    static final int MESSAGES_PER_MINUTE = 100;

    /** How long a new client may take to say what it wants, before it gets everything. */
    private static final long GREETING_MS = 250;

    private final Audience audience;
    private final Jobs jobs;
    private final PresentState present;
    private final Executor workers;
    private final ScheduledExecutorService scheduler;
    private final InstantSource clock;
    private final Frames frames = new Frames();

    /**
     * The endpoint.
     *
     * @param workers runs what may block; best a virtual thread each
     * @param scheduler for short delays
     */
    public StreamEndpoint(
            EventLog events,
            Jobs jobs,
            PresentState present,
            Executor workers,
            ScheduledExecutorService scheduler,
            InstantSource clock) {
        this.audience = new Audience(events);
        this.jobs = jobs;
        this.present = present;
        this.workers = workers;
        this.scheduler = scheduler;
        this.clock = clock;
    }

    /** Adds the route. */
    public void routes(Router router) {
        router.webSocket("/ws", Role.VIEWER, this);
    }

    @Override
    public Session open(Connection connection, Request upgrade) {
        StreamSession session = new StreamSession(this, connection, upgrade.role());
        var _ = scheduler.schedule(() -> connection.execute(session::greet), GREETING_MS, TimeUnit.MILLISECONDS);
        return session;
    }

    Subscription subscribe(Connection connection, Set<Channel> channels, Runnable wake) {
        return audience.subscribe(connection::execute, channels, wake);
    }

    /** The message for an event; on the event loop. */
    byte[] frame(Published published) {
        return frames.of(published);
    }

    Executor workers() {
        return workers;
    }

    Instant now() {
        return clock.instant();
    }

    /** How everything stands; blocks. */
    List<byte[]> presentState(Set<Channel> channels) {
        return answered(() -> present.messages(channels));
    }

    /** How a job stands; blocks. */
    byte[] jobUpdate(String idOrName) {
        return answered(() -> jobs.find(idOrName)
                .map(job -> PresentState.jobUpdate(job, now()))
                .orElseThrow(() -> new StreamErrorException(
                        ErrorCode.NOT_FOUND, "There is no job '" + ClientMessage.shortened(idOrName) + "'.")));
    }

    /** Gives an order to a job and tells how it stands after it; blocks. */
    byte[] control(ClientMessage.Control control) {
        return answered(() -> PresentState.jobUpdate(control.order().carryOut(jobs, control.job()), now()));
    }

    /** Has a plotter do something by hand and tells how it stands after it; blocks until it is done. */
    byte[] control(ClientMessage.DeviceControl control) {
        return answered(() -> {
            WatchedPlotter plotter = present.plotter(control.device());
            control.order().carryOut(jobs, plotter);
            return PresentState.deviceStatus(plotter, now());
        });
    }

    private static <T> T answered(Supplier<T> work) {
        try {
            return work.get();
        } catch (JobRefusedException e) {
            throw new StreamErrorException(
                    switch (e.reason()) {
                        case UNKNOWN -> ErrorCode.NOT_FOUND;
                        case CONFLICT -> ErrorCode.CONFLICT;
                        case INVALID -> ErrorCode.INVALID;
                    },
                    e.getMessage());
        } catch (BadInputException e) {
            throw new StreamErrorException(ErrorCode.INVALID_MESSAGE, e.getMessage());
        } catch (StreamErrorException e) {
            throw e;
        } catch (RuntimeException | Error e) {
            // An error, too, is answered: it would end the chain of the client's orders.
            String id = UUID.randomUUID().toString();
            Logger.error(e, "A message of the live stream failed ({})", id);
            throw new StreamErrorException(
                    ErrorCode.INTERNAL, "That went wrong on our side; in the log it stands as " + id + ".");
        }
    }
}
