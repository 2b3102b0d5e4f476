package plotty.job;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
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
    private final JobStore store;
    private final JobFiles files;
    private final JobThread thread;
    private final InstantSource clock;
    private final OriginOrders origins;

    private Optional<Plot> plot = Optional.empty();
    private Optional<CompletableFuture<Job>> beginning = Optional.empty();

    Runner(Plotter plotter, Desk desk, JobStore store, JobFiles files, JobThread thread, InstantSource clock) {
        this.plotter = plotter;
        this.desk = desk;
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
        plot = Optional.of(new Plot(job, plotter, desk, thread, clock, this::free));
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
            return beginning.orElseGet(() -> desk.apply(job, new JobCommand.Start(reason)));
        }
        adopt(job);
        JobCommand start = new JobCommand.Start(reason);
        return begin(job, (loaded, problem) -> {
            if (!has(job) || job.status != JobStatus.QUEUED) {
                return desk.apply(job, start);
            }
            if (problem != null || !loaded.profile().equals(plotter.profile())) {
                if (problem != null) {
                    Logger.warn(problem, "the plan of job {} cannot be used; it is made again", job.id);
                }
                plot = Optional.empty();
                return desk.planAgain(job);
            }
            Plot mine = plot.orElseThrow();
            mine.load(loaded, store);
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
            return desk.apply(job, resume);
        }
        Optional<String> obstacle = whyNotReady();
        if (obstacle.isPresent()) {
            return refused(obstacle.get());
        }
        if (mine.isLoaded()) {
            return mine.goOn(resume, mine.placeToGoOn(choice));
        }
        return beginning.orElseGet(() -> begin(job, (loaded, problem) -> {
            if (!has(job) || job.status != JobStatus.PAUSED) {
                return desk.apply(job, resume);
            }
            if (problem != null) {
                Logger.error(problem, "the plan of job {} cannot be read", job.id);
                CompletableFuture<Job> failed = desk.fail(job, Phases.PLOT, sentence(problem));
                free();
                return failed;
            }
            mine.load(loaded, store);
            return mine.goOn(resume, mine.placeToGoOn(choice));
        }));
    }

    /** Reads the plan from the disk, without keeping the jobs' thread waiting, and goes on from there. */
    private CompletableFuture<Job> begin(
            OpenJob job, BiFunction<Trajectory, Throwable, CompletableFuture<Job>> onceLoaded) {
        CompletableFuture<Trajectory> plan = new CompletableFuture<>();
        String hash = job.planHash.orElseThrow();
        Thread.ofVirtual().name("plan-" + job.id).start(() -> {
            try {
                plan.complete(files.readPlan(job.id, hash));
            } catch (IOException | RuntimeException | OutOfMemoryError e) {
                plan.completeExceptionally(e);
            }
        });
        CompletableFuture<Job> answer = plan.handleAsync(
                        (loaded, problem) -> {
                            beginning = has(job) ? Optional.empty() : beginning;
                            return onceLoaded.apply(loaded, problem);
                        },
                        thread)
                .thenCompose(next -> next);
        beginning = Optional.of(answer);
        return answer;
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
                            return job().map(desk::settled).orElseGet(() -> CompletableFuture.completedFuture(null));
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
            case PlotterNotice.Faulted fault -> plot.ifPresent(mine -> mine.faulted(fault));
            case PlotterNotice.ButtonPressed _ -> desk.pressed(this);
        }
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
