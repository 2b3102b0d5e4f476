package plotty.plotter.ebb;

import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.tinylog.Logger;
import plotty.plotter.LinkLostException;
import plotty.plotter.LinkOpener;
import plotty.plotter.PlotRequest;
import plotty.plotter.PlotterNotice;
import plotty.plotter.PlotterState.Connection;
import plotty.plotter.PositionTrust;
import plotty.plotter.SerialLink;
import plotty.plotter.ebb.Drawing.Phase;
import plotty.plotter.ebb.Handshake.Acquaintance;
import plotty.plotter.ebb.MotorFrame.Steps;

/**
 * The plotter as a whole: looks for its board, obeys orders, draws, and gets over faults. Everything happens in {@link #turn},
 * which takes milliseconds, or up to two seconds while it gets acquainted with a board. One thread calls it; orders come from
 * any.
 */
final class EbbMachine {
    private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long IDLE_LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final EbbSettings settings;
    private final LinkOpener opener;
    private final Waiting waiting;
    private final Status status;
    private final Queue<Order> orders = new ConcurrentLinkedQueue<>();
    private volatile SerialLink link;
    private EbbBoard board;
    private Drawing drawing;
    private boolean known;
    private boolean closing;
    private boolean closed;
    private long nextTry;
    private long nextLook;

    EbbMachine(EbbSettings settings, LinkOpener opener, Waiting waiting, Status status) {
        this.settings = settings;
        this.opener = opener;
        this.waiting = waiting;
        this.status = status;
        this.nextTry = waiting.nanoTime();
    }

    /** Hands an order over. Any thread. */
    void post(Order order) {
        orders.add(order);
        SerialLink open = link;
        if (open != null) {
            open.wake();
        }
        waiting.wake();
    }

    boolean closed() {
        return closed;
    }

    /** Does the next thing. */
    void turn() {
        try {
            for (Order order = orders.poll(); order != null && !closed; order = orders.poll()) {
                obey(order);
            }
            if (closed) {
                return;
            }
            if (closing && (drawing == null || drawing.phase() != Phase.MOVING)) {
                finish();
            } else if (board == null) {
                lookForBoard();
            } else if (drawing != null && drawing.phase() == Phase.MOVING) {
                drawing.step();
                hearButton();
                endDrawing();
            } else {
                idle();
            }
        } catch (LinkLostException e) {
            lost(e.getMessage());
        } catch (BoardFault e) {
            failed(e.getMessage());
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
            meet(opened);
        } catch (LinkLostException e) {
            leave(opened);
            status.trouble(Connection.DISCONNECTED, e.getMessage());
        } catch (BoardFault e) {
            leave(opened);
            status.trouble(Connection.ERROR, e.getMessage());
        }
    }

    private void leave(SerialLink opened) {
        if (opened != null) {
            opened.close();
        }
        link = null;
        board = null;
    }

    /** Gets acquainted with what is at a link, and finds out what is true of the position. */
    private void meet(SerialLink opened) {
        link = opened;
        Acquaintance met = Handshake.on(opened, settings.profile());
        EbbBoard found = met.board();
        boolean kept = met.node() == settings.nodeMark() || met.node() == settings.suspectMark();
        PositionTrust trust = trustIn(met, found.takePowerLost());
        found.takeButton();
        if (kept && trust == PositionTrust.SUSPECT && met.node() != settings.suspectMark()) {
            found.markNode(settings.suspectMark());
        }
        known = true;
        board = found;
        place(met.counters());
        status.motors(kept);
        status.trust(trust);
        if (drawing != null) {
            drawing.reconnected(found, met.counters(), trust == PositionTrust.KNOWN);
        }
        status.connected(
                drawing == null ? Connection.CONNECTED : Connection.BUSY,
                found.firmware().toString());
        if (!met.supplied()) {
            status.trouble(
                    Connection.ERROR, "The plotter's motors have no power: plug in its supply and switch it on.");
        }
        Logger.info("{}: firmware {}, position {}", settings.name(), found.firmware(), trust);
    }

    private PositionTrust trustIn(Acquaintance met, boolean powerLost) {
        if (met.node() == settings.nodeMark()) {
            boolean doubted = powerLost || known && status.trust() == PositionTrust.SUSPECT;
            return doubted ? PositionTrust.SUSPECT : PositionTrust.KNOWN;
        }
        if (met.node() == settings.suspectMark()) {
            return PositionTrust.SUSPECT;
        }
        boolean parked =
                !known && settings.assumeOriginAtStart() && met.counters().equals(Steps.ORIGIN);
        boolean idleSince = known
                && drawing == null
                && status.trust() == PositionTrust.KNOWN
                && !status.state().motorsOn();
        return parked || idleSince && met.counters().equals(Steps.ORIGIN) ? PositionTrust.KNOWN : PositionTrust.LOST;
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
    }

