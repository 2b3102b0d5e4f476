package plotty.job;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.tinylog.Logger;
import plotty.job.JobMachine.Step;
import plotty.motion.PlanMark;
import plotty.motion.Trajectory;
import plotty.plotter.PlotRequest;
import plotty.plotter.Plotter;
import plotty.plotter.PlotterNotice;
import plotty.plotter.PlotterState;
import plotty.plotter.PositionTrust;

/** One job on one plotter, from the moment it is taken up until the plotter is free of it. Jobs' thread only. */
final class Plot {
    /** How long a line may be gone so that the job goes on by itself when it is back. */
    static final Duration GOES_ON_WITHIN = Duration.ofSeconds(30);

    private final OpenJob job;
    private final Plotter plotter;
    private final Journal journal;
    private final JobThread thread;
    private final InstantSource clock;
    private final Runnable free;
    private final Stopwatch stopwatch;

    private Optional<Trajectory> plan = Optional.empty();
    private Optional<Marks> marks = Optional.empty();
    private Request request = Request.NONE;
    private boolean lineWasGone;
    private Optional<Instant> lostAt = Optional.empty();
    private CompletableFuture<Void> rest = CompletableFuture.completedFuture(null);

    /** What the plotter has of the job. */
    private enum Request {
        /** Nothing: it must be told to draw. */
        NONE,
        /** It was told to draw, but has not said anything yet. */
        SENT,
        /** It draws or holds it. */
        OPEN,
        /** It was told to give it up and has not come to rest yet. */
        ENDING
    }

    /** Takes a job up; {@code free} is run once the plotter may take another. */
    Plot(OpenJob job, Plotter plotter, Journal journal, JobThread thread, InstantSource clock, Runnable free) {
        this.job = job;
        this.plotter = plotter;
        this.journal = journal;
        this.thread = thread;
        this.clock = clock;
        this.free = free;
        this.stopwatch = new Stopwatch(
                clock, job.reading.map(PlotMeter.Reading::totalTime).orElse(Duration.ZERO));
    }

    OpenJob job() {
        return job;
    }

    boolean isLoaded() {
        return plan.isPresent();
    }

    /** Whether the plotter holds a place of this job that setting the origin would spoil. */
    boolean keepsPlace() {
        return request != Request.NONE && !job.causes.contains(PauseCause.NEEDS_ORIGIN);
    }

    /** Takes the plan in. */
    void load(Trajectory trajectory, JobStore store) {
        plan = Optional.of(trajectory);
        marks = Optional.of(new Marks(job, trajectory, store, thread, plotter::permit));
    }

    /** P04, and the beginning of P05. */
    void arm() {
        Instant now = clock.instant();
        List<String> warnings = plotter.state().penUp() ? List.of() : List.of("The pen was down before the start.");
        job.phases = job.phases
                .start(Phases.ARM, now)
                .complete(Phases.ARM, now, warnings, List.of())
                .start(Phases.PLOT, now);
    }

    /** Where a resumed job goes on. */
    PlanMark placeToGoOn(Jobs.UncertainChoice choice) {
        JobMark mark = job.mark.orElseThrow();
        boolean skips = request == Request.NONE && job.inDoubt && choice == Jobs.UncertainChoice.SKIP;
        return skips ? mark.ahead() : mark.done();
    }

    /** Makes the marks durable together with the new status, and only then lets the plotter move. */
    CompletableFuture<Job> goOn(JobCommand command, PlanMark from) {
        boolean runs = JobMachine.next(job.status, job.causes, command) instanceof Step.To to
                && to.status() == JobStatus.RUNNING;
        if (!runs) {
            return journal.apply(job, command);
        }
        JobStatus statusBefore = job.status;
        Set<PauseCause> causesBefore = job.causes;
        Optional<JobMark> markBefore = job.mark;
        boolean inDoubtBefore = job.inDoubt;
        marks.orElseThrow().begin(from, stopwatch.total());
        job.inDoubt = false;
        stopwatch.start();
        return journal.apply(job, command)
                .whenCompleteAsync(
                        (_, problem) -> {
                            if (problem == null) {
                                move();
                            } else if (job.status == JobStatus.RUNNING) {
                                Logger.error(problem, "job {} cannot go on: its marks could not be written", job.id);
                                job.status = statusBefore;
                                job.causes = causesBefore;
                                job.mark = markBefore;
                                job.inDoubt = inDoubtBefore;
                                stopwatch.stop();
                                if (job.status == JobStatus.QUEUED) {
                                    end();
                                }
                            }
                        },
                        thread);
    }

