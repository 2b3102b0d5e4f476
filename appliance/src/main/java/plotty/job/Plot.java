package plotty.job;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.tinylog.Logger;
import plotty.job.JobMachine.Step;
import plotty.job.JobRefusedException.Reason;
import plotty.motion.PlanMark;
import plotty.motion.Trajectory;
import plotty.plotter.Plotter;
import plotty.plotter.PlotterNotice;
import plotty.plotter.PlotterState;
import plotty.plotter.PositionTrust;

/** One job on one plotter, from the moment it is taken up until the plotter is free of it. Jobs' thread only. */
final class Plot {
    private final OpenJob job;
    private final Plotter plotter;
    private final Journal journal;
    private final JobThread thread;
    private final InstantSource clock;
    private final PlotEnds ends;
    private final Course course;
    private final LayerSkip skip;
    private final Line line = new Line();

    private Request request = Request.NONE;
    /** Whether the plotter has told that it is at rest, and was not told to go on since. */
    private boolean atRest = true;

    private CompletableFuture<Void> rest = CompletableFuture.completedFuture(null);

    /** Takes a job up. */
    Plot(OpenJob job, Plotter plotter, Journal journal, JobThread thread, InstantSource clock, PlotEnds ends) {
        this.job = job;
        this.plotter = plotter;
        this.journal = journal;
        this.thread = thread;
        this.clock = clock;
        this.ends = ends;
        this.course = new Course(job, clock);
        this.skip = new LayerSkip(job, course, this, journal);
    }

    OpenJob job() {
        return job;
    }

    boolean isLoaded() {
        return course.isKnown();
    }

    /** Whether the plotter holds a place of this job that setting the origin would spoil. */
    boolean keepsPlace() {
        return request != Request.NONE && !job.causes.contains(PauseCause.NEEDS_ORIGIN);
    }

    /** Takes the plan in. */
    void load(Trajectory trajectory, JobStore store) {
        course.take(trajectory, plotter.capabilities(), store, thread, plotter::permit);
    }

    /** P04, and the beginning of P05. */
    void arm() {
        List<String> warnings = plotter.state().penUp() ? List.of() : List.of("The pen was down before the start.");
        job.phases = job.phases.armed(clock.instant(), warnings);
    }

    /** Lets the job go on, or begin, where it is; what is in doubt is drawn again or skipped. */
    CompletableFuture<Job> goOn(JobCommand command, Jobs.UncertainChoice choice) {
        OpenJob.Standing before = job.standing();
        PlanMark from = job.mark.isEmpty()
                ? PlanMark.START
                : course.placeToGoOn(request == Request.NONE && choice == Jobs.UncertainChoice.SKIP);
        if (runs(command) && OpenJob.waitsForLayer(job.causes)) {
            job.stopMade = from.stroke();
        }
        return goOn(command, from, before);
    }

    /** The same at a place that a person chose. */
    CompletableFuture<Job> goOnAt(JobCommand command, Jobs.Place place) {
        return onceAtRest(() -> {
            OpenJob.Standing before = job.standing();
            PlanMark from = course.at(place);
            if (runs(command)) {
                job.stopMade = from.stroke();
                course.goTo(course.done(), from);
            }
            return goOn(command, from, before);
        });
    }

    /** Whether the command lets the job run. */
    private boolean runs(JobCommand command) {
        return JobMachine.next(job.status, job.causes, command) instanceof Step.To to
                && to.status() == JobStatus.RUNNING;
    }

    /** Makes the marks durable together with the new status, and only then lets the plotter move. */
    private CompletableFuture<Job> goOn(JobCommand command, PlanMark from, OpenJob.Standing before) {
        if (!runs(command)) {
            return journal.apply(job, command);
        }
        course.begin(from);
        return moveOnceSaved(journal.apply(job, command), before);
    }

