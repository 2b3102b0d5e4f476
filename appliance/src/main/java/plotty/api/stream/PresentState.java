package plotty.api.stream;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import plotty.event.Channel;
import plotty.job.Job;
import plotty.job.JobEvent;
import plotty.job.JobStatus;
import plotty.job.Jobs;
import plotty.plotter.PlotterState;
import plotty.plotter.Roster;
import plotty.plotter.WatchedPlotter;

/** How everything stands now, as ordinary messages. Reads the database: not for the event loop. */
public final class PresentState {
    /** Open jobs come first in the list; more than this nobody looks at. */
    private static final int JOBS_SHOWN = 1000;

    private final Jobs jobs;
    private final Roster plotters;
    private final String version;
    private final InstantSource clock;
    private final Instant started;

    /**
     * Looks at these from now on.
     *
     * @param version of this service
     */
    public PresentState(Jobs jobs, Roster plotters, String version, InstantSource clock) {
        this.jobs = jobs;
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
        Set<Channel> channels = of.channels();
        Instant now = clock.instant();
        List<Message> messages = new ArrayList<>();
        List<Job> open = openJobs();
        if (channels.contains(Channel.SYSTEM)) {
            messages.add(new Message("system_status", Frames.message(system(open), now)));
        }
        if (channels.contains(Channel.DEVICES)) {
            for (WatchedPlotter plotter : plotters(of)) {
                messages.add(new Message("device_status", deviceStatus(plotter, now)));
            }
        }
        if (channels.contains(Channel.JOBS)) {
            for (Job job : open) {
                if (of.isAbout(job.device())) {
                    messages.add(new Message("job_update", jobUpdate(job, now)));
                }
            }
        }
        return messages;
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
                .filter(plotter -> of.isAbout(Optional.of(plotter.id())))
                .toList();
    }

    /** The open jobs, in the order of the queue; reads the database. */
    public List<Job> openJobs() {
        return jobs.list(JOBS_SHOWN).stream()
                .filter(job -> !job.status().ended())
                .toList();
    }

    /** The plotter with this id or name. */
    public WatchedPlotter plotter(String idOrName) {
        return plotters.find(idOrName)
                .orElseThrow(() -> new StreamErrorException(
                        ErrorCode.NOT_FOUND, "There is no device '" + ClientMessage.shortened(idOrName) + "'."));
    }

    /** How one job stands. */
    public static byte[] jobUpdate(Job job, Instant now) {
        JobEvent.Updated present = new JobEvent.Updated(
                job.id(),
                job.name(),
                job.status(),
                "present",
                "",
                job.options().priority(),
                job.causes().stream().sorted().toList(),
                job.device(),
                job.estimateS(),
                job.metrics());
        return Frames.message(present, now);
    }

    private SystemStatus system(List<Job> open) {
        int queued = (int)
                open.stream().filter(job -> job.status() == JobStatus.QUEUED).count();
        List<WatchedPlotter> known = plotters.all();
        return new SystemStatus(
                !known.isEmpty() && known.stream().allMatch(PresentState::canDraw),
                version,
                Duration.between(started, clock.instant()),
                open.size() - queued,
                queued);
    }

    private static boolean canDraw(WatchedPlotter plotter) {
        return plotter.state().connection() == PlotterState.Connection.CONNECTED
                || plotter.state().connection() == PlotterState.Connection.BUSY;
    }
}
