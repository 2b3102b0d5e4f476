package plotty.plotter.grbl;

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
import plotty.plotter.PositionTrust;
import plotty.plotter.SerialLink;
import plotty.plotter.drive.Advice;
import plotty.plotter.drive.Status;
import plotty.plotter.drive.Waiting;
import plotty.plotter.grbl.GrblTrust.Verdict;
import plotty.plotter.grbl.Handshake.Acquaintance;
import plotty.plotter.grbl.StatusReport.Point;

/**
 * Looks for the board, and gets acquainted with it again after a fault. A line that is still there is kept although the board
 * does not answer: opening it anew would reset many boards and lose their position.
 */
final class Reunion {
    private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    /** Opening a line resets many boards: one that did not answer is given time to begin. */
    private static final long REOPEN_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** After so much silence the line itself is tried anew. */
    private static final long MOST_SILENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final GrblSettings settings;
    private final LinkOpener opener;
    private final Waiting waiting;
    private final Status status;
    private final GrblTrust rule;
    private final ZReference height = new ZReference();
    private volatile Optional<SerialLink> link = Optional.empty();
    private volatile MachineProfile profile;
    private volatile boolean keepsCounting;
    private volatile boolean homes;
    /** Where the origin is, as long as the line lasts and the board has not begun anew by itself. */
    private Optional<Point> origin = Optional.empty();

    private boolean resetOrdered;
    private long silentSince;
    private long nextTry;

    Reunion(GrblSettings settings, LinkOpener opener, Waiting waiting, Status status) {
        this.settings = settings;
        this.opener = opener;
        this.waiting = waiting;
        this.status = status;
        this.rule = new GrblTrust(settings);
        this.profile = settings.profile();
        this.nextTry = waiting.nanoTime();
    }

    /** Ends a wait of the link. Any thread. */
    void wake() {
        link.ifPresent(SerialLink::wake);
    }

    MachineProfile profile() {
        return profile;
    }

    /** What the board can do: its position is proven only if it has been seen to go on counting while its line was closed. */
    Set<Capability> capabilities() {
        Set<Capability> can = EnumSet.of(
                Capability.HOLDS_MID_STROKE,
                Capability.ADJUSTS_SPEED_LIVE,
                Capability.ADJUSTS_PEN_HEIGHT,
                Capability.RELEASES_MOTORS);
        if (keepsCounting) {
            can.add(Capability.PROVES_POSITION);
        }
        if (homes) {
            can.add(Capability.HOMES);
        }
        return can;
    }

    /** From now on a board that begins anew may do so because we told it to. */
    void resetOrdered() {
        resetOrdered = true;
    }

    /** It has. */
    void resetObeyed() {
        resetOrdered = false;
    }

    /** Looks for the board once, or waits until it is time to. */
    Optional<GrblBoard> seek(Optional<OpenRequest> open, Adjustment adjustment) {
        long wait = nextTry - now();
        if (wait > 0) {
            link.ifPresentOrElse(line -> overhear(line, wait), () -> waiting.upTo(wait));
            return Optional.empty();
        }
        boolean opened = link.isEmpty();
        try {
            if (opened) {
                link = Optional.of(opener.open());
                silentSince = now();
            }
            return Optional.of(meet(
                    Handshake.on(link.orElseThrow(), opened, settings, height, adjustment),
                    open,
                    Optional.empty(),
                    opened));
        } catch (LinkLostException e) {
            notMet(Connection.DISCONNECTED, e.getMessage(), e.getMessage());
            leave();
        } catch (GrblFault e) {
            origin = e.reset() && !resetOrdered ? Optional.empty() : origin;
            notMet(Connection.ERROR, e.getMessage(), e.inFull());
            if (opened || now() - silentSince > MOST_SILENCE_NANOS) {
                leave();
                nextTry = now() + REOPEN_NANOS;
                return Optional.empty();
            }
        } catch (RuntimeException | Error e) {
            notMet(Connection.ERROR, Advice.reason(e), Advice.OWN_FAULT);
            leave();
        }
        nextTry = now() + RETRY_NANOS;
        return Optional.empty();
    }

