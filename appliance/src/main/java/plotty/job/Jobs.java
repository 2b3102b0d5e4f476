package plotty.job;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.tinylog.Logger;
import plotty.job.JobMachine.Step;
import plotty.job.JobRefusedException.Reason;
import plotty.motion.Placement;
import plotty.plotter.Adjustment;
import plotty.plotter.HandMove;
import plotty.plotter.Plotter;
import plotty.plotter.PlotterNotice;
import plotty.store.Database;

/**
 * The jobs: what the door and the buttons order, and what is known of each job. All methods may be called from any thread;
 * those that change something block until it is on the disk, and ended jobs are read from the disk, so never call them on the
 * event loop. Orders throw {@link JobRefusedException} with a sentence if they cannot be carried out.
 */
public final class Jobs implements AutoCloseable {
    /** The tables of this room. */
    public static final Database.Migrations MIGRATIONS = JobStore.MIGRATIONS;

    private static final long STAND_STILL_S = 3;
    private static final String ENDED = "The job has ended: draw it again, or send the drawing again.";

    private final JobStore store;
    private final JobFiles files;
    private final JobThread thread = new JobThread();
    private final KnownJobs known;
    private final Planner planner;
    private final Desk desk;
    private final Editing editing;
    private final Receiving receiving;
    private final OnceOnly onceOnly;
    private final Hands hands;
    private final Caution caution;

    /** What {@code resume} does with the window that a crash left in doubt. */
    public enum UncertainChoice {
        REDRAW,
        SKIP
    }

    /** Where a held job goes on, or a waiting one begins, other than where it stands. */
    public sealed interface Place {

        /** So many strokes back: 1 is the beginning of the stroke that the pen is in, or of the one before if it is between two. */
        record StrokesBack(int strokes) implements Place {}

        /** So many millimetres of ink back, more than 0. */
        record MillimetresBack(double mm) implements Place {}

        /** The beginning of the layer that is drawn as the n-th, from 1. */
        record LayerStart(int layer) implements Place {}
    }

    /**
     * Changes to a queued job; empty means as it is. A position is counted from 1, past the end is the end; a device is
     * named by its id or a name that only one has, {@code ""} takes any plotter that fits.
     */
    public record Edit(
            Optional<String> name,
            Optional<Integer> priority,
            Optional<Integer> position,
            Optional<String> paper,
            Optional<Placement.Fit> fit,
            Optional<Placement.Rotation> rotate,
            Optional<List<Integer>> layers,
            Optional<String> device) {}

    private Jobs(
            JobSettings settings,
            Database database,
            List<Plotter> plotters,
            InstantSource clock,
            LongSupplier nanos,
            RandomGenerator random) {
        this.caution = new Caution(settings.careful());
        this.store = new JobStore(database, nanos);
        OpenView view = new OpenView();
        this.known = new KnownJobs(view, store);
        this.files = new JobFiles(settings.folder());
        this.planner = new Planner(files, settings.limits());
        Paces paces = new Paces(database);
        this.desk = new Desk(settings, store, files, planner, plotters, paces, thread, clock, view);
        this.editing = new Editing(desk, thread);
        this.receiving = new Receiving(store, files, new JobIds(clock, random), desk, thread, clock);
        this.onceOnly = new OnceOnly(store, known::find, clock);
        this.hands = new Hands(desk, files, thread);
    }

    /**
     * Takes up what an earlier life left: jobs that were open when it ended stand paused, whatever waited waits. Nothing moves
     * by itself; of a restored database no row is believed that would let something be drawn. The database holds {@link
     * #MIGRATIONS}; the plotters need not be started yet, and what they say must reach {@link #listener}.
     *
     * @throws UncheckedIOException if the folder for the files cannot be used
     */
    public static Jobs open(
            JobSettings settings,
            Database database,
            List<Plotter> plotters,
            InstantSource clock,
            RandomGenerator random) {
        return open(settings, database, plotters, clock, System::nanoTime, random);
    }

    /** The same with another clock, ns, for the disk. */
    static Jobs open(
            JobSettings settings,
            Database database,
            List<Plotter> plotters,
            InstantSource clock,
            LongSupplier nanos,
            RandomGenerator random) {
        Jobs jobs = new Jobs(settings, database, plotters, clock, nanos, random);
        Optional<Path> kept =
                database.restored().map(restored -> restored.kept().resolve("jobs"));
        List<SavedJob> left = Doubts.left(jobs.store, jobs.files, kept);
        JobThread.await(jobs.thread.call(() -> {
            jobs.desk.planLater(settings.careful());
            return jobs.desk.restore(left, kept.isPresent());
        }));
        return jobs;
    }

    /** The plotters are started: from now on all goes as usual. */
    public void begin() {
        caution.end();
        thread.post(() -> desk.planLater(false));
    }

