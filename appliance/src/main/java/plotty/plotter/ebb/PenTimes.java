package plotty.plotter.ebb;

import plotty.motion.MachineProfile.PenProfile;
import plotty.plotter.ebb.Piece.PenOrder;

/**
 * How long ago, in the board's time, the pen was told to go up and down, and how long it is to be waited for still. Times of
 * waiting are whole ms; what rounding takes or gives is made good by the next.
 */
final class PenTimes {
    /** A wait is cut into pieces of this length, so that what is queued stays short in time. */
    private static final int PIECE_MS = 30;

    private static final int SHORTEST_MS = Gait.FEWEST_TICKS * 1000 / Gait.TICKS_PER_S;
    private static final double LONG_AGO_S = 1e6;
    private static final double LONGEST_S = 86_400;

    private final PenProfile pen;
    private double liftedAgoS = LONG_AGO_S;
    private double loweredAgoS = LONG_AGO_S;
    private boolean lowered;

    PenTimes(PenProfile pen) {
        this.pen = pen;
    }

    /** Whether the pen was told to go down, and not up since; in a dry run it would have been. */
    boolean lowered() {
        return lowered;
    }

    /** The pen is being told something. */
    void note(PenOrder order) {
        switch (order) {
            case NONE -> {}
            case UP -> {
                liftedAgoS = lowered ? 0 : liftedAgoS;
                lowered = false;
            }
            case DOWN -> {
                loweredAgoS = lowered ? loweredAgoS : 0;
                lowered = true;
            }
        }
    }

    /** A command was sent that keeps the board busy for so long. */
    void pass(long nanos) {
        liftedAgoS += nanos / 1e9;
        loweredAgoS += nanos / 1e9;
    }

    /** The pen is up and at rest for long. */
    void settledUp() {
        lowered = false;
        liftedAgoS = LONG_AGO_S;
    }

    /** Until the carriage may move. */
    double untilClearS() {
        return pen.clearS() - liftedAgoS;
    }

    double untilUpS() {
        return pen.liftS() - liftedAgoS;
    }

    double untilDownS() {
        return pen.dropS() - loweredAgoS;
    }

    double clearS() {
        return pen.clearS();
    }

    double liftS() {
        return pen.liftS();
    }

    double dropS() {
        return pen.dropS();
    }

    /** The next piece of a wait, ms; 0 if there is nothing left of it. */
    static int pieceMs(double seconds) {
        long left = Math.round(Math.min(seconds, LONGEST_S) * 1000);
        return (int) Math.max(0, left <= PIECE_MS + SHORTEST_MS ? left : PIECE_MS);
    }
}
