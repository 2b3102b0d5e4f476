package plotty.api.stream;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.tinylog.Logger;
import plotty.access.Principal;
import plotty.api.BadInputException;
import plotty.api.DeviceOrder;
import plotty.api.JobOrder;
import plotty.api.JobSubmission;
import plotty.event.Audience;
import plotty.event.Channel;
import plotty.event.EventLog;
import plotty.event.Subscription;
import plotty.job.Job;
import plotty.job.JobRefusedException;
import plotty.job.Jobs;
import plotty.plotter.WatchedPlotter;

/**
 * What clients of all dialects come for: events, jobs, plotters. Whatever is refused is thrown as a
 * {@link StreamErrorException} with words for the client.
 */
public final class StreamDesk {
    private final EventLog events;
    private final Audience audience;
    private final Jobs jobs;
    private final PresentState present;
    private final Clients clients;
    private final Executor workers;
    private final Path incoming;
    private final InstantSource clock;

    /**
     * The desk.
     *
     * @param workers runs what may block; best a virtual thread each
     * @param incoming folder for drawings on their way in, on the file system of the jobs; need not exist yet
     */
    public StreamDesk(
            EventLog events,
            Jobs jobs,
            PresentState present,
            Clients clients,
            Executor workers,
            Path incoming,
            InstantSource clock) {
        this.events = events;
        this.audience = new Audience(events);
        this.jobs = jobs;
        this.present = present;
        this.clients = clients;
        this.workers = workers;
        this.incoming = incoming;
        this.clock = clock;
    }

    public EventLog events() {
        return events;
    }

    public PresentState present() {
        return present;
    }

    public Clients clients() {
        return clients;
    }

    public Executor workers() {
        return workers;
    }

    public Instant now() {
        return clock.instant();
    }

    /** Those who listen on the event loop. */
    public Audience audience() {
        return audience;
    }

    Subscription subscribe(Set<Channel> channels, Runnable wake) {
        return events.subscribe(channels, wake);
    }

    /** A job at least as new as the durable events that were heard of it, for those who may hear of it; blocks. */
    Optional<Job> committed(String id) {
        return jobs.committed(id);
    }

    /** A job that this principal may see; blocks. */
    public Job job(Principal who, String idOrName) {
        return answered(() -> find(who, idOrName));
    }

    /** Gives an order to a job and returns the job after it; blocks. */
    public Job control(Principal who, String idOrName, JobOrder order) {
        return answered(() -> order.carryOut(jobs, find(who, idOrName).id()));
    }

    /** Has a plotter do something by hand and returns it; blocks until it is done. */
    public WatchedPlotter control(Principal who, String idOrName, DeviceOrder order) {
        return answered(() -> {
            WatchedPlotter plotter = present.plotter(idOrName);
            if (!who.mayUse(plotter.id())) {
                throw notYours("device '" + ClientMessage.shortened(idOrName) + "'");
            }
            order.carryOut(jobs, plotter);
            return plotter;
        });
    }

    /** Takes a drawing in and returns its job; blocks until it is on the disk. */
    public Job submit(Principal who, JobSubmission submission) {
        return answered(() -> {
            Optional<String> wanted = submission.options().device();
            if (!who.devices().isEmpty() && wanted.isEmpty()) {
                throw new StreamErrorException(
                        ErrorCode.FORBIDDEN,
                        "You may use some plotters only: name one of them as 'device' in 'options'.");
            }
            if (wanted.isPresent() && !who.mayUse(present.plotter(wanted.get()).id())) {
                throw notYours("device '" + ClientMessage.shortened(wanted.get()) + "'");
            }
            return submission.receive(jobs, incoming);
        });
    }

    private Job find(Principal who, String idOrName) {
        Job job = jobs.find(idOrName)
                .orElseThrow(() -> new StreamErrorException(
                        ErrorCode.NOT_FOUND, "There is no job '" + ClientMessage.shortened(idOrName) + "'."));
        Optional<String> device = job.device().or(() -> job.options().device());
        if (device.isPresent() && !who.mayUse(device.get())) {
            throw notYours("job '" + ClientMessage.shortened(idOrName) + "'");
        }
        return job;
    }

    private static StreamErrorException notYours(String what) {
        return new StreamErrorException(
                ErrorCode.FORBIDDEN, "The " + what + " is none that you may use; ask an admin for its plotter.");
    }

    /** Does something and turns what the rooms refuse, and faults of ours, into what a client is told. */
    public static <T> T answered(Supplier<T> work) {
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