    /** Whether a job was left that had begun to draw: then the pen need not stand where a person parks it. Before {@link #open}. */
    public static boolean leftUnfinished(Database database) {
        return new JobStore(database)
                .open().stream().anyMatch(left -> left.job().startedAt().isPresent());
    }

    /**
     * What a plotter's notices must be given to, in their order: returns at once and never throws.
     *
     * @throws IllegalArgumentException if there is no such plotter
     */
    public Plotter.Listener listener(String device) {
        Runner runner = JobThread.await(thread.call(() -> CompletableFuture.completedFuture(desk.runner(device))))
                .orElseThrow(() -> new IllegalArgumentException("there is no plotter %s".formatted(device)));
        return (PlotterNotice notice) -> thread.post(() -> runner.notice(notice));
    }

    /** Id of the job that is drawn or held on this plotter; never blocks. */
    public Optional<String> jobOn(String device) {
        return known.jobOn(device);
    }

    /**
     * Takes an uploaded file in: moves it into the job's folder, syncs file and directory, writes the row, and only then
     * returns (phase P00). The file must lie on the file system of the jobs' folder.
     *
     * @throws JobRefusedException if the file is no drawing that we can read, or the options make no sense
     * @throws UncheckedIOException if the disk fails
     */
    public Job receive(Path upload, JobOptions options) {
        return receive(upload, options, Optional.empty()).job();
    }

    /**
     * The same for a sender who may send the same request again.
     *
     * @param once by which the request is known again; a second one with the same key gives the job of the first
     * @throws JobRefusedException also if the key was sent with another request before
     */
    public Received receive(Path upload, JobOptions options, Optional<Once> once) {
        return onceOnly.receive(once, () -> receiving.receive(upload, options, once));
    }

    /** All jobs: open ones in queue order, then ended ones, the latest first. At most {@code limit}. */
    public List<Job> list(int limit) {
        return list(EnumSet.allOf(JobStatus.class), limit);
    }

    /**
     * The jobs of these statuses: open ones in queue order, with their positions among all that wait, then ended ones, the
     * latest first. At most {@code limit}; no more are read from the disk.
     */
    public List<Job> list(Set<JobStatus> statuses, int limit) {
        return limit < 1
                ? List.of()
                : page(JobFilter.of(statuses), Optional.empty(), limit).jobs();
    }

    /**
     * A part of the list of jobs.
     *
     * @param after where the part before ended; empty for the first one
     * @param limit the most that are wanted, at least 1; no more are read from the disk
     */
    public JobPage page(JobFilter filter, Optional<JobPage.Place> after, int limit) {
        return known.page(filter, after, limit);
    }

    /** The jobs that have not ended: those that are drawn or held, then those that wait, in the order of the queue. Never blocks. */
    public List<Job> openJobs() {
        return known.open();
    }

    /** How many jobs are kept of each status, 0 if there are none. Reads the disk. */
    public Map<JobStatus, Integer> count() {
        return known.count();
    }

    /** The job with this id or, failing that, this name: an open one, else the one that ended last. */
    public Optional<Job> find(String idOrName) {
        return known.find(idOrName);
    }

    /** How many jobs came in since then, as far as they are still kept. Reads the disk. */
    public int receivedSince(Instant since) {
        return known.receivedSince(since);
    }

    /**
     * The job with this id, at least as new as every durable event about it that has been heard: {@link #find} may be a moment
     * behind them. Reads the disk.
     */
    public Optional<Job> committed(String id) {
        return known.committed(id);
    }

    /**
     * Carries out an order and returns the job after it.
     *
     * @param uncertain what to do with a window in doubt when resuming
     */
    public Job control(String idOrName, JobAction action, UncertainChoice uncertain) {
        return control(idOrName, action, uncertain, PauseCause.USER);
    }

    /**
     * Carries out an order and returns the job after it. A start of a job that is still being planned is remembered; of a
     * planned one, it is refused if the plotter is busy, not there, or does not know where its pen is.
     *
     * @param uncertain what to do with a window in doubt when resuming
     * @param pauseCause why a pause is asked for
     */
    public Job control(String idOrName, JobAction action, UncertainChoice uncertain, PauseCause pauseCause) {
        caution.require(action);
        return orUnknown(idOrName, () -> desk.control(idOrName, action, uncertain, pauseCause), job -> {
            JobCommand command = JobCommand.of(action, pauseCause);
            return JobMachine.next(job.status(), job.causes(), command) instanceof Step.Refused refused
                    ? refused.sentence()
                    : "The job has just ended.";
        });
    }

    /** Has somebody else start the head of the queue from now on: with {@code AUTO} what waits may start at once. */
    public void queueStart(JobSettings.QueueStart other) {
        thread.post(() -> desk.queueStart(other));
    }

    /**
     * Lets a paused job go on, or starts a planned one, at another place; a job that waits can begin at a layer only. What lies
     * before the place and is not drawn yet stays undrawn; what lies behind it is drawn again.
     */
    public Job goOnAt(String idOrName, Place place) {
        caution.requireMotion();
        return orUnknown(idOrName, () -> desk.goOnAt(idOrName, place), _ -> ENDED);
    }