    private void move() {
        if (job.status != JobStatus.RUNNING || request == Request.ENDING) {
            return;
        }
        lineWasGone = false;
        lostAt = Optional.empty();
        if (request == Request.NONE) {
            JobMark mark = job.mark.orElseThrow();
            request = Request.SENT;
            plotter.draw(new PlotRequest(job.id, plan.orElseThrow(), mark.done(), mark.aheadS()));
        } else {
            marks.orElseThrow().permitSaved();
            plotter.resume();
        }
    }

    CompletableFuture<Job> pause(JobCommand command) {
        boolean moves = job.status == JobStatus.RUNNING;
        CompletableFuture<Job> answer = journal.apply(job, command);
        if (moves) {
            stopwatch.stop();
            if (request == Request.SENT || request == Request.OPEN) {
                rest = new CompletableFuture<>();
                plotter.hold();
            }
        }
        return answer;
    }

    /** The service ends: holds. Completes when the plotter is at rest and its place on the disk. */
    CompletableFuture<Void> standStill() {
        return pause(new JobCommand.ServiceEnded()).thenCombine(rest, (_, _) -> null);
    }

    /** Gives the job up, decelerating or at once. */
    CompletableFuture<Job> giveUp(JobCommand command) {
        boolean atOnce = command instanceof JobCommand.Stop;
        if (atOnce) {
            plotter.stop();
        }
        CompletableFuture<Job> answer = journal.apply(job, command);
        if (!job.status.ended()) {
            return answer;
        }
        if (request == Request.NONE) {
            end();
            return answer;
        }
        if (!atOnce) {
            plotter.cancel();
        }
        request = Request.ENDING;
        marks.ifPresent(Marks::close);
        return answer;
    }

    void progressed(PlotterNotice.Progress progress) {
        if (request != Request.SENT && request != Request.OPEN) {
            return;
        }
        request = Request.OPEN;
        int layer = layer();
        marks.orElseThrow().reached(progress.timeS(), progress.mark(), stopwatch.total());
        if (layer() != layer) {
            journal.layerChanged(job, layer());
        }
        journal.progress(job);
    }

    private int layer() {
        return job.reading.map(PlotMeter.Reading::layer).orElse(0);
    }

    void held(PlotterNotice.Held held) {
        if (request == Request.NONE || request == Request.ENDING) {
            return;
        }
        if (held.cause() == PlotterNotice.HoldCause.LAYER) {
            throw new UnsupportedOperationException("a stop before a layer");
        }
        if (held.cause() == PlotterNotice.HoldCause.PERMIT) {
            marks.orElseThrow().waitingAt(held.mark(), stopwatch.total());
            return;
        }
        request = Request.OPEN;
        switch (job.status) {
            case RUNNING -> plotter.resume();
            case PAUSED -> {
                CompletableFuture<Void> still = rest;
                var _ = marks.orElseThrow()
                        .heldAt(held.mark(), stopwatch.total())
                        .whenComplete((_, problem) -> {
                            if (problem != null) {
                                Logger.error(problem, "where job {} was held could not be written", job.id);
                            }
                            still.complete(null);
                        });
                journal.progress(job);
            }
            case QUEUED, COMPLETED, FAILED, CANCELLED -> {}
        }
    }

