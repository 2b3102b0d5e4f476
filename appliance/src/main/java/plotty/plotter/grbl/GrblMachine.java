package plotty.plotter.grbl;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
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
import plotty.plotter.SerialLink;
import plotty.plotter.drive.Machine;
import plotty.plotter.drive.Order;
import plotty.plotter.drive.Status;
import plotty.plotter.drive.Waiting;
import plotty.plotter.grbl.OpenRequest.Phase;
import plotty.plotter.grbl.StatusReport.Point;

/**
 * The plotter as a whole: obeys orders, draws, and gets over faults; {@link Reunion} looks for its board. Everything happens in
 * {@link #turn}, which takes milliseconds, or up to three seconds while it gets acquainted with a board. One thread calls it;
 * orders come from any.
 */
final class GrblMachine implements Machine {
    private static final long IDLE_LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final double NEAR_MM = 0.02;

    private final GrblSettings settings;
    private final Waiting waiting;
    private final Status status;
    private final Queue<Order> orders = new ConcurrentLinkedQueue<>();
    private final Reunion reunion;
    private volatile Adjustment adjustment = Adjustment.NONE;
    private Optional<GrblBoard> board = Optional.empty();
    private Optional<OpenRequest> open = Optional.empty();
    private Optional<Errand> errand = Optional.empty();
    private boolean closing;
    private boolean closed;
    private long nextLook;

    GrblMachine(GrblSettings settings, LinkOpener opener, Waiting waiting, Status status) {
        this.settings = settings;
        this.waiting = waiting;
        this.status = status;
        this.reunion = new Reunion(settings, opener, waiting, status);
    }

    @Override
    public void post(Order order) {
        orders.add(order);
        reunion.wake();
        waiting.wake();
    }

    @Override
    public MachineProfile profile() {
        return reunion.profile();
    }

    @Override
    public Set<Capability> capabilities() {
        Set<Capability> can = EnumSet.of(
                Capability.HOLDS_MID_STROKE,
                Capability.ADJUSTS_SPEED_LIVE,
                Capability.ADJUSTS_PEN_HEIGHT,
                Capability.RELEASES_MOTORS);
        if (reunion.keepsCounting()) {
            can.add(Capability.PROVES_POSITION);
        }
        if (reunion.homes()) {
            can.add(Capability.HOMES);
        }
        return can;
    }

    @Override
    public Adjustment adjustment() {
        return adjustment;
    }

    @Override
    public boolean closed() {
        return closed;
    }

