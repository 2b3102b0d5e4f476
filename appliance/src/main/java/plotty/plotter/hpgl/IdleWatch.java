package plotty.plotter.hpgl;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import plotty.plotter.PlotterState.Connection;
import plotty.plotter.drive.Status;

/** Looks after a plotter that draws nothing: whether it still answers, and whether it has paper. */
final class IdleWatch {
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final HpglBoard board;
    private final Status status;
    private Optional<String> hindrance = Optional.empty();
    private long nextLook;

    IdleWatch(HpglBoard board, Status status) {
        this.board = board;
        this.status = status;
    }

    /** Looks, if it is time, or waits until it is; whether what kept it from drawing is over. */
    boolean look() {
        long now = board.now();
        if (now < nextLook) {
            board.waitUntil(nextLook);
            return false;
        }
        nextLook = now + LOOK_NANOS;
        OptionalInt extended = board.extendedStatus();
        if (extended.isEmpty()) {
            board.free();
        }
        status.heard();
        Optional<String> before = hindrance;
        hindrance = extended.isPresent() ? Complaints.hindrance(extended.getAsInt()) : Optional.empty();
        hindrance
                .filter(words -> !before.equals(Optional.of(words)))
                .ifPresent(words -> status.trouble(Connection.ERROR, words));
        return before.isPresent() && hindrance.isEmpty();
    }
}