    /**
     * Leaves the rest of the present layer out: holds, and goes on with the next one; a paused job stays paused before it. After
     * the last layer the job is completed. A job that is drawn is returned as it is, for the pen has yet to come to rest.
     */
    public Job skipLayer(String idOrName) {
        return orUnknown(idOrName, () -> desk.skipLayer(idOrName), _ -> ENDED);
    }

    /**
     * Queues the same drawing with the same options and layers once more; the job may have ended. The new one waits until it is
     * started, and is drawn with the pen, also after a dry run.
     */
    public Job again(String idOrName) {
        return again(idOrName, Optional.empty()).job();
    }

    /** The same for a sender who may send the same request again; throws like {@link #receive}. */
    public Received again(String idOrName, Optional<Once> once) {
        return onceOnly.receive(once, () -> receiving.again(idOrName, once));
    }

    /**
     * Takes a plotter in while the service runs, not started yet; what it says must reach {@link #listener}. A job that an
     * earlier life of the service left open on it waits there.
     *
     * @throws IllegalArgumentException if there is one with its id already
     */
    public void add(Plotter plotter) {
        JobThread.await(thread.call(() -> {
            desk.add(plotter);
            return CompletableFuture.completedFuture(null);
        }));
    }

    /**
     * Has a plotter do something by hand, and waits until it is done, at most a minute. Refused while a job draws, and while
     * what was ordered before is still under way.
     *
     * @throws JobRefusedException with the reason in words
     */
    public void byHand(String device, HandMove move) {
        caution.requireMotion();
        JobThread.await(thread.call(() -> hands.move(device, move)));
    }

    /** Emergency stop of every plotter that is moved by hand. Returns at once. */
    public void stopHands() {
        thread.post(desk::stopHands);
    }

    /** Walks along the outline of what a planned job draws, pen up, on its plotter; waits until it is done. */
    public void walkOutline(String idOrName) {
        caution.requireMotion();
        JobThread.await(thread.call(() -> hands.walkOutline(idOrName)));
    }

    /**
     * Changes speed and pen heights of a plotter, also while it draws, and gives what they are from now on; does not wait for the
     * board. The change is applied to what was ordered last, so that two at the same time both hold.
     *
     * @throws JobRefusedException if there is no such plotter, or it cannot do that
     */
    public Adjustment adjust(String device, UnaryOperator<Adjustment> change) {
        return JobThread.await(thread.call(() -> CompletableFuture.completedFuture(
                desk.requireRunner(device).adjusting().change(change))));
    }

    /** Changes a queued job; it is planned again where needed. */
    public Job edit(String idOrName, Edit edit) {
        return orUnknown(idOrName, () -> editing.edit(idOrName, edit), _ -> ENDED);
    }

    private Job orUnknown(
            String idOrName, Supplier<CompletableFuture<Job>> order, Function<Job, String> sentenceIfEnded) {
        return known.orRefused(idOrName, () -> JobThread.await(thread.call(order)), sentenceIfEnded);
    }

    /** Deletes an ended job with its files. */
    public void delete(String idOrName) {
        Job job = find(idOrName).orElseThrow(() -> KnownJobs.unknown(idOrName));
        if (!job.status().ended()) {
            throw new JobRefusedException(Reason.CONFLICT, "The job is still open: cancel it before you delete it.");
        }
        JobThread.await(store.delete(job.id(), JobEvent.Updated.of(job, "deleted", "")));
        files.delete(job.id());
    }

    /** The normalised drawing of a job as SVG, layers kept; empty while it has not been analyzed. */
    public Optional<Path> preview(String idOrName) {
        return find(idOrName).map(job -> files.preview(job.id())).filter(Files::isRegularFile);
    }

    /** Someone confirms that the pen stands at the origin of this plotter: clears {@link PauseCause#NEEDS_ORIGIN}. */
    public void setOrigin(String device) {
        caution.requireMotion();
        JobThread.await(thread.call(() -> desk.requireRunner(device).setOrigin()));
    }

    /** Has the jobs' thread run this in its turn; by whether it does, others see that it lives. It must not block. Any thread. */
    public void ping(Runnable answer) {
        thread.execute(answer);
    }

    /**
     * Holds what is drawn, remembers where, and ends the room's threads; what is being planned stays queued and is planned again
     * in the next life. Close the plotters after it, then the database.
     */
    @Override
    public void close() {
        CompletableFuture<Void> still = thread.call(desk::standStill).orTimeout(STAND_STILL_S, TimeUnit.SECONDS);
        planner.close();
        try {
            JobThread.await(still);
        } catch (RuntimeException e) {
            Logger.warn(e, "a plotter did not come to rest in time; its last second will be in doubt");
        }
        thread.close();
    }
}
