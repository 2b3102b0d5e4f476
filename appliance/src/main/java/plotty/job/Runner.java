package plotty.job;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.tinylog.Logger;
import plotty.job.JobMachine.Step;
import plotty.motion.PlanMark;
import plotty.motion.Trajectory;
import plotty.plotter.Plotter;
import plotty.plotter.PlotterNotice;
import plotty.plotter.PlotterState;
import plotty.plotter.PositionTrust;

/** Sees one plotter's jobs through to the paper, one after the other. Touched by the jobs' thread only. */
final class Runner {
    private final Plotter plotter;
    private final Desk desk;
    private final Journal journal;
    private final JobStore store;
    private final JobFiles files;
    private final JobThread thread;
    private final InstantSource clock;
    private final OriginOrders origins;

    private Optional<Plot> plot = Optional.empty();
    private Optional<CompletableFuture<Job>> beginning = Optional.empty();

    Runner(
            Plotter plotter,
            Desk desk,
            Journal journal,
            JobStore store,
            JobFiles files,
            JobThread thread,
            InstantSource clock) {
        this.plotter = plotter;
        this.desk = desk;
        this.journal = journal;
        this.store = store;
        this.files = files;
        this.thread = thread;
        this.clock = clock;
        this.origins = new OriginOrders(plotter, thread);
    }

    Plotter plotter() {
        return plotter;
    }

    /** The job that the plotter is busy with. */
    Optional<OpenJob> job() {
        return plot.map(Plot::job);
    }

    boolean isIdle() {
        return plot.isEmpty();
    }

    boolean has(OpenJob job) {
        return job().equals(Optional.of(job));
    }

    /** Takes up a job that the service's end left open. */
    void adopt(OpenJob job) {
        plot = Optional.of(new Plot(job, plotter, journal, thread, clock, this::free));
    }

    private void free() {
        plot = Optional.empty();
        beginning = Optional.empty();
        desk.pump();
    }

    /** Why nothing can be drawn now; empty if it can. */
    Optional<String> whyNotReady() {
        PlotterState state = plotter.state();
        if (!isUp(state)) {
            return Optional.of("%s is not ready: %s"
                    .formatted(
                            plotter.name(),
                            state.message().orElse("it is not connected; check its cable and its power.")));
        }
        return state.trust() == PositionTrust.KNOWN
                ? Optional.empty()
                : Optional.of(("Nobody knows where the pen of %s is: move the carriage to the origin, set the origin,"
                                + " and try again.")
                        .formatted(plotter.name()));
    }

    /** Starts a planned job; the plotter is idle and ready. The future gives the job once its start is on the disk. */
    CompletableFuture<Job> start(OpenJob job, String reason) {
        if (has(job)) {
            return beginning.orElseGet(() -> journal.apply(job, new JobCommand.Start(reason)));
        }
        adopt(job);
        JobCommand start = new JobCommand.Start(reason);
        return begin(job, loaded -> {
            if (!has(job) || job.status != JobStatus.QUEUED) {
                return journal.apply(job, start);
            }
            loaded.problem().ifPresent(problem -> Logger.warn(problem, "the plan of job {} cannot be used", job.id));
            Optional<Trajectory> usable =
                    loaded.plan().filter(plan -> plan.profile().equals(plotter.profile()));
            if (usable.isEmpty()) {
                plot = Optional.empty();
                return desk.planAgain(job);
            }
            Plot mine = plot.orElseThrow();
            mine.load(usable.get(), store);
            job.phases = job.phases.reset(List.of(Phases.ARM));
            mine.arm();
            return mine.goOn(start, PlanMark.START);
        });
    }

    /** Lets a paused job go on. */
    CompletableFuture<Job> resume(OpenJob job, Jobs.UncertainChoice choice) {
        Plot mine = plot.orElseThrow();
        mine.plotterIs(plotter.state(), isUp(plotter.state()));
        JobCommand resume = new JobCommand.Resume();
        if (!(JobMachine.next(job.status, job.causes, resume) instanceof Step.To)) {
            return journal.apply(job, resume);
        }
        Optional<String> obstacle = whyNotReady();
        if (obstacle.isPresent()) {
            return refused(obstacle.get());
        }
        if (mine.isLoaded()) {
            return mine.goOn(resume, mine.placeToGoOn(choice));
        }
        return beginning.orElseGet(() -> begin(job, loaded -> {
            if (!has(job) || job.status != JobStatus.PAUSED) {
                return journal.apply(job, resume);
            }
            if (loaded.plan().isEmpty()) {
                Throwable problem = loaded.problem().orElseThrow();
                Logger.error(problem, "the plan of job {} cannot be read", job.id);
                CompletableFuture<Job> failed = journal.fail(job, Phases.PLOT, sentence(problem));
                free();
                return failed;
            }
            mine.load(loaded.plan().get(), store);
            return mine.goOn(resume, mine.placeToGoOn(choice));
        }));
    }