    @Override
    public void turn() {
        try {
            for (Order order = orders.poll(); order != null && !closed; order = orders.poll()) {
                obey(order);
            }
            if (closed) {
                return;
            }
            if (closing && !moving()) {
                finish();
            } else if (board.isEmpty()) {
                seek();
            } else if (moving()) {
                open.orElseThrow().step();
                endRequest();
            } else if (errand.isPresent()) {
                if (errand.get().step()) {
                    errand = Optional.empty();
                }
            } else {
                idle(board.get());
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

    private void seek() {
        board = reunion.seek(open, adjustment);
    }

    private boolean moving() {
        return open.map(OpenRequest::phase).filter(Phase.MOVING::equals).isPresent();
    }

    private void idle(GrblBoard present) {
        GrblSession session = present.session();
        long now = session.now();
        if (now < nextLook) {
            Optional<GrblReply> said = session.hear(nextLook - now);
            if (said.isPresent() && said.get() instanceof GrblReply.Banner(String version)) {
                throw GrblFault.resetByItself(version);
            }
            if (said.isPresent() && said.get() instanceof GrblReply.Alarm(int code)) {
                throw GrblFault.alarm(code);
            }
            return;
        }
        nextLook = now + IDLE_LOOK_NANOS;
        Point machine = present.machine(session.look());
        status.heard();
        status.place(present.frameX(machine), present.frameY(machine));
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
            case Order.Hold() -> {
                endErrand();
                withRequest("hold", OpenRequest::hold);
            }
            case Order.Resume() -> {
                endErrand();
                withRequest("resume", OpenRequest::resume);
            }
            case Order.ResumeFrom(PlanMark mark) -> {
                endErrand();
                withRequest("resume", request -> request.resumeFrom(mark));
            }
            case Order.ByHand(HandMove move, CompletableFuture<Void> answer) -> byHand(move, answer);
            case Order.Adjust(Adjustment wanted) -> adjustByHand(wanted);
            case Order.Cancel() -> {
                endErrand();
                withRequest("cancel", OpenRequest::cancel);
            }
            case Order.Stop() -> stop();
            case Order.Lift() -> whenAtRest("lift", present -> {
                present.lift();
                status.pen(true);
            });
            case Order.SetOrigin() -> whenAtRest("set origin", this::setOrigin);
            case Order.Release() -> release();
            case Order.Close() -> {
                closing = true;
                endErrand();
                open.ifPresent(OpenRequest::close);
            }
        }
    }

    /** What is done with something that is there. */
    @FunctionalInterface
    private interface Action<T> {
        void with(T thing);
    }

    private void withRequest(String what, Action<OpenRequest> action) {
        if (open.isEmpty()) {
            Logger.info("{}: {} ignored, nothing is drawn", settings.name(), what);
            return;
        }
        action.with(open.get());
        endRequest();
    }

    private void whenAtRest(String what, Action<GrblBoard> action) {
        if (board.isEmpty() || moving()) {
            Logger.info("{}: {} ignored, the plotter is away or moving", settings.name(), what);
            return;
        }
        endErrand();
        action.with(board.get());
    }

    private void endErrand() {
        Optional<Errand> ending = errand;
        errand = Optional.empty();
        ending.ifPresent(Errand::end);
    }

    private void draw(PlotRequest request) {
        Optional<String> hindrance = errand.isPresent()
                ? Optional.of(Advice.MOVING)
                : Advice.hindrance(status.state(), board.isPresent(), open.isPresent());
        if (hindrance.isPresent()) {
            status.tell(new PlotterNotice.Faulted(request.from(), hindrance.get(), status.trust(), false));
            return;
        }
        GrblBoard present = board.orElseThrow();
        OpenRequest begun = new OpenRequest(request, status, present);
        open = Optional.of(begun);
        status.connection(Connection.BUSY);
        if (!status.state().motorsOn()) {
            present.energise();
            status.motors(true);
        } else if (!status.state().penUp()) {
            present.lift();
        }
        status.pen(true);
        begun.begin();
    }

    private void byHand(HandMove move, CompletableFuture<Void> answer) {
        if (board.isEmpty() || moving() || errand.isPresent() || closing) {
            answer.completeExceptionally(new HandRefusedException(
                    errand.isPresent() || board.isPresent() && !moving()
                            ? Advice.MOVING
                            : board.isPresent()
                                    ? "The plotter is drawing: pause it first."
                                    : status.state().message().orElse("The plotter is not connected.")));
            return;
        }
        try {
            errand = new HandMoves(board.get(), status, profile(), open.isPresent()).begin(move, answer);
        } catch (LinkLostException | GrblFault e) {
            answer.completeExceptionally(new HandRefusedException(e.getMessage()));
            throw e;
        }
    }

    private void adjustByHand(Adjustment wanted) {
        boolean heights = !wanted.penUpPercent().equals(adjustment.penUpPercent())
                || !wanted.penDownPercent().equals(adjustment.penDownPercent());
        adjust(wanted);
        if (heights && board.isPresent() && !moving() && errand.isEmpty()) {
            if (status.state().penUp()) {
                board.get().lift();
            } else {
                board.get().lower();
            }
        }
    }

    private void adjust(Adjustment wanted) {
        adjustment = wanted;
        board.ifPresent(present -> present.adjust(wanted));
        open.ifPresent(request -> request.adjust(wanted));
    }

    private void setOrigin(GrblBoard present) {
        if (!status.state().motorsOn()) {
            present.energise();
            status.motors(true);
        }
        present.setOrigin();
        status.place(0, 0);
        status.trust(PositionTrust.KNOWN);
        status.well(free());
    }

    private Connection free() {
        return open.isEmpty() ? Connection.CONNECTED : Connection.BUSY;
    }

    private void stop() {
        boolean moved = open.isPresent() || errand.isPresent();
        if (moved) {
            status.trust(PositionTrust.SUSPECT);
        }
        errand.ifPresent(ending -> ending.refuse("It was stopped."));
        errand = Optional.empty();
        try {
            if (board.isPresent()) {
                reunion.resetOrdered();
                board.get().stop(moved);
                status.pen(true);
                Point machine = board.get().machine();
                status.place(board.get().frameX(machine), board.get().frameY(machine));
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
        endErrand();
        switchOff(board.get());
        status.trust(PositionTrust.LOST);
    }

    /** Only at the origin does a board without our mark mean that the pen is parked. */
    private void switchOff(GrblBoard present) {
        Point machine = present.machine();
        boolean parked = status.trust() == PositionTrust.KNOWN
                && Math.hypot(present.frameX(machine), present.frameY(machine)) < NEAR_MM;
        present.release(parked ? TrustMark.PARKED : TrustMark.SUSPECT);
        status.motors(false);
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
        board = Optional.empty();
        board = reunion.afterFault(fault, open, adjustment);
        endRequest();
        String advice = status.state().message().orElse(fault.getMessage());
        if (suspended) {
            tellFault(advice);
        }
    }

    /** Whether a request was open that was not suspended yet. */
    private boolean suspend(String sentence) {
        errand.ifPresent(ending -> ending.refuse(sentence));
        errand = Optional.empty();
        if (open.isEmpty() || open.get().phase() == Phase.SUSPENDED) {
            return false;
        }
        open.get().suspend();
        endRequest();
        return open.isPresent();
    }

    private void tellFault(String sentence) {
        PositionTrust trust = board.isEmpty() && status.trust() == PositionTrust.KNOWN
                ? PositionTrust.SUSPECT
                : status.trust();
        status.tell(new PlotterNotice.Faulted(open.orElseThrow().drawn(), sentence, trust, true));
    }

    /** The end: motors stay on while a request is open. */
    private void finish() {
        try {
            if (board.isPresent() && open.isEmpty() && status.state().motorsOn()) {
                switchOff(board.get());
            }
        } catch (LinkLostException | GrblFault e) {
            Logger.warn("{}: {} Its motors may be on.", settings.name(), e.getMessage());
        }
        if (board.isEmpty() && !status.state().penUp()) {
            Logger.warn("{}: the pen may be down: it did not answer any more", settings.name());
        }
        reunion.leave();
        closed = true;
        status.connection(Connection.OFFLINE);
    }
}