    /** What could not be written has not happened. */
    CompletableFuture<Job> moveOnceSaved(CompletableFuture<Job> saved, OpenJob.Standing before) {
        return saved.whenCompleteAsync(
                (_, problem) -> {
                    if (problem != null && job.status == JobStatus.RUNNING) {
                        Logger.error(problem, "job {} cannot go on: its marks could not be written", job.id);
                        standAgain(before);
                    }
                    move();
                },
                thread);
    }

    private void standAgain(OpenJob.Standing before) {
        job.standAgain(before);
        var _ = course.takeJump();
        if (job.status != JobStatus.RUNNING) {
            course.stopClock();
        }
        if (job.status == JobStatus.QUEUED) {
            end();
        }
    }

    /** Has the plotter draw, or go on, if the job runs. */
    void move() {
        if (job.status != JobStatus.RUNNING || request == Request.ENDING) {
            return;
        }
        line.holds();
        Optional<PlanMark> elsewhere = course.takeJump();
        PlanMark from = job.mark.orElseThrow().done();
        if (request != Request.NONE) {
            course.permitSaved();
            atRest = false;
            elsewhere.ifPresentOrElse(plotter::resumeFrom, plotter::resume);
        } else if (course.openStopAt(from).isPresent()) {
            stopAt(from, course.openStopAt(from).get());
        } else {
            request = Request.SENT;
            atRest = false;
            plotter.draw(course.request());
        }
    }

    /** The layer that begins here needs a person first. */
    void stopAt(PlanMark place, LayerStops.Stop stop) {
        course.restAt(place);
        job.phases = job.phases.layer(course.layer(), clock.instant());
        job.stopReason = Optional.of(stop.sentence());
        journal.heed(journal.apply(job, new JobCommand.LayerReached(stop.causes(), stop.sentence())));
        journal.progress(job);
        rest.complete(null);
    }

