package plotty.job;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.tinylog.Logger;
import plotty.drawing.format.DrawingFormat;
import plotty.job.Job.Artifact;
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

    private final JobStore store;
    private final JobFiles files;
    private final JobIds ids;
    private final JobThread thread = new JobThread();
    private final OpenView view = new OpenView();
    private final Planner planner;
    private final Desk desk;
    private final Editing editing;
    private final InstantSource clock;

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
     * Changes to a queued job; empty means as it is. A position is counted from 1, past the end is the end; device {@code ""}
     * takes any plotter that fits.
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
            RandomGenerator random) {
        this.store = new JobStore(database);
        this.files = new JobFiles(settings.folder());
        this.ids = new JobIds(clock, random);
        this.clock = clock;
        this.planner = new Planner(files, settings.limits());
        this.desk = new Desk(settings, store, files, planner, plotters, thread, clock, view);
        this.editing = new Editing(desk, thread);
    }

    /**
     * Takes up what an earlier life left: jobs that were open when it ended stand paused, whatever waited waits. Nothing moves
     * by itself. The database holds {@link #MIGRATIONS}; the plotters need not be started yet, and what they say must reach
     * {@link #listener}.
     *
     * @throws UncheckedIOException if the folder for the files cannot be used
     */
    public static Jobs open(
            JobSettings settings,
            Database database,
            List<Plotter> plotters,
            InstantSource clock,
            RandomGenerator random) {
        Jobs jobs = new Jobs(settings, database, plotters, clock, random);
        jobs.files.deleteOrphans(jobs.store.ids());
        List<SavedJob> left = jobs.store.open();
        await(jobs.thread.call(() -> jobs.desk.restore(left)));
        return jobs;
    }

    /**
     * Whether an earlier life left a job that had begun to draw: then the pen need not stand where a person parks it. To be
     * asked before {@link #open}; reads the database.
     */
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
        Runner runner = desk.runner(device)
                .orElseThrow(() -> new IllegalArgumentException("there is no plotter %s".formatted(device)));
        return (PlotterNotice notice) -> thread.post(() -> runner.notice(notice));
    }

    /** Id of the job that is drawn or held on this plotter; never blocks. */
    public Optional<String> jobOn(String device) {
        return view.list().stream()
                .filter(job -> job.status() == JobStatus.RUNNING || job.status() == JobStatus.PAUSED)
                .filter(job -> job.device().filter(device::equals).isPresent())
                .map(Job::id)
                .findFirst();
    }

    /**
     * Takes an uploaded file in: moves it into the job's folder, syncs file and directory, writes the row, and only then
     * returns (phase P00). The file must lie on the file system of the jobs' folder.
     *
     * @throws JobRefusedException if the file is no drawing that we can read, or the options make no sense
     * @throws UncheckedIOException if the disk fails
     */
    public Job receive(Path upload, JobOptions options) {
        Editing.check(options, desk.devices());
        sniff(upload);
        await(thread.call(() -> {
            desk.requireRoom();
            return CompletableFuture.completedFuture(null);
        }));
        OpenJob job = new OpenJob(ids.next(), clock.instant(), options);
        try {
            Artifact original = files.receive(job.id, upload);
            job.phases = job.phases
                    .start(Phases.RECEIVE, job.createdAt)
                    .complete(Phases.RECEIVE, clock.instant(), List.of(), List.of(original));
            return await(thread.call(() -> desk.receive(job)));
        } catch (IOException e) {
            files.delete(job.id);
            throw new UncheckedIOException(
                    "The drawing could not be kept: check the disk and its free space, and send it again.", e);
        } catch (RuntimeException e) {
            files.delete(job.id);
            throw e;
        }
    }

    private static void sniff(Path upload) {
        byte[] head;
        try (InputStream in = Files.newInputStream(upload)) {
            head = in.readNBytes(DrawingFormat.HEAD_BYTES);
        } catch (IOException e) {
            throw new UncheckedIOException("The upload could not be read: send it again.", e);
        }
        if (head.length == 0) {
            throw new JobRefusedException(Reason.INVALID, "The file is empty: send a drawing as SVG.");
        }
        if (DrawingFormat.of(head).isEmpty()) {
            throw new JobRefusedException(
                    Reason.INVALID, "The file is no drawing that this plotter can read: send it as SVG.");
        }
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
        List<Job> open = view.list();
        List<Job> found = new ArrayList<>(open.stream()
                .filter(job -> statuses.contains(job.status()))
                .limit(Math.max(0, limit))
                .toList());
        if (found.size() < limit) {
            Set<String> shown = open.stream().map(Job::id).collect(Collectors.toSet());
            store.ended(statuses, limit - found.size()).stream()
                    .map(SavedJob::job)
                    .filter(job -> !shown.contains(job.id()))
                    .forEach(found::add);
        }
        return found;
    }

    /** The job with this id or, failing that, this name: an open one, else the one that ended last. */
    public Optional<Job> find(String idOrName) {
        return view.find(idOrName).or(() -> store.endedNamed(idOrName).map(SavedJob::job));
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
        return orUnknown(idOrName, () -> desk.control(idOrName, action, uncertain, pauseCause), job -> {
            JobCommand command = switch (action) {
                case START -> new JobCommand.Start("");
                case PAUSE -> new JobCommand.Pause(pauseCause);
                case RESUME -> new JobCommand.Resume();
                case CANCEL -> new JobCommand.Cancel();
                case STOP -> new JobCommand.Stop();
            };
            return JobMachine.next(job.status(), job.causes(), command) instanceof Step.Refused refused
                    ? refused.sentence()
                    : "The job has just ended.";
        });
    }

    /**
     * Starts a planned job, or lets a paused one go on, from another place. What lies before the place and is not drawn yet
     * stays undrawn.
     */
    public Job goOnAt(String idOrName, Place place) {
        throw new UnsupportedOperationException(idOrName + " at " + place);
    }

    /** Leaves the rest of the present layer out: holds, and goes on with the next one; a paused job stays paused before it. */
    public Job skipLayer(String idOrName) {
        throw new UnsupportedOperationException(idOrName);
    }

    /** Queues the same drawing with the same options once more; the job may have ended. */
    public Job again(String idOrName) {
        throw new UnsupportedOperationException(idOrName);
    }

    /** Takes a plotter in while the service runs; what it says must reach {@link #listener}. */
    public void add(Plotter plotter) {
        throw new UnsupportedOperationException(plotter.id());
    }

    /**
     * Has a plotter do something by hand, and waits until it is done, at most a minute. Refused while a job draws.
     *
     * @throws JobRefusedException with the reason in words
     */
    public void byHand(String device, HandMove move) {
        throw new UnsupportedOperationException(device + " " + move);
    }

    /** Walks along the outline of what a planned job draws, pen up, on its plotter; waits until it is done. */
    public void walkOutline(String idOrName) {
        throw new UnsupportedOperationException(idOrName);
    }

    /** Changes speed and pen heights of a plotter, also while it draws; waits for nothing. */
    public void adjust(String device, Adjustment adjustment) {
        throw new UnsupportedOperationException(device + " " + adjustment);
    }

    /** Changes a queued job; it is planned again where needed. */
    public Job edit(String idOrName, Edit edit) {
        return orUnknown(
                idOrName,
                () -> editing.edit(idOrName, edit),
                job -> "The job has ended: it cannot be changed any more. Send the drawing again.");
    }

    private Job orUnknown(
            String idOrName, Supplier<CompletableFuture<Job>> order, Function<Job, String> sentenceIfEnded) {
        try {
            return await(thread.call(order));
        } catch (JobRefusedException e) {
            if (e.reason() != Reason.UNKNOWN) {
                throw e;
            }
            throw store.endedNamed(idOrName)
                    .map(ended -> new JobRefusedException(Reason.CONFLICT, sentenceIfEnded.apply(ended.job())))
                    .orElseGet(() ->
                            new JobRefusedException(Reason.UNKNOWN, "There is no job \"%s\".".formatted(idOrName)));
        }
    }

    /** Deletes an ended job with its files. */
    public void delete(String idOrName) {
        Job job = find(idOrName)
                .orElseThrow(
                        () -> new JobRefusedException(Reason.UNKNOWN, "There is no job \"%s\".".formatted(idOrName)));
        if (!job.status().ended()) {
            throw new JobRefusedException(Reason.CONFLICT, "The job is still open: cancel it before you delete it.");
        }
        await(store.delete(job.id(), JobEvent.Updated.of(job, "deleted", "")));
        files.delete(job.id());
    }

    /** The normalised drawing of a job as SVG, layers kept; empty while it has not been analyzed. */
    public Optional<Path> preview(String idOrName) {
        return find(idOrName).map(job -> files.preview(job.id())).filter(Files::isRegularFile);
    }

    /** Someone confirms that the pen stands at the origin of this plotter: clears {@link PauseCause#NEEDS_ORIGIN}. */
    public void setOrigin(String device) {
        await(thread.call(() -> desk.runner(device)
                .orElseThrow(
                        () -> new JobRefusedException(Reason.UNKNOWN, "There is no plotter \"%s\".".formatted(device)))
                .setOrigin()));
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
            await(still);
        } catch (RuntimeException e) {
            Logger.warn(e, "a plotter did not come to rest in time; its last second will be in doubt");
        }
        thread.close();
    }

    private static <T> T await(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            Throwable cause = e.getCause();
            while (cause instanceof CompletionException && cause.getCause() != null) {
                cause = cause.getCause();
            }
            if (cause instanceof JobRefusedException refused) {
                throw new JobRefusedException(refused.reason(), refused.getMessage());
            }
            if (cause instanceof RejectedExecutionException) {
                throw new JobRefusedException(Reason.CONFLICT, "The service is stopping: try again when it is back.");
            }
            throw cause instanceof RuntimeException unchecked ? unchecked : e;
        }
    }
}
