package plotty.api.stream;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import plotty.api.HealthResource;
import plotty.event.Channel;
import plotty.event.Event;
import plotty.job.Job;
import plotty.job.JobEvent;
import plotty.job.JobStatus;
import plotty.job.Jobs;
import plotty.plotter.DeviceEvent;
import plotty.plotter.PlotterState;
import plotty.plotter.Roster;
import plotty.plotter.WatchedPlotter;

/** How everything stands now, as ordinary messages. Reads the database: not for the event loop. */
public final class PresentState {
    /** More than this nobody looks at. */
    private static final int JOBS_SHOWN = 1000;

    private static final Set<JobStatus> OPEN =
            Collections.unmodifiableSet(EnumSet.of(JobStatus.QUEUED, JobStatus.RUNNING, JobStatus.PAUSED));
    private static final ZoneId ZONE = ZoneId.systemDefault();

    private final Jobs jobs;
    private final Roster plotters;
    private final String version;
    private final InstantSource clock;
    private final Supplier<HealthResource.Outcome> health;
    private final Supplier<List<Event>> more;
    private final Supplier<SystemStatus.Restraint> restraint;
    private final Instant started;

    /**
     * Looks at these from now on.
     *
     * @param version of this service
     */
    public PresentState(Jobs jobs, Roster plotters, String version, InstantSource clock) {
        this(jobs, plotters, version, () -> HealthResource.Outcome.PASS, List::of, () -> SystemStatus.Restraint.NONE, clock);
    }

    /**
     * Looks at these from now on.
     *
     * @param version of this service
     * @param health how the last health check came out; never blocks
     * @param more what else there is to tell of the box: how the machine is doing, how the panel looks; never blocks
     * @param restraint what the service keeps its hands off; never blocks
     */
    public PresentState(
            Jobs jobs,
            Roster plotters,
            String version,
            Supplier<HealthResource.Outcome> health,
            Supplier<List<Event>> more,
            Supplier<SystemStatus.Restraint> restraint,
            InstantSource clock) {
        this.jobs = jobs;
        this.health = health;
        this.more = more;
        this.restraint = restraint;
        this.plotters = plotters;
        this.version = version;
        this.clock = clock;
        this.started = clock.instant();
    }

    /** How the appliance as a whole stands. */
    public SystemStatus system() {
        return system(openJobs());
    }

    /**
     * One message of a present state.
     *
     * @param type as in the message itself
     * @param bytes the message in ploTTY's dialect
     */
    public record Message(String type, byte[] bytes) {}

    /** One message per open job, plotter and so on, as far as the interest goes. */
    public List<Message> messages(Interest of) {
        Instant now = clock.instant();
        return events(of.channels()).stream()
                .filter(of::covers)
                .map(event -> new Message(event.type(), Frames.message(event, now)))
                .toList();
    }

    /** How everything stands in these channels: the appliance, then plotters, then open jobs. */
    public List<Event> events(Set<Channel> channels) {
        List<Event> events = new ArrayList<>();
        List<Job> open = openJobs();
        if (channels.contains(Channel.SYSTEM)) {
            events.add(system(open));
            events.addAll(more.get());
        }
        if (channels.contains(Channel.DEVICES)) {
            plotters.all().forEach(plotter -> events.add(new DeviceEvent.StatusChanged(plotter.report())));
        }
        if (channels.contains(Channel.JOBS)) {
            open.forEach(job -> events.add(asEvent(job)));
        }
        return events;
    }

    /** How one plotter stands. */
    public static byte[] deviceStatus(WatchedPlotter plotter, Instant now) {
        return Frames.message("device_status", now, plotter.report()::writeFields);
    }

    /** The ids of plotters that are named by id or name; a name that nobody has stands for itself. */
    public Set<String> deviceIds(Set<String> named) {
        return named.stream()
                .map(name -> plotters.find(name).map(WatchedPlotter::id).orElse(name))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The plotters, as far as an interest goes. */
    public List<WatchedPlotter> plotters(Interest of) {
        return plotters.all().stream()
                .filter(plotter -> of.includes(plotter.id()))
                .toList();
    }

    /** The open jobs, in the order of the queue; reads the database. */
    public List<Job> openJobs() {
        return jobs.list(OPEN, JOBS_SHOWN);
    }

    /** The plotter with this id or name. */
    public WatchedPlotter plotter(String idOrName) {
        return plotters.find(idOrName)
                .orElseThrow(() -> new StreamErrorException(
                        ErrorCode.NOT_FOUND, "There is no device '" + ClientMessage.shortened(idOrName) + "'."));
    }

    /** How one job stands. */
    public static byte[] jobUpdate(Job job, Instant now) {
        return Frames.message(asEvent(job), now);
    }

    /** How one job stands, as the event that would tell it. */
    public static JobEvent.Updated asEvent(Job job) {
        return new JobEvent.Updated(
                job.id(),
                job.name(),
                job.status(),
                "present",
                "",
                job.options().priority(),
                job.causes().stream().sorted().toList(),
                job.device().or(() -> job.options().device()),
                job.estimateS(),
                job.metrics());
    }

    private SystemStatus system(List<Job> open) {
        int queued = (int)
                open.stream().filter(job -> job.status() == JobStatus.QUEUED).count();
        List<WatchedPlotter> known = plotters.all();
        HealthResource.Outcome outcome = health.get();
        Instant midnight =
                LocalDate.ofInstant(clock.instant(), ZONE).atStartOfDay(ZONE).toInstant();
        return new SystemStatus(
                !known.isEmpty()
                        && known.stream().allMatch(PresentState::canDraw)
                        && outcome != HealthResource.Outcome.FAIL,
                version,
                Duration.between(started, clock.instant()),
                open.size() - queued,
                queued,
                jobs.receivedSince(midnight),
                outcome,
                restraint.get());
    }

    private static boolean canDraw(WatchedPlotter plotter) {
        return plotter.state().connection() == PlotterState.Connection.CONNECTED
                || plotter.state().connection() == PlotterState.Connection.BUSY;
    }
}
