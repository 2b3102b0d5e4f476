package plotty.plotter.ebb;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.tinylog.Logger;
import plotty.motion.PlanMark;
import plotty.plotter.PlotRequest;
import plotty.plotter.PlotterNotice;
import plotty.plotter.PlotterNotice.HoldCause;
import plotty.plotter.drive.Phase;
import plotty.plotter.drive.Status;
import plotty.plotter.ebb.MotorFrame.Steps;

/**
 * An open request: keeps the board fed while it moves, and knows how far it is. Each {@link #step} does one thing and takes a
 * few milliseconds at most.
 */
final class OpenRequest {
    private static final long PROGRESS_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    /** What the present motion leads to. */
    private enum Goal {
        FINISH,
        HOLD,
        PERMIT,
        CANCEL,
        CLOSE
    }

    private final PlotRequest request;
    private final EbbSettings settings;
    private final Status status;
    private final PenHeights heights;
    private Feed feed;
    private Itinerary itinerary;
    private PlanMark drawn;
    private Phase phase = Phase.MOVING;
    private Goal goal = Goal.FINISH;
    private boolean connected;
    private boolean goingHome;
    /** Whether motion is to begin: from where, the board has not been asked yet. */
    private boolean toBegin = true;

    /** Whether a fault cut motion short: what was sent may have been drawn since. */
    private boolean cutShort;

    private double permittedS;
    /** The place from which motion began last: a stop there has been made. */
    private PlanMark begun;

    private long nextProgress;

    /** Begins a request with the motors at rest. */
    OpenRequest(PlotRequest request, EbbSettings settings, Status status, PenHeights heights, Feed feed) {
        this.request = request;
        this.settings = settings;
        this.status = status;
        this.heights = heights;
        this.permittedS = request.permittedS();
        this.drawn = request.from();
        this.begun = request.from();
        take(feed, Steps.ORIGIN, request.from());
        feed.rest();
    }

    private void take(Feed acquainted, Steps at, PlanMark from) {
        feed = acquainted;
        connected = true;
        MotionCompiler compiler = new MotionCompiler(
                settings.frame(), feed.board().gait(), settings.profile().stepsPerMm());
        itinerary = new Itinerary(request, settings.frame(), compiler, at, from);
        itinerary.pace(pace());
    }

    private double pace() {
        return Math.min(100, heights.adjustment().speedPercent()) / 100.0;
    }

    /** The board is back, or understood again, with its motors at a place that is exact if the position is proven. */
    void reconnected(Feed acquainted, Steps live, boolean proven) {
        if (proven && cutShort) {
            drawn = feed.endedAt(live).map(Action::mark).orElse(drawn);
        }
        cutShort = false;
        take(acquainted, live, drawn);
    }

    Phase phase() {
        return phase;
    }

    /** What is surely drawn while it moves, exactly what is drawn at rest. */
    PlanMark drawn() {
        return drawn;
    }

    /** One step of the motion: sends a command, asks something, tells progress, or waits. */
    void step() {
        if (toBegin) {
            begin();
            return;
        }
        long now = feed.board().now();
        if (now >= nextProgress) {
            tellProgress(now);
        }
        if (feed.look()) {
            return;
        }
        Optional<Action> next = itinerary.peek();
        Timeline timeline = feed.timeline();
        long wait = next.isPresent() ? timeline.waitNanos(next.get(), now) : timeline.queuedNanos(now);
        if (wait > 0) {
            feed.board().listen(Math.min(wait, nextProgress - now));
        } else if (next.isEmpty()) {
            settle();
        } else if (goal == Goal.FINISH && !itinerary.staysBefore(permittedS)) {
            if (!itinerary.lowerLater()) {
                headFor(Goal.PERMIT);
            }
        } else {
            send(next.get());
        }
    }

    private void begin() {
        Steps at = feed.begin();
        toBegin = false;
        if (goal == Goal.FINISH) {
            itinerary.goOn(drawn, at);
        } else {
            itinerary.stoppedAt(at, drawn);
        }
        if (goingHome) {
            itinerary.goHome();
        }
    }

    private void send(Action action) {
        if (action.lowersPen()) {
            setHeight(action.mark().stroke());
        }
        feed.send(action);
        itinerary.sent();
        if (action.kind() == Action.Kind.LIFT) {
            // Now there is time for it; before the pen is lowered there is little.
            setHeight(action.mark().stroke());
        }
    }

    private void setHeight(int stroke) {
        if (stroke < request.trajectory().route().strokeCount()) {
            heights.layer(feed.board(), request.trajectory().penDownPercent(stroke));
        }
    }

    private void tellProgress(long now) {
        nextProgress = now + PROGRESS_NANOS;
        Optional<Action> done = feed.timeline().done(now);
        done.ifPresent(action -> drawn = action.mark());
        feed.tellPlace(now)
                .ifPresent(action -> done.ifPresent(last -> status.tell(new PlotterNotice.Progress(
                        last.plannedS(),
                        last.mark(),
                        status.state().xMm(),
                        status.state().yMm(),
                        action.kind().penIsUp()))));
    }

    /** Brakes, for a reason. */
    private void headFor(Goal next) {
        goal = next;
        itinerary.brake();
    }

