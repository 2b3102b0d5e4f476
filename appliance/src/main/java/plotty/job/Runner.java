package plotty.job;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.tinylog.Logger;
import plotty.job.JobMachine.Step;
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
    private final PlanReader plans;
    private final JobThread thread;
    private final InstantSource clock;
    private final OriginOrders origins;
    private final Adjusting adjusting;
    private final Hearing hearing;

    private Optional<Plot> plot = Optional.empty();
    private Optional<CompletableFuture<Job>> beginning = Optional.empty();
    private boolean movedByHand;

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
        this.plans = new PlanReader(files);
        this.thread = thread;
        this.clock = clock;
        this.origins = new OriginOrders(plotter, thread);
        this.adjusting = new Adjusting(plotter);
        this.hearing = new Hearing(this, desk, journal, store, plans, thread);
    }

    Plotter plotter() {
        return plotter;
    }

    Adjusting adjusting() {
        return adjusting;
    }

    OriginOrders origins() {
        return origins;
    }

    /** What is made of the job that the plotter is busy with. */
    Optional<Plot> plot() {
        return plot;
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
        desk.takePace(job);
        plot = Optional.of(new Plot(job, plotter, journal, thread, clock, new PlotEnds() {
            @Override
            public void learned(Pace pace) {
                desk.learned(Runner.this, pace);
            }

            @Override
            public void free() {
                Runner.this.free();
            }
        }));
    }

    private void free() {
        adjusting.over();
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
        if (movedByHand) {
            return Optional.of("%s is being moved by hand: try again when it is at rest.".formatted(plotter.name()));
        }
        return state.trust() == PositionTrust.KNOWN
                ? Optional.empty()
                : Optional.of(("Nobody knows where the pen of %s is: move the carriage to the origin, set the origin,"
                                + " and try again.")
                        .formatted(plotter.name()));
    }

    /** Whether a hand move is under way. */
    boolean isMovedByHand() {
        return movedByHand;
    }

    /** A hand move is under way until this is called with false. */
    void movedByHand(boolean moved) {
        hearing.placeChanged();
        movedByHand = moved;
    }

    /**
     * Starts a planned job, at a place if one is given; the plotter is idle and ready. The future gives the job once its start
     * is on the disk.
     */
    CompletableFuture<Job> start(OpenJob job, String reason, Optional<Jobs.Place> place) {
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
                return desk.planAgain(job, place.isEmpty());
            }
            Plot mine = plot.orElseThrow();
            mine.load(usable.get(), store);
            Phases before = job.phases;
            job.phases = job.phases.reset(List.of(Phases.ARM));
            mine.arm();
            return place.map(chosen -> mine.goOnAt(start, chosen))
                    .orElseGet(() -> mine.goOn(start, Jobs.UncertainChoice.REDRAW))
                    .whenCompleteAsync((_, problem) -> freeUnlessStarted(job, problem, before), thread);
        });
    }

    private void freeUnlessStarted(OpenJob job, Throwable problem, Phases before) {
        if (problem != null && job.status == JobStatus.QUEUED) {
            job.phases = before;
            if (has(job)) {
                free();
            }
        }
    }

    /** Lets a paused job go on where it is. */
    CompletableFuture<Job> resume(OpenJob job, Jobs.UncertainChoice choice) {
        return goOn(job, mine -> mine.goOn(new JobCommand.Resume(), choice));
    }

    /** Lets a paused job go on at a place. */
    CompletableFuture<Job> goOnAt(OpenJob job, Jobs.Place place) {
        return goOn(job, mine -> mine.goOnAt(new JobCommand.Resume(), place));
    }

    private CompletableFuture<Job> goOn(OpenJob job, Function<Plot, CompletableFuture<Job>> order) {
        Plot mine = plot.orElseThrow();
        mine.news().plotterIs(plotter.state(), isUp(plotter.state()));
        JobCommand resume = new JobCommand.Resume();
        if (!(JobMachine.next(job.status, job.causes, resume) instanceof Step.To)) {
            return journal.apply(job, resume);
        }
        Optional<String> obstacle = whyNotReady();
        return obstacle.isPresent() ? refused(obstacle.get()) : withPlan(job, order);
    }

    /** Leaves the rest of the present layer out. */
    CompletableFuture<Job> skipLayer(OpenJob job) {
        return withPlan(job, Plot::skipLayer);
    }

    /** Does something with a begun job, once its plan has been read. */
    private CompletableFuture<Job> withPlan(OpenJob job, Function<Plot, CompletableFuture<Job>> order) {
        Plot mine = plot.orElseThrow();
        if (mine.isLoaded()) {
            return order.apply(mine);
        }
        return beginning.orElseGet(() -> begin(job, loaded -> {
            if (!has(job) || job.status != JobStatus.PAUSED) {
                return journal.apply(job, new JobCommand.Resume());
            }
            if (loaded.plan().isEmpty()) {
                Throwable problem = loaded.problem().orElseThrow();
                Logger.error(problem, "the plan of job {} cannot be read", job.id);
                CompletableFuture<Job> failed = journal.fail(job, Phases.PLOT, loaded.sentence());
                free();
                return failed;
            }
            mine.load(loaded.plan().get(), store);
            return order.apply(mine);
        }));
    }

    /** Reads the plan from the disk, without keeping the jobs' thread waiting, and goes on from there. */
    private CompletableFuture<Job> begin(OpenJob job, Function<PlanReader.Loaded, CompletableFuture<Job>> onceLoaded) {
        CompletableFuture<Job> answer = plans.read(job)
                .thenComposeAsync(
                        loaded -> {
                            beginning = has(job) ? Optional.empty() : beginning;
                            return onceLoaded.apply(loaded);
                        },
                        thread);
        beginning = Optional.of(answer);
        return answer;
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
        hearing.placeChanged();
        return origins.order()
                .thenComposeAsync(
                        _ -> {
                            plot.ifPresent(mine -> mine.news().plotterIs(plotter.state(), isUp(plotter.state())));
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
        hearing.notice(notice);
    }

    /** Whether a plotter in this state can be told something. */
    static boolean isUp(PlotterState state) {
        return switch (state.connection()) {
            case CONNECTED, BUSY -> true;
            case ERROR, DISCONNECTED, OFFLINE -> false;
        };
    }

    private static <T> CompletableFuture<T> refused(String sentence) {
        return CompletableFuture.failedFuture(new JobRefusedException(JobRefusedException.Reason.CONFLICT, sentence));
    }
}
