package plotty.plotter.grbl;

import java.util.concurrent.TimeUnit;
import plotty.plotter.Adjustment;
import plotty.plotter.grbl.StatusReport.Point;
import plotty.plotter.grbl.StatusReport.State;

/**
 * A board that we are acquainted with, and what it does at rest: every call waits until it is done, and may throw
 * {@link GrblFault} or {@link plotty.plotter.LinkLostException}. Used by the plotter's thread only.
 */
final class GrblBoard {
    private static final double PER_SECOND = 1e9;
    private static final int FULL_PERCENT = 100;
    private static final int COARSE_PERCENT = 10;
    private static final long BETWEEN_NUDGES_NANOS = TimeUnit.MILLISECONDS.toNanos(25);

    private final GrblSession session;
    private final GrblSettings settings;
    private final String version;
    private final BoardNumbers numbers = new BoardNumbers();
    private final PenCode pen;
    private final ZReference height;
    private final Axes axes;
    private Adjustment adjustment;
    private Point origin = Point.ZERO;
    private TrustMark mark = TrustMark.NONE;
    private boolean asleep;
    private boolean doubted;
    private int feedPercent = FULL_PERCENT;
    private long nudged;

    GrblBoard(GrblSession session, GrblSettings settings, String version, ZReference height, Adjustment adjustment) {
        this.session = session;
        this.settings = settings;
        this.version = version;
        this.height = height;
        this.adjustment = adjustment;
        this.pen = new PenCode(settings.model().pen(), settings.profile().pen(), height);
        this.axes = new Axes(settings.model().mirrorX(), settings.model().mirrorY());
    }

    GrblSession session() {
        return session;
    }

    String version() {
        return version;
    }

    BoardNumbers numbers() {
        return numbers;
    }

    Axes axes() {
        return axes;
    }

    PenCode pen() {
        return pen;
    }

    /** Where the machine's origin is, in machine coordinates. */
    Point origin() {
        return origin;
    }

    /** Whether homing is possible. */
    boolean homes() {
        return settings.model().homing() && numbers.is(BoardNumbers.HOMING, 1);
    }

    double frameX(Point machine) {
        return axes.frameX(machine.x() - origin.x());
    }

    double frameY(Point machine) {
        return axes.frameY(machine.y() - origin.y());
    }

    /** Where the machine is now, in machine coordinates. */
    Point machine() {
        return machine(session.look());
    }

    /** Where the machine is, as a report says. */
    Point machine(StatusReport status) {
        Point machine = session.machine(status)
                .orElseThrow(() -> new GrblFault("The plotter does not tell where it is. Set $10 to 1 or more."));
        height.reported(machine.z());
        return machine;
    }

    /** Sets modes and offsets as they must be, after a reset wiped them: the origin, and word of how far it is to be believed. */
    void restore(Point newOrigin, TrustMark newMark) {
        origin = newOrigin;
        mark(newMark);
        setModes();
    }

    private void setModes() {
        session.ask(GrblLine.BASICS);
        settings.model().startLines().forEach(session::ask);
    }

    /** Leaves word on the board of how far its position is to be believed. */
    void mark(TrustMark newMark) {
        mark = newMark;
        if (asleep) {
            return;
        }
        mark(machine());
        keepDoubt();
    }

    /** A doubt that was found in its memory. */
    void doubted() {
        doubted = true;
    }

    /** Leaves a doubt where not even a reset wipes it: boards that opening their port resets would be believed else. */
    private void keepDoubt() {
        boolean doubts = switch (mark) {
            case SUSPECT -> true;
            case KNOWN, PARKED -> false;
            case NONE -> doubted;
        };
        if (doubts != doubted) {
            session.ask(doubts ? TrustMark.KEEP_DOUBT : TrustMark.FORGET_DOUBT);
            doubted = doubts;
        }
    }

    private void mark(Point machine) {
        session.ask(
                GrblLine.here(new Point(machine.x() - origin.x(), machine.y() - origin.y(), mark.workZ(machine.z()))));
    }

