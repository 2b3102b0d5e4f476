package plotty.plotter.ebb;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.tinylog.Logger;
import plotty.motion.PlanMark;
import plotty.plotter.PlotRequest;
import plotty.plotter.PlotterNotice;
import plotty.plotter.PlotterNotice.HoldCause;
import plotty.plotter.PositionTrust;
import plotty.plotter.drive.Status;
import plotty.plotter.ebb.MotorFrame.Steps;

/**
 * An open request: keeps the board fed while it moves, and knows how far it is. Each {@link #step} does one thing and takes a
 * few milliseconds at most.
 */
final class OpenRequest {
    private static final long PROGRESS_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    /** With less permitted than this the pen stays up: it would come down again and again to creep towards the bound. */
    private static final double LEAST_PERMITTED_S = 0.3;

    /** With less queued than this the board is not asked anything. */
    private static final long LEAST_QUEUED_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    /** What the present motion leads to. */
    enum Goal {
        FINISH,
        HOLD,
        PERMIT,
        CANCEL,
        CLOSE
    }

    /** How the request stands. */
    enum Phase {
        /** Motion is under way, also when it brakes. */
        MOVING,
        /** At rest, pen up, until it is resumed. */
        HELD,
        /** At rest, pen up, until more is permitted. */
        WAITING,
        /** The board failed or is away. */
        SUSPENDED,
        /** All done, or given up. */
        ENDED
    }

    private final PlotRequest request;
    private final EbbSettings settings;
    private final Status status;
    private final MotorFrame frame;
    private EbbBoard board;
    private Itinerary itinerary;
    private Timeline timeline;
    private Optional<Action> unanswered = Optional.empty();
    private PlanMark drawn;
    private Phase phase = Phase.MOVING;
    private Goal goal = Goal.FINISH;
    private boolean connected;
    private boolean goingHome;
    private double permittedS;
    private long nextProgress;
    private long nextLook;
    private boolean lookAtQueue;

    /** Begins a request with the pen up and the motors at rest at a place. */
    OpenRequest(PlotRequest request, EbbSettings settings, Status status, EbbBoard board, Steps at) {
        this.request = request;
        this.settings = settings;
        this.status = status;
        this.frame = new MotorFrame(settings.profile());
        this.permittedS = request.permittedS();
        this.drawn = request.from();
        take(board, at, request.from());
        itinerary.goOn(request.from(), at);
    }

    private void take(EbbBoard acquainted, Steps at, PlanMark from) {
        board = acquainted;
        connected = true;
        MotionCompiler compiler =
                new MotionCompiler(frame, board.gait(), settings.profile().stepsPerMm());
        itinerary = new Itinerary(request.trajectory(), frame, compiler, at, from);
        timeline = new Timeline(board.queueLength());
        unanswered = Optional.empty();
    }

    /** The board is back, or understood again, with its motors at a place that is exact if the position is proven. */
    void reconnected(EbbBoard acquainted, Steps live, boolean proven) {
        PlanMark from = drawn;
        if (proven) {
            from = unanswered
                    .filter(action -> action.to().equals(live))
                    .or(() -> timeline.endingAt(live))
                    .map(Action::mark)
                    .orElse(drawn);
        }
        drawn = from;
        take(acquainted, live, from);
    }

    Phase phase() {
        return phase;
    }

    boolean closing() {
        return goal == Goal.CLOSE;
    }

    /** What is surely drawn while it moves, exactly what is drawn at rest. */
    PlanMark drawn() {
        return drawn;
    }

    String jobId() {
        return request.jobId();
    }

    /** One step of the motion: sends a command, asks something, tells progress, or waits. */
    void step() {
        long now = board.now();
        if (now >= nextProgress) {
            tellProgress(now);
        }
        if (now >= nextLook && timeline.queuedNanos(now) >= LEAST_QUEUED_NANOS) {
            look();
            return;
        }
        Optional<Action> next = itinerary.peek();
        long wait = next.isPresent() ? timeline.waitNanos(next.get().nanos(), now) : timeline.queuedNanos(now);
        if (wait > 0) {
            board.listen(Math.min(wait, nextProgress - now));
        } else if (next.isEmpty()) {
            settle();
        } else if (goal == Goal.FINISH && !itinerary.staysBefore(permittedS)) {
            headFor(Goal.PERMIT);
        } else {
            send(next.get(), now);
        }
    }

    private void send(Action action, long now) {
        unanswered = Optional.of(action);
        board.send(action.command(), timeline.queuedNanos(now));
        unanswered = Optional.empty();
        int dry = timeline.dry();
        timeline.accepted(action, now, board.now());
        itinerary.sent();
        if (timeline.dry() > dry) {
            Logger.warn("Job {}: the plotter had nothing to do in the middle of a stroke", request.jobId());
        }
    }

