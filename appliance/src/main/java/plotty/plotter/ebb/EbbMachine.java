package plotty.plotter.ebb;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
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
import plotty.plotter.ebb.Handshake.Acquaintance;
import plotty.plotter.ebb.MotorFrame.Steps;
import plotty.plotter.ebb.OpenRequest.Phase;

/**
 * The plotter as a whole: looks for its board, obeys orders, draws, and gets over faults. Everything happens in {@link #turn},
 * which takes milliseconds, or up to two seconds while it gets acquainted with a board. One thread calls it; orders come from
 * any.
 */
final class EbbMachine implements Machine {
    private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long IDLE_LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final EbbSettings settings;
    private final LinkOpener opener;
    private final Waiting waiting;
    private final Status status;
    private final Queue<Order> orders = new ConcurrentLinkedQueue<>();
    private volatile SerialLink link;
    private EbbBoard board;
    private OpenRequest open;
    private final TrustRule trustRule;
    private boolean supplied;
    private boolean closing;
    private boolean closed;
    private long nextTry;
    private long nextLook;

    EbbMachine(EbbSettings settings, LinkOpener opener, Waiting waiting, Status status) {
        this.settings = settings;
        this.opener = opener;
        this.waiting = waiting;
        this.status = status;
        this.trustRule = new TrustRule(settings);
        this.nextTry = waiting.nanoTime();
    }

    @Override
    public void post(Order order) {
        orders.add(order);
        SerialLink current = link;
        if (current != null) {
            current.wake();
        }
        waiting.wake();
    }

    @Override
    public MachineProfile profile() {
        return settings.profile();
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.of(
                Capability.PROVES_POSITION,
                Capability.HOLDS_MID_STROKE,
                Capability.REPORTS_PEN,
                Capability.ADJUSTS_SPEED_LIVE,
                Capability.ADJUSTS_PEN_HEIGHT,
                Capability.RELEASES_MOTORS,
                Capability.HAS_BUTTON);
    }