    CompletableFuture<Job> pause(JobCommand command) {
        boolean moves = job.status == JobStatus.RUNNING;
        CompletableFuture<Job> answer = journal.apply(job, command);
        if (moves) {
            course.stopClock();
            if (request.isGiven() && !atRest) {
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

    /** Does something with a job that is not drawn now, once its pen is at rest. */
    private CompletableFuture<Job> onceAtRest(Supplier<CompletableFuture<Job>> order) {
        return rest.thenComposeAsync(_ -> order.get(), thread);
    }

    /** Leaves the rest of the present layer out: holds first if it is being drawn. */
    CompletableFuture<Job> skipLayer() {
        if (job.status != JobStatus.RUNNING) {
            return onceAtRest(skip::leave);
        }
        if (!request.isGiven()) {
            throw new JobRefusedException(Reason.CONFLICT, "The job is just about to be drawn: try again in a moment.");
        }
        skip.order();
        plotter.hold();
        return journal.settled(job);
    }

    /** The plotter proved that the ink ends here: nothing is in doubt any more. */
    CompletableFuture<Job> proven(PlanMark place) {
        course.restAt(place);
        String sentence = "The plotter proved where the pen is: nothing is in doubt.";
        return journal.save(job, List.of(JobEvent.Updated.of(job.view(), "proven", sentence)));
    }

    /** Gives the job up, decelerating or at once. */
    CompletableFuture<Job> giveUp(JobCommand command) {
        boolean atOnce = command instanceof JobCommand.Stop;
        if (atOnce) {
            plotter.stop();
        }
        CompletableFuture<Job> answer = journal.apply(job, command);
        if (job.status.ended()) {
            giveBack(atOnce);
        }
        return answer;
    }

    /** The job has ended: the plotter is to give it up. */
    void giveBack() {
        giveBack(false);
    }

    private void giveBack(boolean toldAlready) {
        if (request == Request.NONE) {
            end();
        } else {
            if (!toldAlready) {
                plotter.cancel();
            }
            request = Request.ENDING;
            course.close();
        }
    }

    void progressed(PlotterNotice.Progress progress) {
        if (!request.isGiven()) {
            return;
        }
        request = Request.OPEN;
        course.reached(progress.timeS(), progress.mark(), isAsPlanned());
        if (job.phases.awaitsLayer(course.layer())) {
            journal.layerChanged(job, course.layer());
        }
        journal.progress(job);
    }

    private boolean isAsPlanned() {
        return job.status == JobStatus.RUNNING && plotter.adjustment().speedPercent() == 100;
    }

    void held(PlotterNotice.Held held) {
        if (!request.isGiven()) {
            return;
        }
        if (held.cause() == PlotterNotice.HoldCause.PERMIT) {
            course.waitingAt(held.mark());
            return;
        }
        request = Request.OPEN;
        atRest = true;
        boolean reachedStop = held.cause() == PlotterNotice.HoldCause.LAYER;
        Optional<LayerStops.Stop> stop = course.stopAt(held.mark()).filter(_ -> reachedStop);
        OptionalInt left = skip.take();
        boolean runs = job.status == JobStatus.RUNNING;
        if (stop.isPresent()) {
            stopAt(held.mark(), stop.get());
        } else if (!runs) {
            restAt(held.mark());
        } else {
            rest.complete(null);
        }
        if (stop.isEmpty() && left.isPresent()) {
            journal.heed(onceAtRest(() -> skip.leave(left.getAsInt(), held.mark())));
        } else if (stop.isEmpty() && runs) {
            atRest = false;
            plotter.resume();
        }
    }

    private void restAt(PlanMark place) {
        CompletableFuture<Void> still = rest;
        journal.heed(course.heldAt(place).whenComplete((_, _) -> still.complete(null)));
        journal.progress(job);
    }

    void finished() {
        if (request.isGiven()) {
            course.finished(isAsPlanned());
            String reason =
                    job.status == JobStatus.PAUSED ? "all was drawn before the pause took effect" : "all is drawn";
            journal.heed(journal.apply(job, new JobCommand.Finish(reason)));
            course.learned().ifPresent(ends::learned);
        }
        endIfBegun();
    }

    private void endIfBegun() {
        if (request != Request.NONE) {
            end();
        }
    }

    void abandoned(PlotterNotice.Abandoned abandoned) {
        if (!request.isGiven()) {
            endIfBegun();
            return;
        }
        request = Request.NONE;
        skip.forget();
        course.sureTo(abandoned.mark());
        if (!job.inDoubt) {
            job.mark = job.mark.map(JobMark::exact);
        }
        JobCommand command = abandoned.trust() == PositionTrust.KNOWN
                ? new JobCommand.Pause(PauseCause.USER)
                : new JobCommand.OriginNeeded();
        journal.heed(journal.apply(job, command));
        rest.complete(null);
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
                    course.stopClock();
                    journal.heed(journal.fail(job, Phases.PLOT, fault.sentence()));
                    end();
                }
            }
        }
    }

    private void stumbled(PlotterNotice.Faulted fault, boolean refused) {
        line.lost(clock.instant());
        atRest = true;
        skip.forget();
        if (refused) {
            request = Request.NONE;
            course.stopClock();
            job.mark = job.mark.map(JobMark::exact);
        } else {
            request = Request.OPEN;
            course.sureTo(fault.mark());
        }
        journal.heed(journal.apply(job, new JobCommand.LinkLost(fault.sentence())));
        rest.complete(null);
    }

    /** The plotter's state changed, or is looked at again. */
    void plotterIs(PlotterState state, boolean up) {
        line.seen(up);
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
        boolean inTime = request == Request.OPEN && line.backInTime(clock.instant());
        JobCommand back = new JobCommand.LinkBack(known, inTime);
        if (!known && request == Request.OPEN) {
            // As after a crash: a person chooses what to do with the window, and the drawing is ordered anew.
            job.inDoubt = job.mark.orElseThrow().inDoubt();
            plotter.cancel();
        }
        return inTime ? goOn(back, Jobs.UncertainChoice.REDRAW) : journal.apply(job, back);
    }

    private void end() {
        course.close();
        request = Request.NONE;
        rest.complete(null);
        ends.free();
    }
}
