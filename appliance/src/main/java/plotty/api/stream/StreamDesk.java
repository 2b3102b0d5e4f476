package plotty.api.stream;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.tinylog.Logger;
import plotty.access.Guard;
import plotty.access.Principal;
import plotty.api.BadInputException;
import plotty.api.DeviceOrder;
import plotty.api.DiskTroubles;
import plotty.api.JobOrder;
import plotty.api.JobSubmission;
import plotty.api.NotPermittedException;
import plotty.api.Permits;
import plotty.event.Audience;
import plotty.event.Channel;
import plotty.event.EventLog;
import plotty.event.Subscription;
import plotty.job.Job;
import plotty.job.JobRefusedException;
import plotty.job.Jobs;
import plotty.plotter.WatchedPlotter;
import plotty.store.StoreException;

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
    private volatile Set<Channel> offered = Set.of(Channel.values());
    private volatile Predicate<Principal> stillHolds = _ -> true;
    private volatile Optional<OrderBook> book = Optional.empty();
    private volatile Optional<String> refusal = Optional.empty();

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

    /** The same desk with these channels and no others; to be said before the first client comes. */
    public StreamDesk offering(Set<Channel> channels) {
        offered = Set.copyOf(channels);
        return this;
    }

    /**
     * The same desk, at which those whose login or key has ended hear no more, and where it is taken down who orders what; to be
     * said before the first client comes.
     */
    public StreamDesk guardedBy(Guard guard) {
        stillHolds = guard::stillHolds;
        book = Optional.of(new OrderBook(guard));
        return this;
    }

    /** Whether somebody who came in before is still who he was then. */
    boolean stillHolds(Principal principal) {
        return stillHolds.test(principal);
    }

    /** Of these channels those that there are here. */
    public Set<Channel> offered(Set<Channel> wanted) {
        Set<Channel> there = EnumSet.noneOf(Channel.class);
        there.addAll(wanted);
        there.retainAll(offered);
        return there;
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

    /** Takes no orders, if there is a sentence that says why. */
    public StreamDesk refusing(Optional<String> why) {
        refusal = why;
        return this;
    }

    /** Those who listen on the event loop. */
    public Audience audience() {
        return audience;
    }

    Subscription subscribe(Set<Channel> channels, Runnable wake) {
        return events.subscribe(offered(channels), wake);
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
    public Job control(Clients.Client by, String idOrName, JobOrder order) {
        return taken(
                by,
                "job " + ClientMessage.shortened(idOrName) + ": " + order.word(),
                false,
                () -> order.carryOut(jobs, find(by.principal(), idOrName).id()));
    }

    /** Has a plotter do something by hand and returns it; blocks until it is done. */
    public WatchedPlotter control(Clients.Client by, String idOrName, DeviceOrder order) {
        return taken(
                by,
                "device " + ClientMessage.shortened(idOrName) + ": " + order.word(),
                order.word().equals("jog"),
                () -> {
                    WatchedPlotter plotter = Permits.plotter(by.principal(), present.plotter(idOrName));
                    order.carryOut(jobs, plotter);
                    return plotter;
                });
    }

    /** Takes a drawing in and returns its job; blocks until it is on the disk. */
    public Job submit(Clients.Client by, JobSubmission submission) {
        return taken(
                by,
                "drawing " + ClientMessage.shortened(submission.options().name()),
                false,
                () -> new JobSubmission(Permits.options(by.principal(), submission.options()), submission.document())
                        .receive(jobs, incoming));
    }

    /** Takes down that a drawing came in by another way than {@link #submit}. */
    public void received(Clients.Client by, Job job) {
        Job _ = taken(by, "drawing " + ClientMessage.shortened(job.name()), false, () -> job);
    }

    private <T> T taken(Clients.Client by, String action, boolean small, Supplier<T> work) {
        Supplier<T> answered = () -> {
            refusal.ifPresent(sentence -> {
                throw new StreamErrorException(ErrorCode.CONFLICT, sentence);
            });
            return answered(work);
        };
        return book.isEmpty() ? answered.get() : book.get().taken(by, action, small, now(), answered);
    }

    private Job find(Principal who, String idOrName) {
        return Permits.job(
                who,
                jobs.find(idOrName)
                        .orElseThrow(() -> new StreamErrorException(
                                ErrorCode.NOT_FOUND, "There is no job '" + ClientMessage.shortened(idOrName) + "'.")));
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
        } catch (NotPermittedException e) {
            throw new StreamErrorException(ErrorCode.FORBIDDEN, e.getMessage());
        } catch (BadInputException e) {
            throw new StreamErrorException(ErrorCode.INVALID_MESSAGE, e.getMessage());
        } catch (StreamErrorException e) {
            throw e;
        } catch (StoreException | UncheckedIOException e) {
            throw DiskTroubles.problem(e)
                    .map(problem -> new StreamErrorException(ErrorCode.CONFLICT, problem.getMessage()))
                    .orElseGet(() -> fault(e));
        } catch (RuntimeException | Error e) {
            // An error, too, is answered: it would end the chain of the client's orders.
            throw fault(e);
        }
    }

    private static StreamErrorException fault(Throwable e) {
        String id = UUID.randomUUID().toString();
        Logger.error(e, "A message of the live stream failed ({})", id);
        return new StreamErrorException(
                ErrorCode.INTERNAL, "That went wrong on our side; in the log it stands as " + id + ".");
    }
}