    private void look() {
        nextLook = board.now() + LOOK_NANOS;
        lookAtQueue = !lookAtQueue;
        if (lookAtQueue) {
            board.poll();
            status.heard();
            if (board.takePowerLost()) {
                throw doubt("The supply of the plotter's motors failed. Check it, and whether the carriage has moved.");
            }
        } else {
            board.showQueue(timeline);
        }
    }

    private void tellProgress(long now) {
        nextProgress = now + PROGRESS_NANOS;
        Optional<Action> done = timeline.done(now);
        done.ifPresent(action -> drawn = action.mark());
        timeline.executing(now).or(() -> done).ifPresent(action -> {
            double share = timeline.share(now);
            double motor1 = between(action.from().motor1(), action.to().motor1(), share);
            double motor2 = between(action.from().motor2(), action.to().motor2(), share);
            place(motor1, motor2);
            boolean up = action.kind().penIsUp();
            status.pen(up);
            done.ifPresent(last -> status.tell(new PlotterNotice.Progress(
                    last.plannedS(), last.mark(), frame.xMm(motor1, motor2), frame.yMm(motor1, motor2), up)));
        });
    }

    private static double between(int from, int to, double share) {
        return from + share * (to - from);
    }

    private void place(double motor1, double motor2) {
        status.place(frame.xMm(motor1, motor2), frame.yMm(motor1, motor2));
    }

    /** Brakes, for a reason. */
    private void headFor(Goal next) {
        goal = next;
        itinerary.brake();
    }

    /** All that was sent must have been executed: makes sure of it, and of the counters, and sees what comes then. */
    private void settle() {
        board.awaitIdle();
        timeline.allDone();
        Steps live = board.position();
        if (!live.equals(itinerary.at())) {
            throw doubt(
                    "The plotter's motors are at %d,%d steps and not at %d,%d as they should be. Check the carriage."
                            .formatted(
                                    live.motor1(),
                                    live.motor2(),
                                    itinerary.at().motor1(),
                                    itinerary.at().motor2()));
        }
        drawn = itinerary.mark();
        place(live.motor1(), live.motor2());
        status.pen(true);
        if (goingHome) {
            abandoned();
            return;
        }
        switch (goal) {
            case FINISH -> {
                phase = Phase.ENDED;
                status.tell(new PlotterNotice.Finished());
            }
            case HOLD -> held(Phase.HELD, HoldCause.REQUESTED);
            case PERMIT -> held(Phase.WAITING, HoldCause.PERMIT);
            case CANCEL -> goHome();
            case CLOSE -> phase = Phase.SUSPENDED;
        }
    }

    /** The position may be wrong: leaves word of it on the board too. */
    private BoardFault doubt(String sentence) {
        board.markNode(settings.suspectMark());
        status.trust(PositionTrust.SUSPECT);
        return new BoardFault(sentence);
    }

    private void held(Phase next, HoldCause cause) {
        phase = next;
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
        phase = Phase.MOVING;
        itinerary.stoppedAt(board.position(), itinerary.mark());
        itinerary.goHome();
    }

    void permit(double untilS) {
        permittedS = untilS;
        boolean toTheEnd = untilS >= request.trajectory().durationS();
        double worthwhile = toTheEnd ? untilS : untilS - LEAST_PERMITTED_S;
        if (phase == Phase.WAITING
                && status.trust().allowsAbsoluteMotion()
                && itinerary.mayBegin(itinerary.mark(), worthwhile)) {
            goOn(itinerary.mark(), itinerary.at());
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

    /** Goes on where it was held or where the fault left it. */
    void resume() {
        switch (phase) {
            case HELD, SUSPENDED -> {
                if (!connected || !status.trust().allowsAbsoluteMotion()) {
                    ignored("resume without a known position");
                } else {
                    goOn(itinerary.mark(), board.position());
                }
            }
            case MOVING, WAITING, ENDED -> ignored("resume");
        }
    }

    private void goOn(PlanMark from, Steps at) {
        goal = Goal.FINISH;
        phase = Phase.MOVING;
        drawn = from;
        itinerary.goOn(from, at);
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
        noteDrawn(board.now());
        itinerary.stoppedAt(itinerary.at(), drawn);
        abandoned();
    }

    /** The board failed: nothing more is sent until it is back. */
    void suspend() {
        noteDrawn(board.now());
        connected = false;
        phase = Phase.SUSPENDED;
        goingHome = false;
        itinerary.stoppedAt(itinerary.at(), drawn);
        if (goal == Goal.CANCEL) {
            // Nobody waits for it any more: kept open, it would keep the plotter from every other.
            abandoned();
        }
    }

    private void noteDrawn(long now) {
        if (phase == Phase.MOVING) {
            timeline.done(now).ifPresent(action -> drawn = action.mark());
        }
    }

    private void ignored(String what) {
        Logger.info("Job {}: {} ignored while {}", request.jobId(), what, phase);
    }
}