    @Override
    public Adjustment adjustment() {
        return Adjustment.NONE;
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
            } else if (board == null) {
                lookForBoard();
            } else if (moving()) {
                open.step();
                hearButton();
                endRequest();
            } else {
                idle();
            }
        } catch (LinkLostException e) {
            lost(e.getMessage());
        } catch (BoardFault e) {
            failed(e.getMessage(), e.inFull());
        } catch (RuntimeException | Error e) {
            // An error too: the memory may have run out in another room, and the pen may be on the paper.
            failed(Advice.OWN_FAULT, Advice.OWN_FAULT);
            Logger.error(e, "{}: a fault of ours", settings.name());
        }
    }

    private void lookForBoard() {
        long wait = nextTry - waiting.nanoTime();
        if (wait > 0) {
            waiting.upTo(wait);
            return;
        }
        nextTry = waiting.nanoTime() + RETRY_NANOS;
        SerialLink opened = null;
        try {
            opened = opener.open();
            meet(opened, Optional.empty());
        } catch (LinkLostException e) {
            notMet(opened, Connection.DISCONNECTED, e.getMessage(), e.getMessage());
        } catch (BoardFault e) {
            notMet(opened, Connection.ERROR, e.getMessage(), e.inFull());
        } catch (RuntimeException | Error e) {
            notMet(opened, Connection.ERROR, Advice.reason(e), Advice.OWN_FAULT);
        }
    }

    /** Counts and logs a board that cannot be met once, and not at each try, until the trouble is another. */
    private void notMet(SerialLink opened, Connection connection, String sentence, String inFull) {
        leave(opened);
        boolean news = !status.state().message().equals(Optional.of(sentence));
        if (opened != null && news) {
            Logger.warn("{}: {}", settings.name(), inFull);
            status.countError();
        }
        status.trouble(connection, sentence);
    }

    private void leave(SerialLink opened) {
        if (opened != null) {
            opened.close();
        }
        link = null;
        board = null;
    }

    /** Gets acquainted with what is at a link, perhaps after some trouble, and finds out what is true of the position. */
    private void meet(SerialLink opened, Optional<String> trouble) {
        link = opened;
        Acquaintance met = Handshake.on(opened, settings.profile());
        EbbBoard found = met.board();
        boolean kept = trustRule.kept(met);
        PositionTrust trust = trustRule.in(met, found.takePowerLost(), status.state(), open != null);
        found.takeButton();
        if (kept && trust == PositionTrust.SUSPECT && met.node() != settings.suspectMark()) {
            found.markNode(settings.suspectMark());
        }
        board = found;
        place(met.counters());
        if (open != null) {
            open.reconnected(found, met.counters(), trust == PositionTrust.KNOWN);
        }
        supplied = met.supplied();
        Optional<String> message = supplied ? trouble : Optional.of(Advice.NO_SUPPLY);
        status.met(found.firmware().toString(), supplied ? free() : Connection.ERROR, trust, kept, message);
        Logger.info("{}: firmware {}, position {}", settings.name(), found.firmware(), trust);
    }

    private boolean moving() {
        return open != null && open.phase() == Phase.MOVING;
    }

    private Connection free() {
        return open == null ? Connection.CONNECTED : Connection.BUSY;
    }

    private void place(Steps at) {
        MotorFrame frame = new MotorFrame(settings.profile());
        status.place(frame.xMm(at.motor1(), at.motor2()), frame.yMm(at.motor1(), at.motor2()));
    }

    private void idle() {
        long now = board.now();
        if (now < nextLook) {
            board.listen(nextLook - now);
            return;
        }
        nextLook = now + IDLE_LOOK_NANOS;
        board.poll();
        status.heard();
        if (board.takePowerLost()
                && status.trust() == PositionTrust.KNOWN
                && status.state().motorsOn()) {
            board.markNode(settings.suspectMark());
            status.trust(PositionTrust.SUSPECT);
        }
        hearButton();
        if (!supplied && board.supplied()) {
            supplied = true;
            status.well(free());
        }
    }

    private void hearButton() {
        if (board.takeButton()) {
            status.tell(new PlotterNotice.ButtonPressed());
        }
    }

    private void endRequest() {
        if (open.phase() == Phase.ENDED) {
            open = null;
            if (board != null) {
                status.connection(supplied ? Connection.CONNECTED : Connection.ERROR);
            }
        }
    }

    private void obey(Order order) {
        switch (order) {
            case Order.Draw(PlotRequest request) -> draw(request);
            case Order.Permit(double untilS) -> withRequest("permit", () -> open.permit(untilS));
            case Order.Hold() -> withRequest("hold", () -> open.hold());
            case Order.Resume() -> withRequest("resume", () -> open.resume());
            case Order.ResumeFrom(PlanMark mark) -> throw new UnsupportedOperationException("resume from " + mark);
            case Order.ByHand(HandMove move, var answer) ->
                answer.completeExceptionally(new HandRefusedException("This plotter cannot do that: " + move));
            case Order.Adjust(Adjustment adjustment) -> throw new UnsupportedOperationException("adjust " + adjustment);
            case Order.Cancel() -> withRequest("cancel", () -> open.cancel());
            case Order.Stop() -> stop();
            case Order.Lift() -> whenAtRest("lift", () -> board.lift(0));
            case Order.SetOrigin() -> whenAtRest("set origin", this::setOrigin);
            case Order.Release() -> release();
            case Order.Close() -> {
                closing = true;
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
        if (board == null || moving()) {
            Logger.info("{}: {} ignored, the plotter is away or moving", settings.name(), what);
            return;
        }
        action.run();
    }

    private void draw(PlotRequest request) {
        Optional<String> hindrance = Advice.hindrance(status.state(), board != null, open != null);
        if (hindrance.isPresent()) {
            status.tell(new PlotterNotice.Faulted(request.from(), hindrance.get(), status.trust(), false));
            return;
        }
        if (!status.state().motorsOn()) {
            energise();
        }
        open = new OpenRequest(request, settings, status, board, board.position());
        status.connection(Connection.BUSY);
    }

    /** Switches the motors on; the counters are zero from then on, so here is the origin. */
    private void energise() {
        board.energise();
        board.markNode(settings.nodeMark());
        status.motors(true);
    }

    private void setOrigin() {
        if (status.state().motorsOn()) {
            board.clearPosition();
            board.markNode(settings.nodeMark());
        } else {
            energise();
        }
        place(Steps.ORIGIN);
        status.trust(PositionTrust.KNOWN);
    }

    private void stop() {
        if (open != null) {
            status.trust(PositionTrust.SUSPECT);
        }
        try {
            stopBoard();
        } finally {
            // Also when the board fails to obey: whoever ordered the stop has given the request up.
            if (open != null) {
                open.stopped();
                endRequest();
            }
        }
    }

    private void stopBoard() {
        if (board == null) {
            return;
        }
        board.stop();
        board.lift(0);
        status.pen(true);
        if (open != null) {
            board.markNode(settings.suspectMark());
            place(board.position());
        }
    }

    private void release() {
        if (open != null || board == null) {
            Logger.info("{}: release ignored, a request is open or the plotter is away", settings.name());
            return;
        }
        switchOff();
        status.trust(PositionTrust.LOST);
    }

    /** Only at the origin does a board without our mark mean that the pen is parked. */
    private void switchOff() {
        boolean parked =
                status.trust() == PositionTrust.KNOWN && board.position().equals(Steps.ORIGIN);
        board.markNode(parked ? 0 : settings.suspectMark());
        board.release();
        status.motors(false);
    }

    private void lost(String sentence) {
        Logger.warn("{}: {}", settings.name(), sentence);
        status.countError();
        leave(link);
        nextTry = waiting.nanoTime() + RETRY_NANOS;
        String advice = sentence + Advice.PLUG_IN;
        status.trouble(Connection.DISCONNECTED, advice);
        // Only now: who hears that a request is given up must not believe that the plotter is free for the next.
        if (suspend()) {
            tellFault(advice);
        }
    }

    /** The board does not do as it should: lifts the pen and tries to come to terms with it again, else looks for it anew. */
    private void failed(String sentence, String inFull) {
        boolean suspended = suspend();
        status.countError();
        String advice;
        try {
            EbbSession.liftBlindly(link);
            Logger.warn("{}: {}", settings.name(), inFull);
            meet(link, Optional.of(sentence));
            advice = sentence + Advice.after(status.trust());
            status.trouble(status.state().connection(), advice);
        } catch (RuntimeException | Error e) {
            leave(link);
            nextTry = waiting.nanoTime() + RETRY_NANOS;
            advice = sentence + " " + Advice.reason(e) + Advice.CHECK;
            status.trouble(e instanceof LinkLostException ? Connection.DISCONNECTED : Connection.ERROR, advice);
        }
        if (suspended) {
            tellFault(advice);
        }
    }

    /** Whether a request was open that was not suspended yet. */
    private boolean suspend() {
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

    private void tellFault(String sentence) {
        PositionTrust trust =
                board == null && status.trust() == PositionTrust.KNOWN ? PositionTrust.SUSPECT : status.trust();
        status.tell(new PlotterNotice.Faulted(open.drawn(), sentence, trust, true));
    }

    /** The end: motors stay on while a request is open. */
    private void finish() {
        try {
            if (board != null && open == null && status.state().motorsOn()) {
                switchOff();
            }
        } catch (LinkLostException | BoardFault e) {
            Logger.warn("{}: {} Its motors may be on.", settings.name(), e.getMessage());
            EbbSession.liftBlindly(link);
        }
        if (board == null && !status.state().penUp()) {
            Logger.warn("{}: the pen may be down: it did not answer any more", settings.name());
        }
        leave(link);
        closed = true;
        status.connection(Connection.OFFLINE);
    }
}
