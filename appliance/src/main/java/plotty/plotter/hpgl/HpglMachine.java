package plotty.plotter.hpgl;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.tinylog.Logger;
import plotty.motion.MachineProfile;
import plotty.plotter.Adjustment;
import plotty.plotter.Capability;
import plotty.plotter.LinkLostException;
import plotty.plotter.LinkOpener;
import plotty.plotter.PlotterState.Connection;
import plotty.plotter.SerialLink;
import plotty.plotter.drive.Advice;
import plotty.plotter.drive.BoardFault;
import plotty.plotter.drive.Machine;
import plotty.plotter.drive.Order;
import plotty.plotter.drive.Orders;
import plotty.plotter.drive.Status;
import plotty.plotter.drive.Waiting;

/**
 * The plotter as a whole: looks for it, obeys orders, draws, and gets over faults. Everything happens in {@link #turn}, which
 * takes milliseconds, or some seconds while it gets acquainted with a plotter that must end a vector first. One thread calls
 * it; orders come from any.
 */
final class HpglMachine implements Machine {
    private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final HpglSettings settings;
    private final LinkOpener opener;
    private final Waiting waiting;
    private final Status status;
    private final Orders orders = new Orders();
    private final Bearings bearings;
    private final Helm helm;
    private volatile SerialLink link;
    private boolean closing;
    private volatile boolean closed;
    private long nextTry;

    HpglMachine(HpglSettings settings, LinkOpener opener, Waiting waiting, Status status) {
        this.settings = settings;
        this.opener = opener;
        this.waiting = waiting;
        this.status = status;
        this.bearings = new Bearings(settings);
        this.helm = new Helm(settings, status, bearings);
        this.nextTry = waiting.nanoTime();
    }

    @Override
    public void post(Order order) {
        orders.post(order);
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
        return helm.adjustment();
    }

    @Override
    public boolean closed() {
        return closed;
    }

    @Override
    public void turn() {
        try {
            for (Optional<Order> order = orders.next(); order.isPresent(); order = orders.next()) {
                closing |= order.get() instanceof Order.Close;
                helm.obey(order.get());
            }
            if (closed) {
                return;
            }
            if (closing && !helm.moving()) {
                finish();
            } else if (!helm.hasBoard()) {
                lookForBoard();
            } else if (helm.step()) {
                meet(link, Optional.empty());
            }
        } catch (LinkLostException e) {
            lost(e.getMessage());
        } catch (BoardFault e) {
            if (e instanceof DoubtfulFault) {
                helm.doubt();
            }
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
        helm.left();
    }

    private void meet(SerialLink opened, Optional<String> trouble) {
        link = opened;
        helm.take(Meeting.with(opened, settings.model()), trouble);
    }

    private void lost(String sentence) {
        Logger.warn("{}: {}", settings.name(), sentence);
        status.countError();
        leave(link);
        nextTry = waiting.nanoTime() + RETRY_NANOS;
        String advice = sentence + Advice.PLUG_IN;
        status.trouble(Connection.DISCONNECTED, advice);
        helm.dropByHand(sentence);
        orders.fail(advice);
        // Only now: who hears that a request is given up must not believe that the plotter is free for the next.
        if (helm.suspend()) {
            helm.tellFault(advice);
        }
        helm.leftAlone();
    }

    /** It does not do as it should: lifts the pen and tries to come to terms with it again, else looks for it anew. */
    private void failed(String sentence, String inFull) {
        boolean suspended = helm.suspend();
        status.countError();
        helm.dropByHand(sentence);
        orders.fail(sentence);
        String advice;
        try {
            HpglSession.liftBlindly(link);
            Logger.warn("{}: {}", settings.name(), inFull);
            meet(link, Optional.of(sentence));
            advice = sentence + HpglAdvice.after(status.trust());
            status.trouble(status.state().connection(), advice);
        } catch (RuntimeException | Error e) {
            leave(link);
            helm.leftAlone();
            nextTry = waiting.nanoTime() + RETRY_NANOS;
            advice = sentence + " " + Advice.reason(e) + Advice.CHECK;
            status.trouble(e instanceof LinkLostException ? Connection.DISCONNECTED : Connection.ERROR, advice);
        }
        if (suspended) {
            helm.tellFault(advice);
        }
    }

    /** The end: the pen is up; a plotter keeps its motors on. */
    private void finish() {
        if (helm.hasBoard() && !status.state().penUp()) {
            HpglSession.liftBlindly(link);
        }
        if (!helm.hasBoard() && !status.state().penUp()) {
            Logger.warn("{}: the pen may be down: it did not answer any more", settings.name());
        }
        leave(link);
        closed = true;
        orders.end();
        status.connection(Connection.OFFLINE);
    }
}