    /** A plan as read from the disk, or why it could not be. */
    private record Loaded(Optional<Trajectory> plan, Optional<Throwable> problem) {}

    /** Reads the plan from the disk, without keeping the jobs' thread waiting, and goes on from there. */
    private CompletableFuture<Job> begin(OpenJob job, Function<Loaded, CompletableFuture<Job>> onceLoaded) {
        CompletableFuture<Loaded> reading = new CompletableFuture<>();
        String hash = job.planHash.orElseThrow();
        Thread.ofVirtual().name("plan-" + job.id).start(() -> reading.complete(read(job.id, hash)));
        CompletableFuture<Job> answer = reading.thenComposeAsync(
                loaded -> {
                    beginning = has(job) ? Optional.empty() : beginning;
                    return onceLoaded.apply(loaded);
                },
                thread);
        beginning = Optional.of(answer);
        return answer;
    }

    private Loaded read(String id, String hash) {
        try {
            return new Loaded(Optional.of(files.readPlan(id, hash)), Optional.empty());
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            return new Loaded(Optional.empty(), Optional.of(e));
        }
    }

    private static String sentence(Throwable problem) {
        return problem instanceof OutOfMemoryError
                ? "The plan of this job does not fit into the memory of this device."
                : String.valueOf(problem.getMessage());
    }

    CompletableFuture<Job> pause(PauseCause cause) {
        return plot.orElseThrow().pause(new JobCommand.Pause(cause));
    }

    /** Gives the job up, decelerating or at once. */
    CompletableFuture<Job> giveUp(JobCommand command) {
        return plot.orElseThrow().giveUp(command);
    }

    /** A person says that the pen stands at the origin. */
    CompletableFuture<Void> setOrigin() {
        PlotterState state = plotter.state();
        if (!isUp(state)) {
            return refused(whyNotReady().orElseThrow());
        }
        boolean keepsPlace = plot.map(Plot::keepsPlace).orElse(false);
        if (keepsPlace) {
            return refused("%s is in the middle of a job: cancel the job before you set the origin."
                    .formatted(plotter.name()));
        }
        return origins.order()
                .thenComposeAsync(
                        _ -> {
                            plot.ifPresent(mine -> mine.plotterIs(plotter.state(), isUp(plotter.state())));
                            return job().map(journal::settled).orElseGet(() -> CompletableFuture.completedFuture(null));
                        },
                        thread)
                .thenApply(_ -> null);
    }

    /** Holds and remembers where, for the service ends. Completes when the plotter is at rest and its mark on the disk. */
    CompletableFuture<Void> standStill() {
        return plot.map(Plot::standStill).orElseGet(() -> CompletableFuture.completedFuture(null));
    }

    /** The plotter said something. */
    void notice(PlotterNotice notice) {
        switch (notice) {
            case PlotterNotice.StateChanged changed -> stateChanged(changed.state());
            case PlotterNotice.Progress progress -> plot.ifPresent(mine -> mine.progressed(progress));
            case PlotterNotice.Held held -> plot.ifPresent(mine -> mine.held(held));
            case PlotterNotice.Resumed _ -> {}
            case PlotterNotice.Finished _ -> plot.ifPresent(Plot::finished);
            case PlotterNotice.Abandoned abandoned -> plot.ifPresent(mine -> mine.abandoned(abandoned));
            case PlotterNotice.Faulted fault -> plot.ifPresent(mine -> faulted(mine, fault));
            case PlotterNotice.ButtonPressed _ -> desk.pressed(this);
        }
    }

    /** A board that stumbled may be back before it tells of its fault, and then says nothing more. */
    private void faulted(Plot mine, PlotterNotice.Faulted fault) {
        mine.faulted(fault);
        PlotterState now = plotter.state();
        plot.ifPresent(still -> still.plotterIs(now, isUp(now)));
    }

    private void stateChanged(PlotterState state) {
        plot.ifPresent(mine -> mine.plotterIs(state, isUp(state)));
        origins.heard(state, isUp(state));
        if (isUp(state) && isIdle()) {
            desk.pump();
        }
    }

    private static boolean isUp(PlotterState state) {
        return switch (state.connection()) {
            case CONNECTED, BUSY -> true;
            case ERROR, DISCONNECTED, OFFLINE -> false;
        };
    }

    private static <T> CompletableFuture<T> refused(String sentence) {
        return CompletableFuture.failedFuture(new JobRefusedException(JobRefusedException.Reason.CONFLICT, sentence));
    }
}
