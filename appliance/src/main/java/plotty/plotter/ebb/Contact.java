package plotty.plotter.ebb;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.tinylog.Logger;
import plotty.plotter.LinkLostException;
import plotty.plotter.LinkOpener;
import plotty.plotter.PlotterState.Connection;
import plotty.plotter.PositionTrust;
import plotty.plotter.SerialLink;
import plotty.plotter.drive.Advice;
import plotty.plotter.drive.BoardFault;
import plotty.plotter.drive.Status;
import plotty.plotter.drive.Waiting;
import plotty.plotter.ebb.Handshake.Acquaintance;

/** The board, as far as it is there: looks for it, gets acquainted, finds out what is true of the position, and lets go of it. */
final class Contact {
    /** A pen that was left on the paper is lifted within a second of when its board can hear again. */
    private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private static final long IDLE_LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final EbbSettings settings;
    private final LinkOpener opener;
    private final Waiting waiting;
    private final Status status;
    private final PenHeights heights;
    private final TrustRule trustRule;
    private volatile SerialLink link;
    private Feed feed;
    /** What fed the board that was there last; it may be the one that is there. */
    private Feed last;

    private boolean supplied;
    private long nextTry;
    private long nextLook;

    Contact(EbbSettings settings, LinkOpener opener, Waiting waiting, Status status, PenHeights heights) {
        this.settings = settings;
        this.opener = opener;
        this.waiting = waiting;
        this.status = status;
        this.heights = heights;
        this.trustRule = new TrustRule(settings);
        this.nextTry = waiting.nanoTime();
    }

    /** Ends a wait of the plotter's thread. Any thread. */
    void wake() {
        SerialLink current = link;
        if (current != null) {
            current.wake();
        }
        waiting.wake();
    }

    /** Whether a board is there. */
    boolean met() {
        return feed != null;
    }

    /** What feeds the board that is there. */
    Feed feed() {
        return feed;
    }

    EbbBoard board() {
        return feed.board();
    }

    /** How the plotter stands if all is well. */
    Connection well(boolean requestOpen) {
        Connection free = requestOpen ? Connection.BUSY : Connection.CONNECTED;
        return supplied ? free : Connection.ERROR;
    }

    /** Tries to find the board, four times a second. */
    void look(Optional<OpenRequest> open) {
        long wait = nextTry - waiting.nanoTime();
        if (wait > 0) {
            waiting.upTo(wait);
            return;
        }
        retryLater();
        SerialLink opened = null;
        try {
            opened = opener.open();
            meet(opened, Optional.empty(), open);
        } catch (LinkLostException e) {
            notMet(opened, Connection.DISCONNECTED, e.getMessage(), e.getMessage());
        } catch (BoardFault e) {
            notMet(opened, Connection.ERROR, e.getMessage(), e.inFull());
        } catch (RuntimeException | Error e) {
            notMet(opened, Connection.ERROR, Advice.reason(e), Advice.OWN_FAULT);
        }
    }

    private void retryLater() {
        nextTry = waiting.nanoTime() + RETRY_NANOS;
    }

    /** Counts and logs a board that cannot be met once, and not at each try, until the trouble is another. */
    private void notMet(SerialLink opened, Connection connection, String sentence, String inFull) {
        link = opened;
        leave();
        boolean news = !status.state().message().equals(Optional.of(sentence));
        if (opened != null && news) {
            Logger.warn("{}: {}", settings.name(), inFull);
            status.countError();
        }
        status.trouble(connection, sentence);
    }

    /** Lets go of the line; it is looked for again after a while. */
    void leave() {
        if (link != null) {
            link.close();
        }
        link = null;
        feed = null;
        retryLater();
    }

    /** Tries to come to terms with a board again that may hear but does not answer. */
    void meetAgain(String trouble, Optional<OpenRequest> open) {
        meet(link, Optional.of(trouble), open);
    }

    /** The last word to a board that does not answer. */
    void liftBlindly() {
        EbbSession.liftBlindly(link, settings.model());
    }

    private void meet(SerialLink opened, Optional<String> trouble, Optional<OpenRequest> open) {
        link = opened;
        feed = null;
        Acquaintance met = Handshake.on(opened, settings);
        EbbBoard found = met.board();
        boolean kept = trustRule.kept(met);
        boolean unexplained = last != null && kept && !last.explains(met.counters());
        boolean slipped = found.takePowerLost() || (kept && !met.supplied()) || unexplained;
        PositionTrust trust = trustRule.in(met, slipped, status.state(), open.isPresent());
        found.takeButton();
        if (kept && trust == PositionTrust.SUSPECT && met.node() != settings.suspectMark()) {
            found.markNode(settings.suspectMark());
        }
        feed = new Feed(settings, status, found, met.counters());
        last = feed;
        feed.rests(met.counters());
        feed.lifting(met.liftedAt());
        feed.awaitUp();
        heights.forgetBoard();
        heights.tell(found);
        open.ifPresent(request -> request.reconnected(feed, met.counters(), trust == PositionTrust.KNOWN));
        supplied = met.supplied();
        Optional<String> message = supplied ? trouble : Optional.of(EbbAdvice.NO_SUPPLY);
        status.met(found.firmware().toString(), well(open.isPresent()), trust, kept, message);
        Logger.info("{}: firmware {}, position {}", settings.name(), found.firmware(), trust);
    }

    /** Nothing moves: waits for something to happen, and now and then makes sure that nothing did. */
    void idle(boolean requestOpen) {
        long now = board().now();
        if (now < nextLook) {
            board().listen(nextLook - now);
            return;
        }
        nextLook = now + IDLE_LOOK_NANOS;
        board().poll();
        status.heard();
        if (status.state().motorsOn()) {
            feed.requireUntouched();
        } else {
            board().takePowerLost();
        }
        watchSupply(requestOpen);
    }

    private void watchSupply(boolean requestOpen) {
        if (board().supplied() == supplied) {
            return;
        }
        supplied = !supplied;
        if (supplied) {
            status.well(well(requestOpen));
        } else if (status.state().motorsOn() && status.trust() == PositionTrust.KNOWN) {
            throw feed.doubt(EbbAdvice.SUPPLY_FAILED);
        } else {
            status.trouble(Connection.ERROR, EbbAdvice.NO_SUPPLY);
        }
    }
}
