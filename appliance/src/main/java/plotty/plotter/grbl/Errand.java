package plotty.plotter.grbl;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import plotty.plotter.HandRefusedException;
import plotty.plotter.PositionTrust;
import plotty.plotter.drive.Status;
import plotty.plotter.grbl.StatusReport.Point;
import plotty.plotter.grbl.StatusReport.State;

/** A move by hand that is under way: GRBL's own jogging, which one byte ends early without losing anything, or homing. */
final class Errand {
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long HOMING_NANOS = TimeUnit.SECONDS.toNanos(90);

    private final GrblBoard board;
    private final Status status;
    private final Queue<String> lines;
    private final CompletableFuture<Void> answer;
    private final boolean homing;
    private final Watch watch;
    private final long homedBy;
    private long nextLook;

    private Errand(
            GrblBoard board, Status status, Queue<String> lines, CompletableFuture<Void> answer, boolean homing) {
        this.homing = homing;
        this.homedBy = board.session().now() + HOMING_NANOS;
        this.board = board;
        this.status = status;
        this.lines = new ArrayDeque<>(lines);
        this.answer = answer;
        this.watch = new Watch(board.session());
    }

    /** A way in lines of GRBL's own jogging. */
    static Errand along(GrblBoard board, Status status, Queue<String> lines, CompletableFuture<Void> answer) {
        return new Errand(board, status, lines, answer, false);
    }

    /** A homing cycle: meanwhile the board answers nothing, and only a reset ends it (limits.c, limits_go_home). */
    static Errand home(GrblBoard board, Status status, CompletableFuture<Void> answer) {
        return new Errand(board, status, new ArrayDeque<>(List.of("$H")), answer, true);
    }

    /** Sends what has room, and hears one answer or waits; whether it is over. */
    boolean step() {
        GrblSession session = board.session();
        while (!lines.isEmpty() && session.fits(lines.element())) {
            session.send(lines.remove(), Optional.empty());
        }
        if (homing) {
            nextLook = session.now() + LOOK_NANOS;
        } else if (session.now() >= nextLook && watch.ask()) {
            nextLook = session.now() + LOOK_NANOS;
        }
        Optional<GrblReply> reply = session.hear(Math.max(1, nextLook - session.now()));
        boolean over = reply.isPresent() && hear(reply.get());
        if (!over) {
            watch.check();
        }
        if (homing && session.now() > homedBy) {
            throw new GrblFault("Homing did not end. Check the switches and their wiring.");
        }
        return over;
    }

    private boolean hear(GrblReply reply) {
        switch (reply) {
            case GrblReply.Ok _ -> {
                watch.heard();
                board.session().window().answered();
                return homing && homed();
            }
            case GrblReply.Refused(int code) -> {
                board.session().window().answered();
                refuse("The plotter refuses: it %s.".formatted(Explanation.ofError(code)));
                return true;
            }
            case GrblReply.Alarm(int code) -> throw GrblFault.alarm(code);
            case GrblReply.Banner(String version) -> throw GrblFault.resetByItself(version);
            case GrblReply.Rubbish(String line) -> throw GrblSession.rubbish(line);
            case GrblReply.Report(StatusReport report) -> {
                watch.reported(report);
                place(report);
                return report.state() == State.IDLE && arrived();
            }
            case GrblReply.Value _, GrblReply.Note _ -> {}
        }
        return false;
    }

    private boolean homed() {
        board.homed();
        status.place(0, 0);
        status.trust(PositionTrust.KNOWN);
        answer.complete(null);
        return true;
    }

    private boolean arrived() {
        if (!lines.isEmpty() || !watch.allDone()) {
            return false;
        }
        answer.complete(null);
        return true;
    }

    private void place(StatusReport report) {
        Point machine = board.machine(report);
        status.heard();
        status.place(board.frameX(machine), board.frameY(machine));
    }

    /** Ends it where it is: waits until the carriage stands still. */
    void end() {
        lines.clear();
        if (homing) {
            refuse("Homing was interrupted.");
            status.trust(PositionTrust.SUSPECT);
            board.stop(true);
            return;
        }
        board.session().realtime(GrblSession.JOG_CANCEL);
        place(Standstill.of(board.session()));
        board.session().window().clear();
        answer.complete(null);
    }

    /** It cannot be done, or not be ended as it should be. */
    void refuse(String sentence) {
        lines.clear();
        answer.completeExceptionally(new HandRefusedException(sentence));
    }
}
