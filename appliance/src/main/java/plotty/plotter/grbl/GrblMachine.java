package plotty.plotter.grbl;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.tinylog.Logger;
import plotty.motion.MachineProfile;
import plotty.motion.PlanMark;
import plotty.plotter.Adjustment;
import plotty.plotter.Capability;
import plotty.plotter.HandMove;
import plotty.plotter.HandRefusedException;
import plotty.plotter.LinkLostException;
import plotty.plotter.LinkOpener;
import plotty.plotter.PlotRequest;
import plotty.plotter.PlotterNotice;
import plotty.plotter.PlotterState.Connection;
import plotty.plotter.PositionTrust;
import plotty.plotter.drive.Advice;
import plotty.plotter.drive.Machine;
import plotty.plotter.drive.Order;
import plotty.plotter.drive.Orders;
import plotty.plotter.drive.Phase;
import plotty.plotter.drive.Status;
import plotty.plotter.drive.Waiting;

/**
 * The plotter as a whole: obeys orders, draws, and gets over faults; {@link Reunion} looks for its board. Everything happens in
 * {@link #turn}, which takes milliseconds, or up to three seconds while it gets acquainted with a board. One thread calls it;
 * orders come from any.
 */
final class GrblMachine implements Machine {
    private final GrblSettings settings;
    private final Waiting waiting;
    private final Status status;
    private final Orders orders = new Orders();
    private final Reunion reunion;
    private final Custody custody;
    private final Hands hands;
    private volatile Adjustment adjustment = Adjustment.NONE;
    private Optional<GrblBoard> board = Optional.empty();
    private Optional<OpenRequest> open = Optional.empty();
    private boolean closing;
    private volatile boolean closed;

    GrblMachine(GrblSettings settings, LinkOpener opener, Waiting waiting, Status status) {
        this.settings = settings;
        this.waiting = waiting;
        this.status = status;
        this.reunion = new Reunion(settings, opener, waiting, status);
        this.custody = new Custody(status);
        this.hands = new Hands(status);
    }

    @Override
    public void post(Order order) {
        orders.post(order);
        reunion.wake();
        waiting.wake();
    }

    @Override
    public MachineProfile profile() {
        return reunion.profile();
    }

    @Override
    public Set<Capability> capabilities() {
        return reunion.capabilities();
    }

    @Override
    public Adjustment adjustment() {
        return adjustment;
    }

    @Override
    public int fastestPercent() {
        return Adjustment.FASTEST_PERCENT;
    }

    @Override
    public boolean closed() {
        return closed;
    }

    @Override
    public void turn() {
        try {
            for (Optional<Order> order = orders.next(); order.isPresent(); order = orders.next()) {
                obey(order.get());
            }
            if (closed) {
                return;
            }
            if (closing && !moving()) {
                finish();
            } else if (board.isEmpty()) {
                board = reunion.seek(open, adjustment);
            } else if (moving()) {
                open.orElseThrow().step();
                endRequest();
            } else if (hands.busy()) {
                hands.step();
            } else {
                custody.watch(board.get());
            }
        } catch (LinkLostException e) {
            lost(e.getMessage());
        } catch (GrblFault e) {
            failed(e);
        } catch (RuntimeException | Error e) {
            // An error too: the memory may have run out in another room, and the pen may be on the paper.
            Logger.error(e, "{}: a fault of ours", settings.name());
            failed(new GrblFault(Advice.OWN_FAULT));
        }
    }

    private boolean moving() {
        return open.map(OpenRequest::phase).filter(Phase.MOVING::equals).isPresent();
    }

    private void endRequest() {
        if (open.isPresent() && open.get().phase() == Phase.ENDED) {
            open = Optional.empty();
            adjust(Adjustment.NONE);
            if (board.isPresent()) {
                status.connection(Connection.CONNECTED);
            }
        }
    }

    private void obey(Order order) {
        switch (order) {
            case Order.Draw(PlotRequest request) -> draw(request);
            case Order.Permit(double untilS) -> open.ifPresent(request -> request.permit(untilS));
            case Order.Hold() -> withRequest("hold", OpenRequest::hold);
            case Order.Resume() -> withRequest("resume", OpenRequest::resume);
            case Order.ResumeFrom(PlanMark mark) -> withRequest("resume", request -> request.resumeFrom(mark));
            case Order.ByHand(HandMove move, CompletableFuture<Void> answer) -> byHand(move, answer);
            case Order.Adjust(Adjustment wanted) -> adjustByHand(wanted);
            case Order.Cancel() -> withRequest("cancel", OpenRequest::cancel);
            case Order.Stop() -> stop();
            case Order.Lift() -> whenAtRest("lift", custody::lift);
            case Order.SetOrigin() -> whenAtRest("set origin", this::setOrigin);
            case Order.Release() -> release();
            case Order.Close() -> {
                closing = true;
                hands.end();
                open.ifPresent(OpenRequest::close);
            }
        }
    }