    /** All that was sent must have been executed: makes sure of it, and of the counters, and sees what comes then. */
    private void settle() {
        feed.settle(itinerary.at());
        drawn = itinerary.mark();
        status.pen(true);
        if (goingHome) {
            abandoned();
            return;
        }
        switch (goal) {
            case FINISH -> {
                if (itinerary.atStop()) {
                    held(Phase.HELD, HoldCause.LAYER);
                } else {
                    phase = Phase.ENDED;
                    status.tell(new PlotterNotice.Finished());
                }
            }
            case HOLD -> held(Phase.HELD, itinerary.atStop() ? HoldCause.LAYER : HoldCause.REQUESTED);
            case PERMIT -> {
                if (itinerary.atStop()) {
                    held(Phase.HELD, HoldCause.LAYER);
                } else {
                    held(Phase.WAITING, HoldCause.PERMIT);
                }
            }
            case CANCEL -> goHome();
            case CLOSE -> phase = Phase.SUSPENDED;
        }
    }

    private void held(Phase next, HoldCause cause) {
        phase = next;
        begun = itinerary.mark();
        status.tell(new PlotterNotice.Held(itinerary.mark(), cause));
        if (next == Phase.WAITING) {
            permit(permittedS);
        }
    }

    private void abandoned() {
        phase = Phase.ENDED;
        status.tell(new PlotterNotice.Abandoned(itinerary.mark(), status.trust()));
    }

    private void goHome() {
        if (!status.trust().allowsAbsoluteMotion()) {
            abandoned();
            return;
        }
        goingHome = true;
        setOut(Goal.CANCEL, itinerary.mark());
    }

    private void setOut(Goal next, PlanMark from) {
        goal = next;
        phase = Phase.MOVING;
        drawn = from;
        toBegin = true;
        feed.rest();
        itinerary.stoppedAt(itinerary.at(), from);
    }

    void permit(double untilS) {
        permittedS = untilS;
        boolean toTheEnd = untilS >= request.trajectory().durationS();
        double worthwhile = toTheEnd ? untilS : untilS - Phase.LEAST_PERMITTED_S;
        if (phase == Phase.WAITING
                && status.trust().allowsAbsoluteMotion()
                && itinerary.mayBegin(itinerary.mark(), worthwhile)) {
            goOn(itinerary.mark());
        }
    }

    void hold() {
        switch (phase) {
            case MOVING -> {
                if (goal == Goal.FINISH || goal == Goal.PERMIT) {
                    headFor(Goal.HOLD);
                }
            }
            case WAITING -> held(Phase.HELD, HoldCause.REQUESTED);
            case HELD, SUSPENDED, ENDED -> ignored("hold");
        }
    }

    /** Goes on where it was held or where the fault left it; a fault does not leave a stop out. */
    void resume() {
        PlanMark from = itinerary.next(itinerary.mark());
        boolean stops = from.point() == 0 && request.stops().contains(from.stroke()) && !from.equals(begun);
        if (phase == Phase.SUSPENDED && mayGoOn() && stops) {
            itinerary.stoppedAt(itinerary.at(), from);
            drawn = from;
            held(Phase.HELD, HoldCause.LAYER);
        } else {
            resumeFrom(itinerary.mark());
        }
    }

    /** Goes on from a place of the request. */
    void resumeFrom(PlanMark mark) {
        switch (phase) {
            case HELD, SUSPENDED -> {
                if (mayGoOn()) {
                    goOn(mark);
                } else {
                    ignored("resume without a known position");
                }
            }
            case MOVING, WAITING, ENDED -> ignored("resume");
        }
    }

    private boolean mayGoOn() {
        return connected && status.trust().allowsAbsoluteMotion();
    }

    private void goOn(PlanMark from) {
        begun = itinerary.next(from);
        setOut(Goal.FINISH, from);
        status.tell(new PlotterNotice.Resumed(from));
    }

    void cancel() {
        switch (phase) {
            case MOVING -> headFor(Goal.CANCEL);
            case HELD, WAITING -> goHome();
            case SUSPENDED -> {
                if (connected) {
                    goHome();
                } else {
                    abandoned();
                }
            }
            case ENDED -> ignored("cancel");
        }
    }

    /** The adjustment has changed. */
    void adjusted() {
        itinerary.pace(pace());
        if (connected && phase != Phase.MOVING) {
            heights.moveAtRest(feed.board(), status.state().penUp());
        } else if (connected && heights.tell(feed.board())) {
            itinerary.movePenAnew();
        }
    }

    /** Comes to rest, pen up, so that the service can end; the request stays open on the plotter. */
    void close() {
        if (phase == Phase.MOVING) {
            headFor(Goal.CLOSE);
        } else {
            goal = Goal.CLOSE;
        }
    }

    /** Motion was stopped at once, by command: gives the request up. */
    void stopped() {
        noteDrawn();
        itinerary.stoppedAt(itinerary.at(), drawn);
        abandoned();
    }

    /** The board failed: nothing more is sent until it is back. */
    void suspend() {
        noteDrawn();
        cutShort |= phase == Phase.MOVING && !toBegin;
        connected = false;
        phase = Phase.SUSPENDED;
        goingHome = false;
        toBegin = false;
        itinerary.stoppedAt(itinerary.at(), drawn);
        if (goal == Goal.CANCEL) {
            // Nobody waits for it any more: kept open, it would keep the plotter from every other.
            abandoned();
        }
    }

    private void noteDrawn() {
        if (phase == Phase.MOVING) {
            feed.timeline().done(feed.board().now()).ifPresent(action -> drawn = action.mark());
        }
    }

    private void ignored(String what) {
        Logger.info("Job {}: {} ignored while {}", request.jobId(), what, phase);
    }
}