    void finished() {
        switch (request) {
            case NONE -> {}
            case ENDING -> end();
            case SENT, OPEN -> {
                Instant now = clock.instant();
                stopwatch.stop();
                marks.orElseThrow().finished(stopwatch.total());
                job.phases = job.phases
                        .layer(job.totalLayers + 1, now)
                        .complete(Phases.PLOT, now, List.of(), List.of())
                        .start(Phases.FINISH, now)
                        .complete(Phases.FINISH, now, List.of(), List.of());
                journal.heed(journal.apply(job, new JobCommand.Finish()));
                end();
            }
        }
    }

    void abandoned(PlotterNotice.Abandoned abandoned) {
        switch (request) {
            case NONE -> {}
            case ENDING -> end();
            case SENT, OPEN -> {
                request = Request.NONE;
                stopwatch.stop();
                marks.orElseThrow().sureTo(abandoned.mark(), stopwatch.total());
                if (!job.inDoubt) {
                    job.mark = job.mark.map(JobMark::exact);
                }
                JobCommand command = abandoned.trust() == PositionTrust.KNOWN
                        ? new JobCommand.Pause(PauseCause.USER)
                        : new JobCommand.OriginNeeded();
                journal.heed(journal.apply(job, command));
                rest.complete(null);
            }
        }
    }

    void faulted(PlotterNotice.Faulted fault) {
        switch (request) {
            case NONE -> {}
            case ENDING -> end();
            case SENT -> stumbled(fault, !fault.resumable());
            case OPEN -> {
                if (fault.resumable()) {
                    stumbled(fault, false);
                } else {
                    stopwatch.stop();
                    journal.heed(journal.fail(job, Phases.PLOT, fault.sentence()));
                    end();
                }
            }
        }
    }

    private void stumbled(PlotterNotice.Faulted fault, boolean refused) {
        stopwatch.stop();
        lostAt = Optional.of(clock.instant());
        if (refused) {
            request = Request.NONE;
            job.mark = job.mark.map(JobMark::exact);
        } else {
            request = Request.OPEN;
            marks.orElseThrow().sureTo(fault.mark(), stopwatch.total());
        }
        journal.heed(journal.apply(job, new JobCommand.LinkLost(fault.sentence())));
        rest.complete(null);
    }

    /** The plotter's state changed, or is looked at again. */
    void plotterIs(PlotterState state, boolean up) {
        lineWasGone |= !up;
        if (request == Request.ENDING && state.connection() != PlotterState.Connection.BUSY) {
            end();
            return;
        }
        boolean known = state.trust() == PositionTrust.KNOWN;
        if (up && !known && job.status == JobStatus.RUNNING) {
            journal.heed(pause(new JobCommand.OriginNeeded()));
        } else if (up && job.status == JobStatus.PAUSED) {
            if (job.causes.contains(PauseCause.DEVICE_LOST)) {
                journal.heed(lineIsBack(known));
            } else {
                journal.heed(journal.apply(job, known ? new JobCommand.OriginSet() : new JobCommand.OriginNeeded()));
            }
        }
    }

    private CompletableFuture<Job> lineIsBack(boolean known) {
        Instant now = clock.instant();
        boolean inTime = request == Request.OPEN
                && lineWasGone
                && lostAt.map(lost -> lost.plus(GOES_ON_WITHIN).isAfter(now)).orElse(false);
        JobCommand back = new JobCommand.LinkBack(known, inTime);
        if (!known && request == Request.OPEN) {
            leaveInDoubt();
        }
        return inTime ? goOn(back, job.mark.orElseThrow().done()) : journal.apply(job, back);
    }

    /** Where the ink ends is not proven, as after a crash: a person chooses what to do, and the drawing is ordered anew. */
    private void leaveInDoubt() {
        job.inDoubt = job.mark.orElseThrow().inDoubt();
        plotter.cancel();
    }

    private void end() {
        marks.ifPresent(Marks::close);
        request = Request.NONE;
        rest.complete(null);
        free.run();
    }
}
