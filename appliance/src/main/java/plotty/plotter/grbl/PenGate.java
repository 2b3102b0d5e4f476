package plotty.plotter.grbl;

import java.util.concurrent.TimeUnit;
import plotty.plotter.grbl.Step.Kind;

/**
 * Keeps what follows a way of the pen back until it is certain that its command was not refused: else the carriage would travel
 * with the pen down, or draw with the pen up, before the refusal is heard. The command and the dwell after it are parsed one
 * after the other, so that a moment after the command's answer both are known to be good; the dwell takes longer than that.
 */
final class PenGate {
    private static final long MOMENT_NANOS = TimeUnit.MILLISECONDS.toNanos(30);

    /** Dwells of the pen that are not answered. */
    private int waiting;
    /** Whether a travel is not answered: the pen must not come down where it did not begin. */
    private boolean travelling;

    private long opensNanos = Long.MAX_VALUE;

    /** Nothing is under way. */
    void begin() {
        waiting = 0;
        travelling = false;
        opensNanos = Long.MAX_VALUE;
    }

    void sent(Kind kind) {
        switch (kind) {
            case LOWER, LIFT -> opensNanos = Long.MAX_VALUE;
            case DROP, RISE -> waiting++;
            case TRAVEL -> travelling = true;
            case DELAY, INK, HOME, ARRIVE -> {}
        }
    }

    void answered(Kind kind, long nowNanos) {
        switch (kind) {
            case LOWER, LIFT -> opensNanos = nowNanos + MOMENT_NANOS;
            case DROP, RISE -> waiting--;
            case TRAVEL -> travelling = false;
            case DELAY, INK, HOME, ARRIVE -> {}
        }
    }

    /** Whether the next line may be sent. */
    boolean open(long nowNanos) {
        return !travelling && (waiting == 0 || nowNanos >= opensNanos);
    }

    /** When it opens by itself; far away if it is open or opens by an answer. */
    long opensNanos(long nowNanos) {
        return waiting > 0 && opensNanos > nowNanos ? opensNanos : Long.MAX_VALUE;
    }
}
