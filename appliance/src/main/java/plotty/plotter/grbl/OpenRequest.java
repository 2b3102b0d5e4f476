package plotty.plotter.grbl;

import org.tinylog.Logger;
import plotty.motion.PlanMark;
import plotty.plotter.Adjustment;
import plotty.plotter.PlotRequest;
import plotty.plotter.PlotterNotice;
import plotty.plotter.PlotterNotice.HoldCause;
import plotty.plotter.PositionTrust;
import plotty.plotter.drive.Phase;
import plotty.plotter.drive.Status;
import plotty.plotter.grbl.StatusReport.Point;

/**
 * An open request: what becomes of it, by order and by what happens. How it moves is {@link Drawing}'s. Each {@link #step} does
 * one thing and takes a few milliseconds, or as long as the pen takes to go up.
 */
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
    private final Drawing drawing;
    private GrblBoard board;
    private Phase phase = Phase.MOVING;
    private Goal goal = Goal.FINISH;
    private boolean connected = true;
    private boolean goingHome;
    /** Whether it moved when the board failed, so that it may have gone on. */
    private boolean interrupted;

    private double permittedS;
    private PlanMark mark;

    /** A request that is still to be begun. */
    OpenRequest(PlotRequest request, Status status, GrblBoard board) {
        this.request = request;
        this.status = status;
        this.board = board;
        this.permittedS = request.permittedS();
        this.mark = request.from();
        this.drawing = new Drawing(request, status, board);
    }

    /** Begins with the pen up and the carriage at rest. */
    void begin() {
        drawing.goOn(mark, board.machine(), board.adjustment());
    }

    /** The board is back, or understood again, with its pen up. */
    void reconnected(GrblBoard acquainted, Point machine, boolean proven, boolean ranDry) {
        if (interrupted && proven) {
            if (!drawing.found(acquainted.frameX(machine), acquainted.frameY(machine), ranDry)) {
                Logger.warn("Job {}: the plotter stands where it was not sent", request.jobId());
            }
            mark = drawing.mark();
        }
        interrupted = false;
        board = acquainted;
        connected = true;
        drawing.take(acquainted, mark);
    }

    Phase phase() {
        return phase;
    }

    /** What is surely drawn while it moves, exactly what is drawn at rest. */
    PlanMark drawn() {
        return phase == Phase.MOVING ? drawing.mark() : mark;
    }

    /** One step of the motion. */
    void step() {
        drawing.tellProgress(phase == Phase.MOVING);
        switch (drawing.step(permittedS)) {
            case MOVING -> {}
            case STOOD_STILL -> stoodStill();
            case HELD_BY_HAND -> brakeFor(Goal.HOLD);
            case ALL_DONE -> allDone();
            case STARVED -> starved();
        }
    }

    private void brakeFor(Goal next) {
        goal = next;
        drawing.brake();
    }

    /** The motion was held and stands still: what is left in the board's buffers is thrown away and the pen lifted. */
    private void stoodStill() {
        drawing.settle();
        mark = drawing.mark();
        switch (goal) {
            case FINISH, HOLD -> held(Phase.HELD, HoldCause.REQUESTED);
            case CANCEL -> goHome();
            case CLOSE -> phase = Phase.SUSPENDED;
        }
    }

    private void allDone() {
        mark = drawing.mark();
        if (goingHome) {
            abandoned();
        } else if (drawing.atStop()) {
            mark = drawing.next();
            held(Phase.HELD, HoldCause.LAYER);
        } else {
            phase = Phase.ENDED;
            status.tell(new PlotterNotice.Finished());
        }
    }

    /** All that was sent is done: behind a stroke's end the pen waits for the next one's beginning, if that is permitted. */
    private void starved() {
        drawing.lift();
        PlanMark next = drawing.next();
        boolean behindStroke = next.stroke() < request.trajectory().route().strokeCount()
                && request.trajectory().timeAt(next) <= permittedS;
        mark = behindStroke ? next : drawing.mark();
        held(Phase.WAITING, HoldCause.PERMIT);
    }

    private void held(Phase next, HoldCause cause) {
        phase = next;
        status.tell(new PlotterNotice.Held(mark, cause));
        if (next == Phase.WAITING) {
            permit(permittedS);
        }
    }

    private void abandoned() {
        phase = Phase.ENDED;
        status.tell(new PlotterNotice.Abandoned(mark, status.trust()));
    }

    private void goHome() {
        if (!status.trust().allowsAbsoluteMotion()) {
            abandoned();
            return;
        }
        goingHome = true;
        phase = Phase.MOVING;
        drawing.goHome(board.machine());
    }

    void permit(double untilS) {
        permittedS = untilS;
        boolean toTheEnd = untilS >= request.trajectory().durationS();
        double beginS = request.trajectory().timeAt(mark);
        if (phase == Phase.WAITING
                && status.trust().allowsAbsoluteMotion()
                && (toTheEnd || untilS - beginS >= Phase.LEAST_PERMITTED_S)) {
            goOn(mark);
        }
    }

    void hold() {
        switch (phase) {
            case MOVING -> {
                if (goal == Goal.FINISH && !goingHome) {
                    brakeFor(Goal.HOLD);
                }
            }
            case WAITING -> held(Phase.HELD, HoldCause.REQUESTED);
            case HELD, SUSPENDED, ENDED -> ignored("hold");
        }
    }

    /** Goes on where it was held or where the fault left it. */
    void resume() {
        resumeFrom(mark);
    }

    /** Goes on from another place. */
    void resumeFrom(PlanMark from) {
        switch (phase) {
            case HELD, SUSPENDED -> {
                if (!connected || !status.trust().allowsAbsoluteMotion()) {
                    ignored("resume without a known position");
                } else {
                    goOn(from);
                }
            }
            case MOVING, WAITING, ENDED -> ignored("resume");
        }
    }

    private void goOn(PlanMark from) {
        goal = Goal.FINISH;
        phase = Phase.MOVING;
        mark = from;
        if (!status.state().penUp()) {
            board.lift();
            status.pen(true);
        }
        drawing.goOn(from, board.machine(), board.adjustment());
        status.tell(new PlotterNotice.Resumed(from));
    }

    void cancel() {
        switch (phase) {
            case MOVING -> {
                if (!goingHome) {
                    brakeFor(Goal.CANCEL);
                }
            }
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
            brakeFor(Goal.CLOSE);
        }
        goal = Goal.CLOSE;
    }

    void adjust(Adjustment adjustment) {
        drawing.adjust(adjustment);
    }

    /** Motion was stopped at once, by command: gives the request up. */
    void stopped() {
        mark = drawn();
        abandoned();
    }

    /** The board failed: nothing more is sent until it is back. */
    void suspend() {
        mark = drawn();
        interrupted = interrupted || phase == Phase.MOVING;
        connected = false;
        phase = Phase.SUSPENDED;
        if (goal == Goal.CANCEL || goingHome) {
            // Nobody waits for it any more: kept open, it would keep the plotter from every other.
            abandoned();
        }
        goingHome = false;
    }

    private void ignored(String what) {
        Logger.info("Job {}: {} ignored while {}", request.jobId(), what, phase);
    }

    /** The position may be wrong. */
    static GrblFault doubt(Status status, GrblBoard board, String sentence) {
        status.trust(PositionTrust.SUSPECT);
        board.mark(TrustMark.SUSPECT);
        return new GrblFault(sentence);
    }
}
