package plotty.plotter.grbl;

import java.util.concurrent.TimeUnit;
import plotty.plotter.grbl.StatusReport.State;

/** Sees to it that the board goes on answering while it draws: no wait is without an end. */
final class Watch {
    /** How long it may stand still with lines unanswered, beside what they wait by their own will. */
    private static final long STUCK_NANOS = TimeUnit.MILLISECONDS.toNanos(600);

    private static final long SURE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long BRAKING_NANOS = TimeUnit.SECONDS.toNanos(3);
    private static final double PER_SECOND = 1e9;

    private final GrblSession session;
    /** Whether a report is awaited. */
    private boolean asked;

    private boolean askedTwice;
    private long askedNanos;
    private long sentBefore;
    private long stillSince;
    private long brakingSince = Long.MAX_VALUE;
    private boolean still;
    /** Whether the report before said that an answer is missing. */
    private boolean missing;

    Watch(GrblSession session) {
        this.session = session;
    }

    /** Motion begins. */
    void begin() {
        still = false;
        asked = false;
        missing = false;
        brakingSince = Long.MAX_VALUE;
    }

    /** Motion is to end. */
    void braking() {
        brakingSince = session.now();
        still = false;
    }

    /** Asks for a report, unless one is awaited already; whether it did. */
    boolean ask() {
        if (asked) {
            return false;
        }
        askNow();
        askedTwice = false;
        return true;
    }

    private void askNow() {
        asked = true;
        askedNanos = session.now();
        sentBefore = session.window().sentInAll();
        session.realtime(GrblSession.REPORT);
    }

    /** A line was answered: it moves on. */
    void heard() {
        still = false;
    }

    /** A report came. */
    void reported(StatusReport report) {
        boolean stood = still;
        still = report.state() == State.IDLE;
        if (still && !stood) {
            stillSince = session.now();
        }
        boolean less = asked
                && report.bytesFree().isPresent()
                && session.window().lostAnswer(sentBefore, report.bytesFree().getAsInt());
        if (less && missing) {
            throw lostAnswer();
        }
        missing = less;
        asked = false;
    }

    /** Whether it has answered everything and goes on standing still: between an answer and its motion it says so for a moment. */
    boolean allDone() {
        return still && session.window().isEmpty() && session.now() - stillSince > SURE_NANOS;
    }

    /**
     * Makes sure that it answers.
     *
     * @throws GrblFault if a report, an answer or the end of braking is overdue
     */
    void check() {
        long now = session.now();
        if (asked && now - askedNanos > GrblSession.REPORT_NANOS) {
            if (askedTwice) {
                throw GrblFault.silence();
            }
            askNow();
            askedTwice = true;
        }
        boolean waiting = still && !session.window().isEmpty();
        if (waiting && now - stillSince > STUCK_NANOS + session.window().dwellS() * PER_SECOND) {
            throw lostAnswer();
        }
        if (now - brakingSince > BRAKING_NANOS && brakingSince != Long.MAX_VALUE) {
            throw new GrblFault("The plotter does not come to rest.");
        }
    }

    private static GrblFault lostAnswer() {
        return new GrblFault("An answer of the plotter got lost. Check its cable.");
    }
}
