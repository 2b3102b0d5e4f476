package plotty.plotter.hpgl;

import java.util.Optional;
import org.tinylog.Logger;
import plotty.motion.PlanMark;
import plotty.plotter.PlotRequest;
import plotty.plotter.PlotterNotice;
import plotty.plotter.PlotterNotice.HoldCause;
import plotty.plotter.drive.Phase;
import plotty.plotter.drive.Status;

/** An open request: what was asked of it, and how it stands. What moves it is a {@link Draught}, one after the other. */
final class OpenRequest {
    /** What the present motion leads to. */
    private enum Goal {
        FINISH,
        HOLD,
        CANCEL,
        CLOSE
    }

    private final PlotRequest request;
    private final Status status;
    private HpglBoard board;
    private Draught draught;
    private PlanMark drawn;
    private Spot at = new Spot(0, 0);
    private Phase phase = Phase.MOVING;
    private Goal goal = Goal.FINISH;
    private boolean connected;
    private boolean begun;
    private double permittedS;
    private int guess;

    /** A request that begins with its first step. */
    OpenRequest(PlotRequest request, Status status, HpglBoard board, Draught draught) {
        this.request = request;
        this.status = status;
        this.board = board;
        this.draught = draught;
        this.permittedS = request.permittedS();
        this.drawn = request.from();
        this.connected = true;
        draught.stopMade(request.from().stroke());
    }

    /** Lifts the pen, and asks where it is. */
    private void begin() {
        if (!begun) {
            begun = true;
            board.send("PU;");
            status.pen(true);
            at = board.position();
            draught.goOn(request.from(), at, permittedS);
        }
    }

    Phase phase() {
        return phase;
    }

    /** What is surely drawn while it moves, exactly what is drawn at rest. */
    PlanMark drawn() {
        return phase == Phase.MOVING ? draught.surelyDrawn() : drawn;
    }

    /** One step of the motion. */
    void step() {
        begin();
        draught.step().ifPresent(this::atRest);
    }

    /** Speed against the plan, percent. */
    void speedPercent(int percent) {
        draught.speedPercent(percent);
    }

    /** The pen is up and at rest, and it is known where. */
    private void atRest(Rest rest) {
        at = rest.at();
        drawn = rest.mark();
        switch (goal) {
            case FINISH -> {
                switch (rest.reason()) {
                    case END -> {
                        phase = Phase.ENDED;
                        status.tell(new PlotterNotice.Finished());
                    }
                    case LAYER -> {
                        draught.stopMade(drawn.stroke());
                        held(Phase.HELD, HoldCause.LAYER);
                    }
                    case PERMIT -> held(Phase.WAITING, HoldCause.PERMIT);
                    case TOLD -> throw new IllegalStateException("nobody told it to rest");
                }
            }
            case HOLD -> held(Phase.HELD, HoldCause.REQUESTED);
            case CANCEL -> {
                if (rest.reason() == Rest.Reason.END) {
                    abandoned();
                } else {
                    goHome();
                }
            }
            case CLOSE -> phase = Phase.SUSPENDED;
        }
    }

    private void held(Phase next, HoldCause cause) {
        phase = next;
        status.tell(new PlotterNotice.Held(drawn, cause));
        if (next == Phase.WAITING) {
            permit(permittedS);
        }
    }

    private void abandoned() {
        phase = Phase.ENDED;
        status.tell(new PlotterNotice.Abandoned(drawn, status.trust()));
    }

    private void goHome() {
        if (!status.trust().allowsAbsoluteMotion()) {
            abandoned();
            return;
        }
        phase = Phase.MOVING;
        goal = Goal.CANCEL;
        draught.goHome(drawn, at);
    }