    private void hearButton() {
        if (board.takeButton()) {
            status.tell(new PlotterNotice.ButtonPressed());
        }
    }

    private void endDrawing() {
        if (drawing.phase() == Phase.ENDED) {
            drawing = null;
            status.connection(Connection.CONNECTED);
        }
    }

    private void obey(Order order) {
        switch (order) {
            case Order.Draw(PlotRequest request) -> draw(request);
            case Order.Permit(double untilS) -> withDrawing("permit", () -> drawing.permit(untilS));
            case Order.Hold() -> withDrawing("hold", () -> drawing.hold());
            case Order.Resume() -> withDrawing("resume", () -> drawing.resume());
            case Order.Cancel() -> withDrawing("cancel", () -> drawing.cancel());
            case Order.Stop() -> stop();
            case Order.Lift() -> whenAtRest("lift", () -> board.lift(0));
            case Order.SetOrigin() -> whenAtRest("set origin", this::setOrigin);
            case Order.Release() -> release();
            case Order.Close() -> {
                closing = true;
                if (drawing != null) {
                    drawing.close();
                }
            }
        }
    }

    private void withDrawing(String what, Runnable action) {
        if (drawing == null) {
            Logger.info("{}: {} ignored, nothing is drawn", settings.name(), what);
            return;
        }
        action.run();
        endDrawing();
    }

    private void whenAtRest(String what, Runnable action) {
        if (board == null || drawing != null && drawing.phase() == Phase.MOVING) {
            Logger.info("{}: {} ignored, the plotter is away or moving", settings.name(), what);
            return;
        }
        action.run();
    }

    private void draw(PlotRequest request) {
        Optional<String> hindrance = hindrance();
        if (hindrance.isPresent()) {
            status.tell(new PlotterNotice.Faulted(request.from(), hindrance.get(), status.trust(), false));
            return;
        }
        if (!status.state().motorsOn()) {
            energise();
        }
        drawing = new Drawing(request, settings, status, board, board.position());
        status.connection(Connection.BUSY);
    }

    private Optional<String> hindrance() {
        if (board == null || status.state().connection() == Connection.ERROR) {
            return Optional.of(status.state().message().orElse("The plotter is not connected."));
        }
        if (drawing != null) {
            return Optional.of("The plotter is busy with another drawing.");
        }
        if (!status.trust().allowsAbsoluteMotion()) {
            return Optional.of("The plotter does not know where its pen is: move it to the origin and set the origin.");
        }
        return Optional.empty();
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
        if (board != null) {
            board.stop();
            board.lift(0);
        }
        if (drawing == null) {
            return;
        }
        if (board != null) {
            board.markNode(settings.suspectMark());
            status.trust(PositionTrust.SUSPECT);
            place(board.position());
        }
        drawing.stopped();
        endDrawing();
    }

    private void release() {
        if (drawing != null || board == null) {
            Logger.info("{}: release ignored, a drawing is open or the plotter is away", settings.name());
            return;
        }
        switchOff();
        status.trust(PositionTrust.LOST);
    }

    private void switchOff() {
        board.markNode(0);
        board.release();
        status.motors(false);
    }

    private void lost(String sentence) {
        status.countError();
        leave(link);
        nextTry = waiting.nanoTime() + RETRY_NANOS;
        boolean open = suspendDrawing();
        status.trouble(Connection.DISCONNECTED, sentence);
        if (open) {
            tellFault(sentence);
        }
    }

    /** The board does not do as it should: lifts the pen and tries to come to terms with it again, else looks for it anew. */
    private void failed(String sentence) {
        Logger.warn("{}: {}", settings.name(), sentence);
        status.countError();
        boolean open = suspendDrawing();
        try {
            meet(link);
            status.message(Optional.of(sentence));
        } catch (LinkLostException | BoardFault e) {
            leave(link);
            nextTry = waiting.nanoTime() + RETRY_NANOS;
            Connection connection = e instanceof BoardFault ? Connection.ERROR : Connection.DISCONNECTED;
            status.trouble(connection, sentence + " " + e.getMessage());
        }
        if (open) {
            tellFault(sentence);
        }
    }

    /** Whether a request was open that was not suspended yet. */
    private boolean suspendDrawing() {
        if (drawing == null || drawing.phase() == Phase.SUSPENDED) {
            return false;
        }
        drawing.suspend();
        return true;
    }

    private void tellFault(String sentence) {
        PositionTrust trust =
                board == null && status.trust() == PositionTrust.KNOWN ? PositionTrust.SUSPECT : status.trust();
        status.tell(new PlotterNotice.Faulted(drawing.drawn(), sentence, trust, true));
    }

    /** The end: motors stay on while a request is open. */
    private void finish() {
        if (board != null && drawing == null && status.state().motorsOn()) {
            switchOff();
        }
        leave(link);
        closed = true;
        status.connection(Connection.OFFLINE);
    }
}
