package plotty.plotter.hpgl;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import plotty.motion.PlanMark;
import plotty.plotter.HandRefusedException;

/** Something done by hand that is under way: a few instructions, and the word that they are done. */
final class HandWay {
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final double SLACK_S = 2;
    /** A pen that goes down arrives a little after the word that it does. */
    private static final long PEN_SETTLES_NANOS = TimeUnit.MILLISECONDS.toNanos(150);

    /** Slow enough to see where it goes; a lifted pen has but one speed, so it is sent bit by bit. */
    private static final double WALK_MM_PER_S = 100;

    private final HpglBoard board;
    private final Queue<Piece> left;
    private final double unitsPerMm;
    private boolean penUp;
    private long nextSend;
    private Optional<Spot> rests = Optional.empty();
    private long settledAt;
    private final CompletableFuture<Void> answer;
    private final Feed feed;
    private long nextLook;
    private boolean asked;
    private long deadline;

    /**
     * Something to do.
     *
     * @param penUp how the pen is after it
     * @param unitsPerMm for a walk that people follow with their eyes; 0 for what is done as fast as may be
     */
    HandWay(HpglBoard board, List<Piece> pieces, boolean penUp, double unitsPerMm, CompletableFuture<Void> answer) {
        this.board = board;
        this.unitsPerMm = unitsPerMm;
        this.left = new ArrayDeque<>(pieces);
        this.penUp = penUp;
        this.answer = answer;
        this.feed = new Feed(board, PlanMark.START, 0);
    }

    boolean penUp() {
        return penUp;
    }

    /** Drops what is left: the plotter ends with the vector that it is at, with the pen up. */
    void cutShort() {
        left.clear();
        penUp = true;
        board.abortAndLift();
        asked = false;
        rests = Optional.empty();
    }

    /** Does the next thing; where the pen is once all is done. */
    Optional<Spot> step() {
        if (asked) {
            Optional<Spot> heard = board.heardPosition(deadline);
            if (heard.isEmpty() && board.now() >= deadline) {
                throw HpglSession.silence(HpglBoard.POSITION);
            }
            heard.ifPresent(spot -> {
                rests = Optional.of(spot);
                settledAt = board.now() + (penUp ? 0 : PEN_SETTLES_NANOS);
            });
            asked = heard.isEmpty();
            return Optional.empty();
        }
        long now = board.now();
        if (rests.isPresent()) {
            if (now < settledAt) {
                board.waitUntil(settledAt);
                return Optional.empty();
            }
            return rests;
        }
        Piece next = left.peek();
        if (next == null) {
            deadline = now + board.lineNanos() + (long) ((feed.queuedS() + SLACK_S) * 1e9);
            board.askPosition();
            asked = true;
        } else if (now < nextSend) {
            board.waitUntil(nextSend);
        } else if (feed.hasRoom(next)) {
            board.send(next.command());
            feed.sent(next);
            left.remove();
            if (unitsPerMm > 0) {
                double mm = next.from().to(next.to()) / unitsPerMm;
                nextSend = Math.max(now, nextSend) + (long) (1e9 * mm / WALK_MM_PER_S);
            }
        } else if (now >= nextLook) {
            nextLook = now + LOOK_NANOS;
            feed.heard(board.free(), now);
        } else {
            board.waitUntil(nextLook);
        }
        return Optional.empty();
    }

    void done() {
        answer.complete(null);
    }

    void refuse(String sentence) {
        answer.completeExceptionally(new HandRefusedException(sentence));
    }
}
