package plotty.job;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.tinylog.Logger;
import plotty.job.JobMachine.Step;
import plotty.job.JobRefusedException.Reason;
import plotty.motion.PlanMark;
import plotty.motion.Trajectory;
import plotty.plotter.Plotter;

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
    private final Grip grip = new Grip();
    private final PlotNews news;

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
        this.news = new PlotNews(this, plotter, journal, course, skip, grip, ends, clock);
    }

    OpenJob job() {
        return job;
    }

    boolean isLoaded() {
        return course.isKnown();
    }

    /** Whether the plotter holds a place of this job that setting the origin would spoil. */
    boolean keepsPlace() {
        return grip.request != Request.NONE && !job.causes.contains(PauseCause.NEEDS_ORIGIN);
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
                : course.placeToGoOn(grip.request == Request.NONE && choice == Jobs.UncertainChoice.SKIP);
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
        if (job.status != JobStatus.RUNNING || grip.request == Request.ENDING) {
            return;
        }
        grip.line.holds();
        Optional<PlanMark> elsewhere = course.takeJump();
        PlanMark from = job.mark.orElseThrow().done();
        if (grip.request != Request.NONE) {
            course.permitSaved();
            grip.atRest = false;
            elsewhere.ifPresentOrElse(plotter::resumeFrom, plotter::resume);
        } else if (course.openStopAt(from).isPresent()) {
            stopAt(from, course.openStopAt(from).get());
        } else {
            grip.request = Request.SENT;
            grip.atRest = false;
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
        grip.rest.complete(null);
    }

    CompletableFuture<Job> pause(JobCommand command) {
        boolean moves = job.status == JobStatus.RUNNING;
        CompletableFuture<Job> answer = journal.apply(job, command);
        if (moves) {
            course.stopClock();
            if (grip.request.isGiven() && !grip.atRest) {
                grip.rest = new CompletableFuture<>();
                plotter.hold();
            }
        }
        return answer;
    }

    /** The service ends: holds. Completes when the plotter is at rest and its place on the disk. */
    CompletableFuture<Void> standStill() {
        return pause(new JobCommand.ServiceEnded()).thenCombine(grip.rest, (_, _) -> null);
    }

    /** Does something with a job that is not drawn now, once its pen is at rest. */
    CompletableFuture<Job> onceAtRest(Supplier<CompletableFuture<Job>> order) {
        return grip.rest.thenComposeAsync(_ -> order.get(), thread);
    }

    /** Leaves the rest of the present layer out: holds first if it is being drawn. */
    CompletableFuture<Job> skipLayer() {
        if (job.status != JobStatus.RUNNING) {
            return onceAtRest(skip::leave);
        }
        if (!grip.request.isGiven()) {
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
        if (grip.request == Request.NONE) {
            end();
        } else {
            if (!toldAlready) {
                plotter.cancel();
            }
            grip.request = Request.ENDING;
            course.close();
        }
    }

    /** Who hears what the plotter tells of this job. */
    PlotNews news() {
        return news;
    }

    /** The plotter is free of the job. */
    void end() {
        course.close();
        grip.request = Request.NONE;
        grip.rest.complete(null);
        ends.free();
    }
}
