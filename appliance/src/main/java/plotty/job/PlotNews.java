package plotty.job;

import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import plotty.motion.PlanMark;
import plotty.plotter.Plotter;
import plotty.plotter.PlotterNotice;
import plotty.plotter.PlotterState;
import plotty.plotter.PositionTrust;

/** What a plotter tells of the job that it draws, and what becomes of the job by it. Jobs' thread only. */
final class PlotNews {
    private final Plot plot;
    private final OpenJob job;
    private final Plotter plotter;
    private final Journal journal;
    private final Course course;
    private final LayerSkip skip;
    private final Grip grip;
    private final PlotEnds ends;
    private final InstantSource clock;

    PlotNews(
            Plot plot,
            Plotter plotter,
            Journal journal,
            Course course,
            LayerSkip skip,
            Grip grip,
            PlotEnds ends,
            InstantSource clock) {
        this.plot = plot;
        this.job = plot.job();
        this.plotter = plotter;
        this.journal = journal;
        this.course = course;
        this.skip = skip;
        this.grip = grip;
        this.ends = ends;
        this.clock = clock;
    }

    void progressed(PlotterNotice.Progress progress) {
        if (!grip.request.isGiven()) {
            return;
        }
        grip.request = Request.OPEN;
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
        if (!grip.request.isGiven()) {
            return;
        }
        if (held.cause() == PlotterNotice.HoldCause.PERMIT) {
            course.waitingAt(held.mark());
            return;
        }
        grip.request = Request.OPEN;
        grip.atRest = true;
        boolean reachedStop = held.cause() == PlotterNotice.HoldCause.LAYER;
        Optional<LayerStops.Stop> stop = course.stopAt(held.mark()).filter(_ -> reachedStop);
        OptionalInt left = skip.take();
        boolean runs = job.status == JobStatus.RUNNING;
        if (stop.isPresent()) {
            plot.stopAt(held.mark(), stop.get());
        } else if (!runs) {
            restAt(held.mark());
        } else {
            grip.rest.complete(null);
        }
        if (stop.isEmpty() && left.isPresent()) {
            journal.heed(plot.onceAtRest(() -> skip.leave(left.getAsInt(), held.mark())));
        } else if (stop.isEmpty() && runs) {
            grip.atRest = false;
            plotter.resume();
        }
    }

    private void restAt(PlanMark place) {
        CompletableFuture<Void> still = grip.rest;
        journal.heed(course.heldAt(place).whenComplete((_, _) -> still.complete(null)));
        journal.progress(job);
    }

    void finished() {
        if (grip.request.isGiven()) {
            course.finished(isAsPlanned());
            String reason =
                    job.status == JobStatus.PAUSED ? "all was drawn before the pause took effect" : "all is drawn";
            journal.heed(journal.apply(job, new JobCommand.Finish(reason)));
            course.learned().ifPresent(ends::learned);
        }
        endIfBegun();
    }

    private void endIfBegun() {
        if (grip.request != Request.NONE) {
            plot.end();
        }
    }

    void abandoned(PlotterNotice.Abandoned abandoned) {
        if (!grip.request.isGiven()) {
            endIfBegun();
            return;
        }
        grip.request = Request.NONE;
        skip.forget();
        course.sureTo(abandoned.mark());
        if (!job.inDoubt) {
            job.mark = job.mark.map(JobMark::exact);
        }
        JobCommand command = abandoned.trust() == PositionTrust.KNOWN
                ? new JobCommand.Pause(PauseCause.USER)
                : new JobCommand.OriginNeeded();
        journal.heed(journal.apply(job, command));
        grip.rest.complete(null);
    }

    void faulted(PlotterNotice.Faulted fault) {
        switch (grip.request) {
            case NONE -> {}
            case ENDING -> plot.end();
            case SENT -> stumbled(fault, !fault.resumable());
            case OPEN -> {
                if (fault.resumable()) {
                    stumbled(fault, false);
                } else {
                    course.stopClock();
                    journal.heed(journal.fail(job, Phases.PLOT, fault.sentence()));
                    plot.end();
                }
            }
        }
    }

    private void stumbled(PlotterNotice.Faulted fault, boolean refused) {
        grip.line.lost(clock.instant());
        grip.atRest = true;
        skip.forget();
        if (refused) {
            grip.request = Request.NONE;
            course.stopClock();
            job.mark = job.mark.map(JobMark::exact);
        } else {
            grip.request = Request.OPEN;
            course.sureTo(fault.mark());
        }
        journal.heed(journal.apply(job, new JobCommand.LinkLost(fault.sentence())));
        grip.rest.complete(null);
    }

    /** The plotter's state changed, or is looked at again. */
    void plotterIs(PlotterState state, boolean up) {
        grip.line.seen(up);
        if (grip.request == Request.ENDING && state.connection() != PlotterState.Connection.BUSY) {
            plot.end();
            return;
        }
        boolean known = state.trust() == PositionTrust.KNOWN;
        if (up && !known && job.status == JobStatus.RUNNING) {
            journal.heed(plot.pause(new JobCommand.OriginNeeded()));
        } else if (up && job.status == JobStatus.PAUSED) {
            if (job.causes.contains(PauseCause.DEVICE_LOST)) {
                journal.heed(lineIsBack(known));
            } else {
                journal.heed(journal.apply(job, known ? new JobCommand.OriginSet() : new JobCommand.OriginNeeded()));
            }
        }
    }

    private CompletableFuture<Job> lineIsBack(boolean known) {
        boolean inTime = grip.request == Request.OPEN && grip.line.backInTime(clock.instant());
        JobCommand back = new JobCommand.LinkBack(known, inTime);
        if (!known && grip.request == Request.OPEN) {
            // As after a crash: a person chooses what to do with the window, and the drawing is ordered anew.
            job.inDoubt = job.mark.orElseThrow().inDoubt();
            plotter.cancel();
        }
        return inTime ? plot.goOn(back, Jobs.UncertainChoice.REDRAW) : journal.apply(job, back);
    }
}
