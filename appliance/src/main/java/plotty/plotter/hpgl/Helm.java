package plotty.plotter.hpgl;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.tinylog.Logger;
import plotty.motion.PlanMark;
import plotty.plotter.Adjustment;
import plotty.plotter.HandMove;
import plotty.plotter.PlotRequest;
import plotty.plotter.PlotterNotice;
import plotty.plotter.PlotterState.Connection;
import plotty.plotter.PositionTrust;
import plotty.plotter.drive.Advice;
import plotty.plotter.drive.Order;
import plotty.plotter.drive.Phase;
import plotty.plotter.drive.Status;

/** Obeys orders, and does what they lead to step by step, with the plotter that is there now, if one is. */
final class Helm {
    private final HpglSettings settings;
    private final Status status;
    private final Bearings bearings;
    private final ByHand byHand;
    private volatile Adjustment adjustment = Adjustment.NONE;
    private HpglBoard board;
    private OpenRequest open;
    private IdleWatch watch;

    Helm(HpglSettings settings, Status status, Bearings bearings) {
        this.settings = settings;
        this.status = status;
        this.bearings = bearings;
        this.byHand = new ByHand(settings, bearings, status);
    }

    /** Any thread. */
    Adjustment adjustment() {
        return adjustment;
    }

    boolean hasBoard() {
        return board != null;
    }

    /** Takes over a plotter that we became acquainted with, perhaps after some trouble. */
    void take(Meeting.Acquaintance met, Optional<String> trouble) {
        PositionTrust trust = bearings.take(met, status.trust(), open != null);
        board = met.board();
        watch = new IdleWatch(board, status);
        Frame frame = bearings.frame();
        status.place(frame.xMm(met.position()), frame.yMm(met.position()));
        if (open != null) {
            open.reconnected(board, frame, settings.model(), met.position(), trust == PositionTrust.KNOWN);
        }
        status.met(board.identity(), free(), trust, true, trouble);
        Logger.info("{}: {}, position {}", settings.name(), board.identity(), trust);
    }

    /** The plotter is not there any more. */
    void left() {
        board = null;
    }

    /** Does the next thing with the plotter that is there; whether it must be met anew, as it has other paper. */
    boolean step() {
        if (moving()) {
            open.step();
            endRequest();
        } else if (byHand.underWay()) {
            byHand.step();
        } else {
            return watch.look();
        }
        return false;
    }

    boolean moving() {
        return open != null && open.phase() == Phase.MOVING;
    }

    private Connection free() {
        return open == null ? Connection.CONNECTED : Connection.BUSY;
    }

    private void endRequest() {
        if (open.phase() == Phase.ENDED) {
            open = null;
            adjustment = Adjustment.NONE;
            if (board != null) {
                status.connection(Connection.CONNECTED);
            }
        }
    }

    /** Obeys an order, as far as it makes sense now. */
    void obey(Order order) {
        switch (order) {
            case Order.Draw(PlotRequest request) -> draw(request);
            case Order.Permit(double untilS) -> withRequest("permit", () -> open.permit(untilS));
            case Order.Hold() -> withRequest("hold", () -> open.hold());
            case Order.Resume() ->
                withRequest("resume", () -> {
                    byHand.finish("The drawing goes on.");
                    open.resume();
                });
            case Order.ResumeFrom(PlanMark mark) ->
                withRequest("resume from elsewhere", () -> {
                    byHand.finish("The drawing goes on.");
                    open.resumeFrom(mark);
                });
            case Order.ByHand(HandMove move, CompletableFuture<Void> answer) ->
                byHand.begin(move, answer, Optional.ofNullable(board), moving(), open != null);
            case Order.Adjust(Adjustment wanted) -> adjust(wanted);
            case Order.Cancel() ->
                withRequest("cancel", () -> {
                    byHand.finish("The drawing was cancelled.");
                    open.cancel();
                });
            case Order.Stop() -> stop();
            case Order.Lift() ->
                whenAtRest("lift", () -> {
                    board.send("PU;");
                    status.pen(true);
                });
            case Order.SetOrigin() -> whenAtRest("set origin", this::setOrigin);
            case Order.Release() -> Logger.info("{}: its motors cannot be switched off", settings.name());
            case Order.Close() -> {
                byHand.finish("The service ends.");
                if (open != null) {
                    open.close();
                }
            }
        }
    }