    private void withRequest(String what, Consumer<OpenRequest> action) {
        hands.end();
        if (open.isEmpty()) {
            Logger.info("{}: {} ignored, nothing is drawn", settings.name(), what);
            return;
        }
        action.accept(open.get());
        endRequest();
    }

    private void whenAtRest(String what, Consumer<GrblBoard> action) {
        if (board.isEmpty() || moving()) {
            Logger.info("{}: {} ignored, the plotter is away or moving", settings.name(), what);
            return;
        }
        hands.end();
        action.accept(board.get());
    }

    private void draw(PlotRequest request) {
        Optional<String> hindrance = hands.busy()
                ? Optional.of(GrblAdvice.MOVING)
                : Advice.hindrance(status.state(), board.isPresent(), open.isPresent());
        if (hindrance.isPresent()) {
            status.tell(new PlotterNotice.Faulted(request.from(), hindrance.get(), status.trust(), false));
            return;
        }
        GrblBoard present = board.orElseThrow();
        OpenRequest begun = new OpenRequest(request, status, present);
        open = Optional.of(begun);
        status.connection(Connection.BUSY);
        custody.makeReady(present);
        begun.begin();
    }

    private void byHand(HandMove move, CompletableFuture<Void> answer) {
        if (board.isEmpty() || moving() || closing) {
            String hindrance = board.isPresent()
                    ? "The plotter is drawing: pause it first."
                    : status.state().message().orElse("The plotter is not connected.");
            answer.completeExceptionally(new HandRefusedException(hindrance));
            return;
        }
        hands.begin(move, answer, board.get(), profile(), open.isPresent());
    }

    private void adjustByHand(Adjustment wanted) {
        boolean heights = !wanted.penUpPercent().equals(adjustment.penUpPercent())
                || !wanted.penDownPercent().equals(adjustment.penDownPercent());
        adjust(wanted);
        if (heights && board.isPresent() && !moving() && !hands.busy()) {
            custody.moveToHeight(board.get());
        }
    }

    private void adjust(Adjustment wanted) {
        adjustment = wanted;
        board.ifPresent(present -> present.adjust(wanted));
        open.ifPresent(request -> request.adjust(wanted));
    }

    private void setOrigin(GrblBoard present) {
        custody.setOrigin(present);
        status.well(open.isEmpty() ? Connection.CONNECTED : Connection.BUSY);
    }

    private void stop() {
        boolean moved = open.isPresent() || hands.busy();
        if (moved) {
            status.trust(PositionTrust.SUSPECT);
        }
        hands.refuse("It was stopped.");
        try {
            if (board.isPresent()) {
                reunion.resetOrdered();
                custody.stop(board.get(), moved);
                reunion.resetObeyed();
            }
        } finally {
            // Also when the board fails to obey: whoever ordered the stop has given the request up.
            open.ifPresent(OpenRequest::stopped);
            endRequest();
        }
    }

    private void release() {
        if (open.isPresent() || board.isEmpty()) {
            Logger.info("{}: release ignored, a request is open or the plotter is away", settings.name());
            return;
        }
        hands.end();
        custody.switchOff(board.get());
        status.trust(PositionTrust.LOST);
    }

    private void lost(String sentence) {
        Logger.warn("{}: {}", settings.name(), sentence);
        status.countError();
        reunion.leave();
        board = Optional.empty();
        String advice = sentence + Advice.PLUG_IN;
        status.trouble(Connection.DISCONNECTED, advice);
        // Only now: who hears that a request is given up must not believe that the plotter is free for the next.
        if (suspend(sentence)) {
            tellFault(advice);
        }
    }

    /** The board does not do as it should: holds it, tries to come to terms with it again, else goes on trying. */
    private void failed(GrblFault fault) {
        Logger.warn("{}: {}", settings.name(), fault.inFull());
        status.countError();
        boolean suspended = suspend(fault.getMessage());
        board = reunion.afterFault(fault, open, adjustment);
        endRequest();
        String advice = status.state().message().orElse(fault.getMessage());
        if (suspended) {
            tellFault(advice);
        }
    }

    /** Whether a request was open that was not suspended yet. */
    private boolean suspend(String sentence) {
        hands.refuse(sentence);
        orders.fail(sentence);
        if (open.isEmpty() || open.get().phase() == Phase.SUSPENDED) {
            return false;
        }
        open.get().suspend();
        endRequest();
        return open.isPresent();
    }

    private void tellFault(String sentence) {
        PositionTrust trust =
                board.isEmpty() && status.trust() == PositionTrust.KNOWN ? PositionTrust.SUSPECT : status.trust();
        status.tell(new PlotterNotice.Faulted(open.orElseThrow().drawn(), sentence, trust, true));
    }

    /** The end: motors stay on while a request is open. */
    private void finish() {
        custody.part(board, open.isPresent());
        reunion.leave();
        closed = true;
        status.connection(Connection.OFFLINE);
        orders.end();
    }
}
