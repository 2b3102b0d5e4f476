package plotty.plotter.hpgl;

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
import plotty.plotter.hpgl.OpenRequest.Phase;

/**
 * The plotter as a whole: looks for it, obeys orders, draws, and gets over faults. Everything happens in {@link #turn}, which
 * takes milliseconds, or some seconds while it gets acquainted with a plotter that must end a vector first. One thread calls
 * it; orders come from any.
 */
final class HpglMachine implements Machine {
    private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final HpglSettings settings;
    private final LinkOpener opener;
    private final Waiting waiting;
    private final Status status;
    private final Queue<Order> orders = new ConcurrentLinkedQueue<>();
    private final Bearings bearings;
    private final ByHand byHand;
    private volatile SerialLink link;
    private volatile Adjustment adjustment = Adjustment.NONE;
    private HpglBoard board;
    private OpenRequest open;
    private IdleWatch watch;
    private boolean closing;
    private boolean closed;
    private long nextTry;

    HpglMachine(HpglSettings settings, LinkOpener opener, Waiting waiting, Status status) {
        this.settings = settings;
        this.opener = opener;
        this.waiting = waiting;
        this.status = status;
        this.bearings = new Bearings(settings);
        this.byHand = new ByHand(settings, bearings, status);
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
        return bearings.profile();
    }

    @Override
    public Set<Capability> capabilities() {
        Set<Capability> can =
                EnumSet.of(Capability.PROVES_POSITION, Capability.REPORTS_PEN, Capability.ADJUSTS_SPEED_LIVE);
        if (settings.model().pens() > 1) {
            can.add(Capability.CHANGES_PENS);
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
            } else if (board == null) {
                lookForBoard();
            } else if (moving()) {
                open.step();
                endRequest();
            } else if (byHand.underWay()) {
                byHand.step();
            } else if (watch.look()) {
                // Paper was loaded: its size and the pen's place may be others.
                meet(link, Optional.empty());
            }
        } catch (LinkLostException e) {
            lost(e.getMessage());
        } catch (BoardFault e) {
            if (e.doubt()) {
                doubt();
            }
            failed(e.getMessage(), e.inFull());
        } catch (RuntimeException | Error e) {
            // An error too: the memory may have run out in another room, and the pen may be on the paper.
            failed(Advice.OWN_FAULT, Advice.OWN_FAULT);
            Logger.error(e, "{}: a fault of ours", settings.name());
        }
    }

    private void doubt() {
        bearings.doubt();
        if (status.trust() == PositionTrust.KNOWN) {
            status.trust(PositionTrust.SUSPECT);
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

    /** Counts and logs a plotter that cannot be met once, and not at each try, until the trouble is another. */
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
        Meeting.Acquaintance met = Meeting.with(opened, settings.model());
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

    private boolean moving() {
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

    private void obey(Order order) {
        switch (order) {
            case Order.Draw(PlotRequest request) -> draw(request);
            case Order.Permit(double untilS) -> withRequest("permit", () -> open.permit(untilS));
            case Order.Hold() -> withRequest("hold", () -> open.hold());
            case Order.Resume() -> withRequest("resume", () -> {
                byHand.finish("The drawing goes on.");
                open.resume();
            });
            case Order.ResumeFrom(PlanMark mark) -> withRequest("resume from elsewhere", () -> {
                byHand.finish("The drawing goes on.");
                open.resumeFrom(mark);
            });
            case Order.ByHand(HandMove move, CompletableFuture<Void> answer) ->
                byHand.begin(move, answer, Optional.ofNullable(board), moving(), open != null);
            case Order.Adjust(Adjustment wanted) -> adjust(wanted);
            case Order.Cancel() -> withRequest("cancel", () -> {
                byHand.finish("The drawing was cancelled.");
                open.cancel();
            });
            case Order.Stop() -> stop();
            case Order.Lift() -> whenAtRest("lift", () -> {
                board.send("PU;");
                status.pen(true);
            });
            case Order.SetOrigin() -> whenAtRest("set origin", this::setOrigin);
            case Order.Release() -> Logger.info("{}: its motors cannot be switched off", settings.name());
            case Order.Close() -> {
                closing = true;
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
        board.send("PU;");
        status.pen(true);
        Spot at = board.position();
        Draught draught = new Draught(request, bearings.frame(), settings.model(), status, board);
        draught.speedPercent(adjustment.speedPercent());
        open = new OpenRequest(request, status, board, draught, at);
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

    private void lost(String sentence) {
        Logger.warn("{}: {}", settings.name(), sentence);
        status.countError();
        leave(link);
        nextTry = waiting.nanoTime() + RETRY_NANOS;
        String advice = sentence + Advice.PLUG_IN;
        status.trouble(Connection.DISCONNECTED, advice);
        byHand.drop(sentence);
        // Only now: who hears that a request is given up must not believe that the plotter is free for the next.
        if (suspend()) {
            tellFault(advice);
        }
        leftAlone();
    }

    /** It does not do as it should: lifts the pen and tries to come to terms with it again, else looks for it anew. */
    private void failed(String sentence, String inFull) {
        boolean suspended = suspend();
        status.countError();
        byHand.drop(sentence);
        String advice;
        try {
            HpglSession.liftBlindly(link);
            Logger.warn("{}: {}", settings.name(), inFull);
            meet(link, Optional.of(sentence));
            advice = sentence + Advice.after(status.trust());
            status.trouble(status.state().connection(), advice);
        } catch (RuntimeException | Error e) {
            leave(link);
            leftAlone();
            nextTry = waiting.nanoTime() + RETRY_NANOS;
            advice = sentence + " " + Advice.reason(e) + Advice.CHECK;
            status.trouble(e instanceof LinkLostException ? Connection.DISCONNECTED : Connection.ERROR, advice);
        }
        if (suspended) {
            tellFault(advice);
        }
    }

    private void leftAlone() {
        if (open != null) {
            open.leftAlone();
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

    /** The end: the pen is up; a plotter keeps its motors on. */
    private void finish() {
        if (board != null && !status.state().penUp()) {
            HpglSession.liftBlindly(link);
        }
        if (board == null && !status.state().penUp()) {
            Logger.warn("{}: the pen may be down: it did not answer any more", settings.name());
        }
        leave(link);
        closed = true;
        status.connection(Connection.OFFLINE);
    }
}