    private void withRequest(String what, Runnable action) {
        if (open == null) {
            Logger.info("{}: {} ignored, nothing is drawn", settings.name(), what);
            return;
        }
        action.run();
        endRequest();
    }

    private void whenAtRest(String what, Runnable action) {
        if (board == null || moving() || byHand.underWay()) {
            Logger.info("{}: {} ignored, the plotter is away or moving", settings.name(), what);
            return;
        }
        action.run();
    }

    private void draw(PlotRequest request) {
        byHand.finish("A drawing begins.");
        Optional<String> hindrance = Advice.hindrance(status.state(), board != null, open != null);
        if (hindrance.isPresent()) {
            status.tell(new PlotterNotice.Faulted(request.from(), hindrance.get(), status.trust(), false));
            return;
        }
        Draught draught = new Draught(request, bearings.frame(), settings.model(), status, board);
        draught.speedPercent(adjustment.speedPercent());
        open = new OpenRequest(request, status, board, draught);
        status.connection(Connection.BUSY);
    }

    /** Only the speed can be changed: the heights of the pen are the plotter's own. Faster than planned is not more than planned. */
    private void adjust(Adjustment wanted) {
        adjustment = new Adjustment(
                Math.min(100, wanted.speedPercent()), Adjustment.NONE.penUpPercent(), Adjustment.NONE.penDownPercent());
        if (open != null) {
            open.speedPercent(adjustment.speedPercent());
        }
    }

    private void setOrigin() {
        board.send("PU;");
        bearings.setOrigin(board, board.position());
        status.pen(true);
        status.place(0, 0);
        status.trust(PositionTrust.KNOWN);
    }

    private void stop() {
        boolean moved = open != null || byHand.underWay();
        if (moved) {
            doubt();
        }
        Optional<Spot> where = Optional.empty();
        try {
            if (board != null) {
                board.abortAndLift();
                where = Optional.of(board.position());
                status.pen(true);
                status.place(bearings.frame().xMm(where.get()), bearings.frame().yMm(where.get()));
                bearings.mark(board);
            }
        } finally {
            // Also when the plotter fails to obey: whoever ordered the stop has given the request up.
            byHand.drop("It was stopped.");
            if (open != null) {
                open.stopped(where);
                endRequest();
            }
        }
    }

    /** Something happened after which pen and paper may lie otherwise to each other. */
    void doubt() {
        bearings.doubt();
        if (status.trust() == PositionTrust.KNOWN) {
            status.trust(PositionTrust.SUSPECT);
        }
    }

    /** What is done by hand is not done any more. */
    void dropByHand(String sentence) {
        byHand.drop(sentence);
    }

    /** The line is gone: the plotter goes on with what is in its buffer. */
    void leftAlone() {
        if (open != null) {
            open.leftAlone();
        }
    }

    /** Whether a request was open that was not suspended yet. */
    boolean suspend() {
        if (open == null || open.phase() == Phase.SUSPENDED) {
            return false;
        }
        open.suspend();
        if (open.phase() == Phase.ENDED) {
            open = null;
            return false;
        }
        return true;
    }

    /** Tells that the open request is in trouble. */
    void tellFault(String sentence) {
        PositionTrust trust =
                board == null && status.trust() == PositionTrust.KNOWN ? PositionTrust.SUSPECT : status.trust();
        status.tell(new PlotterNotice.Faulted(open.drawn(), sentence, trust, true));
    }
}