    /** The present place is the origin. */
    void setOrigin() {
        ready();
        origin = machine();
        mark(TrustMark.KNOWN);
    }

    /** Forgets everything that it was sent, at rest: lifts the pen and sets it up again. Its position stays. */
    void startAnew() {
        session.reset();
        mark(unlocked());
        lift();
        keepDoubt();
        setModes();
    }

    /** Ends motion at once, so that the position is no longer to be believed if there was any. Lifts the pen. */
    void stop(boolean moved) {
        asleep = false;
        if (moved) {
            mark = TrustMark.SUSPECT;
        }
        startAnew();
    }

    /** Lifts the lock of an alarm; where the machine is. */
    private Point unlocked() {
        feedPercent = FULL_PERCENT;
        StatusReport status = session.look();
        if (status.state() == State.ALARM) {
            session.ask("$X");
        }
        return machine(status);
    }

    /** Lifts the pen and waits until it is up. */
    void lift() {
        if (!asleep) {
            session.ask(pen.up(adjustment));
            dwell(pen.riseS());
        }
    }

    /** Lowers the pen and waits until it is down. */
    void lower() {
        session.ask(pen.down(adjustment));
        dwell(pen.dropS());
    }

    private void dwell(double seconds) {
        // Z may be on its way for longer than the pen's own time.
        long patience = TimeUnit.SECONDS.toNanos(10) + (long) (seconds * PER_SECOND);
        session.ask(GrblLine.dwell(Math.max(0.01, seconds)), patience);
    }

    /** Switches the motors on for good, if they are not: they must hold the position between strokes. */
    void energise() {
        boolean slept = asleep;
        asleep = false;
        if (slept) {
            session.reset();
            unlocked();
        }
        if (!numbers.is(BoardNumbers.IDLE_DELAY, BoardNumbers.ALWAYS_ON)) {
            session.ask("$%d=%d".formatted(BoardNumbers.IDLE_DELAY, BoardNumbers.ALWAYS_ON));
            numbers.put(BoardNumbers.IDLE_DELAY, BoardNumbers.ALWAYS_ON);
        }
        // A reset at rest switches them on (stepper.c, st_reset); a lock or a sleep had switched them off.
        startAnew();
    }

    /** Wakes the board up if it sleeps. */
    void ready() {
        if (asleep) {
            energise();
        }
    }

    /** Switches the motors off and leaves word of the position. Only a reset wakes it up again. */
    void release(TrustMark left) {
        if (!asleep) {
            mark(left);
            session.ask("$SLP");
            asleep = true;
        }
    }

    /** A homing cycle has ended: the machine stands at its origin. */
    void homed() {
        restore(machine(), TrustMark.KNOWN);
    }

    Adjustment adjustment() {
        return adjustment;
    }

    void adjust(Adjustment adjusted) {
        adjustment = adjusted;
    }

    /**
     * Brings the override of the feed a step nearer to what is adjusted: one byte at a time, for those that come while the board
     * has not looked at the one before count as one (system.c, system_set_exec_motion_override_flag).
     */
    void nudgeSpeed() {
        int wanted = adjustment.speedPercent();
        long now = session.now();
        if (wanted == feedPercent || now - nudged < BETWEEN_NUDGES_NANOS) {
            return;
        }
        nudged = now;
        int way = wanted - feedPercent;
        boolean coarse = Math.abs(way) >= COARSE_PERCENT;
        if (wanted == FULL_PERCENT) {
            session.realtime((byte) 0x90);
            feedPercent = FULL_PERCENT;
        } else {
            session.realtime((byte) (coarse ? way > 0 ? 0x91 : 0x92 : way > 0 ? 0x93 : 0x94));
            feedPercent += Integer.signum(way) * (coarse ? COARSE_PERCENT : 1);
        }
    }

    /** The board says what the override is. */
    void feedPercent(int percent) {
        if (session.now() - nudged > 2 * BETWEEN_NUDGES_NANOS) {
            feedPercent = percent;
        }
    }
}