    /** A board that begins anew meanwhile has forgotten where it is. */
    private void overhear(SerialLink line, long nanos) {
        GrblSession session = new GrblSession(line);
        for (Optional<GrblReply> said = session.hear(nanos); said.isPresent(); said = session.hear(0)) {
            if (said.get() instanceof GrblReply.Banner && !resetOrdered) {
                origin = Optional.empty();
            }
        }
    }

    private long now() {
        return link.map(SerialLink::nanoTime).orElseGet(waiting::nanoTime);
    }

    /** Counts and logs a board that cannot be met once, and not at each try, until the trouble is another. */
    private void notMet(Connection connection, String sentence, String inFull) {
        boolean news = !status.state().message().equals(Optional.of(sentence));
        if (link.isPresent() && news) {
            Logger.warn("{}: {}", settings.name(), inFull);
            status.countError();
        }
        status.trouble(connection, sentence);
    }

    /** Comes to terms with a board whose line is still there; if it cannot, it is sought further. */
    Optional<GrblBoard> afterFault(GrblFault fault, Optional<OpenRequest> open, Adjustment adjustment) {
        if (link.isEmpty()) {
            status.trouble(Connection.DISCONNECTED, fault.getMessage() + Advice.PLUG_IN);
            return Optional.empty();
        }
        SerialLink line = link.get();
        GrblSession.holdBlindly(line);
        silentSince = now();
        if (fault.reset() && !resetOrdered) {
            origin = Optional.empty();
        }
        if (fault.alarm().isPresent()
                && !Explanation.keepsPosition(fault.alarm().getAsInt())) {
            status.trust(status.trust() == PositionTrust.SUSPECT ? PositionTrust.SUSPECT : PositionTrust.LOST);
        }
        try {
            Acquaintance met = fault.alarm().isPresent()
                    ? Handshake.afterAlarm(line, settings, height, adjustment)
                    : Handshake.on(line, false, settings, height, adjustment);
            boolean byItself = met.fresh() && !resetOrdered;
            String sentence = byItself ? GrblFault.resetByItself("").getMessage() : fault.getMessage();
            GrblBoard board = meet(met, open, Optional.of(sentence), false);
            String advice = sentence + GrblAdvice.after(status.trust());
            status.trouble(status.state().connection(), advice);
            return Optional.of(board);
        } catch (LinkLostException e) {
            leave();
            status.trouble(Connection.DISCONNECTED, e.getMessage() + Advice.PLUG_IN);
        } catch (RuntimeException | Error e) {
            nextTry = now() + RETRY_NANOS;
            status.trouble(Connection.ERROR, fault.getMessage() + " " + Advice.reason(e) + Advice.CHECK);
        }
        return Optional.empty();
    }

    /** Finds out what is true of the position of a board that is there, and sets it up. */
    private GrblBoard meet(Acquaintance met, Optional<OpenRequest> open, Optional<String> trouble, boolean opened) {
        GrblBoard board = met.board();
        Optional<Point> remembered = met.fresh() && !resetOrdered ? Optional.empty() : origin;
        resetOrdered = false;
        Verdict verdict = rule.of(met, remembered, status.state(), open.isPresent());
        board.restore(verdict.origin(), verdict.mark());
        origin = Optional.of(verdict.origin());
        keepsCounting = keepsCounting || (opened && !met.fresh());
        homes = board.homes();
        profile = board.numbers().in(settings.profile(), settings.model().limitsFromBoard());
        boolean known = verdict.trust() == PositionTrust.KNOWN;
        open.ifPresent(request -> request.reconnected(board, met.machine(), known && verdict.kept(), met.ranDry()));
        status.place(board.frameX(met.machine()), board.frameY(met.machine()));
        boolean motorsOn = verdict.kept() && board.numbers().is(BoardNumbers.IDLE_DELAY, BoardNumbers.ALWAYS_ON);
        Connection free = open.isEmpty() ? Connection.CONNECTED : Connection.BUSY;
        status.met(board.version(), free, verdict.trust(), motorsOn, trouble);
        Logger.info("{}: GRBL {}, position {}", settings.name(), board.version(), verdict.trust());
        return board;
    }

    /** Closes the line. */
    void leave() {
        link.ifPresent(SerialLink::close);
        link = Optional.empty();
        origin = Optional.empty();
        nextTry = waiting.nanoTime() + RETRY_NANOS;
    }
}
