package plotty.plotter.hpgl;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import plotty.plotter.PlotterState.Connection;
import plotty.plotter.drive.BoardFault;
import plotty.plotter.drive.Status;

/** Looks after a plotter that draws: how far it is, whether it refused something, and whether something keeps it. */
final class Attention {
    private static final String CHECK = "OE;";
    private static final int LOOKS_PER_STATUS = 10;
    private static final long STUCK_NANOS = TimeUnit.SECONDS.toNanos(20);

    private final HpglBoard board;
    private final Status status;
    private int looks;
    private long unansweredSince;
    private Optional<String> hindrance = Optional.empty();

    Attention(HpglBoard board, Status status) {
        this.board = board;
        this.status = status;
    }

    /** Nothing is in the plotter's buffer. */
    void begin() {
        unansweredSince = board.now();
        board.checks().drop();
    }

    /**
     * Asks how far the plotter is, and now and then whether something keeps it.
     *
     * @throws BoardFault if something is wrong
     */
    void look(Feed feed) {
        boolean moves = feed.heard(board.free(), board.now());
        status.heard();
        requireNoError();
        requireChecked(feed);
        if (++looks % LOOKS_PER_STATUS == 0) {
            lookAround();
        }
        boolean stuck =
                !moves && !feed.drained() && hindrance.isEmpty() && board.now() - feed.heardNanos() > STUCK_NANOS;
        if (stuck) {
            throw new BoardFault("The plotter has stood still for a while and does not say why.");
        }
    }

    private void requireNoError() {
        Complaints.instruction(board.checks().takeError()).ifPresent(error -> {
            throw new BoardFault(error);
        });
    }

    /** What must have been answered by now is, or comes soon. */
    private void requireChecked(Feed feed) {
        if (feed.doneChecks() <= board.checks().answered()) {
            unansweredSince = board.now();
        } else if (board.now() - unansweredSince > HpglSession.PATIENCE_NANOS) {
            throw HpglSession.silence(CHECK);
        }
    }

    /** The position was told, so everything that was asked before it was. */
    void requireNoErrors() {
        requireNoError();
        if (!board.checks().complete()) {
            throw HpglSession.silence(CHECK);
        }
        board.checks().settled();
    }

    private void lookAround() {
        board.lineError().ifPresent(error -> {
            throw new BoardFault(error);
        });
        OptionalInt extended = board.extendedStatus();
        if (extended.isEmpty()) {
            return;
        }
        Optional<String> before = hindrance;
        hindrance = Complaints.hindrance(extended.getAsInt());
        if (Complaints.paperIsOut(extended.getAsInt())) {
            throw new DoubtfulFault(hindrance.orElseThrow());
        }
        if (hindrance.isPresent()) {
            status.trouble(Connection.BUSY, hindrance.get());
        } else if (before.isPresent()) {
            status.well(Connection.BUSY);
        }
    }
}