    void permit(double untilS) {
        permittedS = untilS;
        draught.permit(untilS);
        boolean toTheEnd = untilS >= request.trajectory().durationS();
        double worthwhile = toTheEnd ? untilS : untilS - Phase.LEAST_PERMITTED_S;
        if (phase == Phase.WAITING && status.trust().allowsAbsoluteMotion() && draught.mayGoOn(drawn, at, worthwhile)) {
            goOn(drawn);
        }
    }

    void hold() {
        switch (phase) {
            case MOVING -> {
                if (goal == Goal.FINISH) {
                    goal = Goal.HOLD;
                    begin();
                    draught.comeToRest();
                }
            }
            case WAITING -> held(Phase.HELD, HoldCause.REQUESTED);
            case HELD, SUSPENDED, ENDED -> ignored("hold");
        }
    }

    /** Goes on where it was held or where the fault left it. */
    void resume() {
        resume(drawn, "resume");
    }

    /** Goes on from somewhere else. */
    void resumeFrom(PlanMark mark) {
        if (phase == Phase.HELD || phase == Phase.SUSPENDED) {
            draught.stopMade(mark.stroke());
        }
        resume(mark, "resume from elsewhere");
    }

    private void resume(PlanMark from, String what) {
        switch (phase) {
            case HELD, SUSPENDED -> {
                if (!connected || !status.trust().allowsAbsoluteMotion()) {
                    ignored(what + " without a known position");
                } else {
                    goOn(from);
                }
            }
            case MOVING, WAITING, ENDED -> ignored(what);
        }
    }

    private void goOn(PlanMark from) {
        at = board.position();
        goal = Goal.FINISH;
        phase = Phase.MOVING;
        drawn = from;
        draught.goOn(from, at, permittedS);
        status.tell(new PlotterNotice.Resumed(from));
    }

    void cancel() {
        switch (phase) {
            case MOVING -> {
                if (goal != Goal.CANCEL) {
                    goal = Goal.CANCEL;
                    begin();
                    draught.comeToRest();
                }
            }
            case HELD, WAITING -> restAndGoHome();
            case SUSPENDED -> {
                if (connected) {
                    restAndGoHome();
                } else {
                    abandoned();
                }
            }
            case ENDED -> ignored("cancel");
        }
    }

    private void restAndGoHome() {
        goal = Goal.CANCEL;
        phase = Phase.MOVING;
        at = board.position();
        goHome();
    }

    /** Comes to rest, pen up, so that the service can end; the request stays open on the plotter. */
    void close() {
        if (phase == Phase.MOVING) {
            goal = Goal.CLOSE;
            begin();
            draught.comeToRest();
        } else {
            goal = Goal.CLOSE;
        }
    }

    /** Motion was stopped by command; where the pen is then, if the plotter told: gives the request up. */
    void stopped(Optional<Spot> where) {
        if (phase == Phase.MOVING) {
            drawn = where.map(draught::markAt).orElseGet(draught::surelyDrawn);
        }
        abandoned();
    }

    /** The plotter failed: nothing more is sent until it is back. */
    void suspend() {
        boolean moved = phase == Phase.MOVING;
        if (moved) {
            drawn = draught.surelyDrawn();
            guess = draught.guess();
        }
        connected = false;
        phase = Phase.SUSPENDED;
        if (goal == Goal.CANCEL) {
            // Nobody waits for it any more: kept open, it would keep the plotter from every other.
            abandoned();
        }
    }

    /** The line is gone: the plotter goes on with what is in its buffer. */
    void leftAlone() {
        guess = draught.lastSent();
    }

    /** The plotter is back, or understood again, at a place that is exact if the position is proven. */
    void reconnected(HpglBoard acquainted, Frame frame, HpglModel model, Spot where, boolean proven) {
        if (proven) {
            drawn = draught.markNear(where, guess, drawn);
        }
        board = acquainted;
        draught = draught.again(frame, model, acquainted, drawn);
        begun = true;
        at = where;
        connected = true;
    }

    private void ignored(String what) {
        Logger.info("Job {}: {} ignored while {}", request.jobId(), what, phase);
    }
}
