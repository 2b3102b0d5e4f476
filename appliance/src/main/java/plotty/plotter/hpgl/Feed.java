package plotty.plotter.hpgl;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import plotty.motion.PlanMark;

/**
 * What was sent to the plotter's buffer and is not surely done: counts bytes, so that the buffer never runs over, and seconds,
 * so that not more is at stake than needs be. The plotter tells how many bytes it has taken from its buffer; an instruction
 * that is taken may still be under way, and so may the two before it.
 */
final class Feed {
    /** So much motion bridges a lost reply, at the usual speed of the line; a slower one needs more, as all takes longer on it. */
    private static final double QUEUED_S = 1.2;

    private static final double USUAL_BAUD = 9600;

    /** One is under way, one may wait for it, and one may be read already. */
    private static final int TAKEN_AND_UNDER_WAY = 3;
    /** Share of the buffer that stays free: plotters were seen to run over when filled to the last byte. */
    private static final int FREE_SHARE = 8;

    /** As far as rounding goes, a place on a straight line. */
    private static final double ON_THE_WAY_UNITS = 3;

    private record Sent(Piece piece, long endByte) {}

    /** A place on the way that was sent: so far, from 0 to 1, in one of its pieces; with what was drawn before that piece. */
    record Found(Piece piece, double share, PlanMark markBefore) {}

    private final int bufferBytes;
    private final double mostQueuedS;
    private final List<Sent> queue = new ArrayList<>();
    private long sent;
    private long taken;
    private long heardNanos;
    private PlanMark doneMark;
    private double doneS;
    private int doneChecks;

    /** Nothing is sent; so much is drawn. */
    Feed(HpglBoard board, PlanMark doneMark, double doneS) {
        this.bufferBytes = board.bufferBytes();
        this.mostQueuedS = QUEUED_S * Math.max(1, USUAL_BAUD / board.baud());
        this.doneMark = doneMark;
        this.doneS = doneS;
        this.heardNanos = board.now();
    }

    /** How far the drawing surely is. */
    PlanMark doneMark() {
        return doneMark;
    }

    /** The same as planned time. */
    double doneS() {
        return doneS;
    }

    boolean hasRoom(Piece piece) {
        long left = bufferBytes - (sent - taken) - piece.command().length();
        return left >= bufferBytes / FREE_SHARE && (queue.size() <= TAKEN_AND_UNDER_WAY || queuedS() < mostQueuedS);
    }

    /** Seconds of what is not surely done. */
    double queuedS() {
        double seconds = 0;
        for (Sent one : queue) {
            seconds += one.piece.seconds();
        }
        return seconds;
    }

    void sent(Piece piece) {
        sent += piece.command().length();
        queue.add(new Sent(piece, sent));
    }

    /** The plotter has told how much of its buffer is free; whether it has taken anything since it told last. */
    boolean heard(int freeBytes, long nowNanos) {
        long before = taken;
        taken = Math.clamp(sent - (bufferBytes - freeBytes), taken, sent);
        while (queue.size() > TAKEN_AND_UNDER_WAY && queue.get(TAKEN_AND_UNDER_WAY).endByte <= taken) {
            done(queue.removeFirst().piece);
        }
        if (taken > before) {
            heardNanos = nowNanos;
        }
        return taken > before;
    }

    private void done(Piece piece) {
        doneMark = piece.mark();
        doneS = piece.plannedS();
        doneChecks += piece.kind() == Piece.Kind.CHECK ? 1 : 0;
    }

    /** How many checks must have been answered. */
    int doneChecks() {
        return doneChecks;
    }

    /** Since when the plotter has taken nothing. */
    long heardNanos() {
        return heardNanos;
    }

    /** Whether the plotter has taken all that was sent; the last of it may be under way. */
    boolean drained() {
        return taken == sent;
    }

    /** All that was sent is done. */
    void allDone() {
        queue.forEach(one -> done(one.piece));
        queue.clear();
        taken = sent;
    }

    /** What is under way, as far as known. */
    Optional<Piece> underWay() {
        return queue.isEmpty() ? Optional.empty() : Optional.of(queue.get(lastTaken()).piece);
    }

    private int lastTaken() {
        int index = 0;
        while (index + 1 < queue.size() && queue.get(index + 1).endByte <= taken) {
            index++;
        }
        return index;
    }

    /** Index of what is under way at a time, by how long things take. */
    int guess(long nowNanos) {
        if (queue.isEmpty()) {
            return 0;
        }
        int index = lastTaken();
        double elapsed = (nowNanos - heardNanos) / 1e9;
        while (index + 1 < queue.size() && elapsed > queue.get(index).piece.seconds()) {
            elapsed -= queue.get(index).piece.seconds();
            index++;
        }
        return index;
    }

    /** Index of the last that was sent. */
    int last() {
        return Math.max(0, queue.size() - 1);
    }

    /** Where on the way that was sent a place is: of several that fit as well, the one nearest to a guess. */
    Optional<Found> locate(Spot spot, int guess) {
        Optional<Found> best = Optional.empty();
        double least = ON_THE_WAY_UNITS;
        int nearest = Integer.MAX_VALUE;
        PlanMark before = doneMark;
        for (int i = 0; i < queue.size(); i++) {
            Piece piece = queue.get(i).piece;
            double share = share(piece, spot);
            double x = piece.from().x() + share * (piece.to().x() - piece.from().x());
            double y = piece.from().y() + share * (piece.to().y() - piece.from().y());
            double away = Math.rint(Math.hypot(spot.x() - x, spot.y() - y));
            int off = Math.abs(i - guess);
            if (away < least || (away == least && off < nearest)) {
                best = Optional.of(new Found(piece, share, before));
                least = away;
                nearest = off;
            }
            before = piece.mark();
        }
        return best;
    }

    private static double share(Piece piece, Spot spot) {
        double dx = (double) piece.to().x() - piece.from().x();
        double dy = (double) piece.to().y() - piece.from().y();
        double length = dx * dx + dy * dy;
        if (length == 0) {
            return 0;
        }
        return Math.clamp(
                ((spot.x() - piece.from().x()) * dx + (spot.y() - piece.from().y()) * dy) / length, 0.0, 1.0);
    }
}
