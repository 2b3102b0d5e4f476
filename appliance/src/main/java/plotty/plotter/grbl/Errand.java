package plotty.plotter.grbl;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import plotty.plotter.HandRefusedException;
import plotty.plotter.drive.Status;
import plotty.plotter.grbl.StatusReport.Point;
import plotty.plotter.grbl.StatusReport.State;

/** A move by hand that is under way: GRBL's own jogging, which one byte ends early without losing anything. */
final class Errand {
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final GrblBoard board;
    private final Status status;
    private final Queue<String> lines;
    private final CompletableFuture<Void> answer;
    private final Watch watch;
    private long nextLook;

    Errand(GrblBoard board, Status status, Queue<String> lines, CompletableFuture<Void> answer) {
        this.board = board;
        this.status = status;
        this.lines = new ArrayDeque<>(lines);
        this.answer = answer;
        this.watch = new Watch(board.session());
    }

    /** Sends what has room, and hears one answer or waits; whether it is over. */
    boolean step() {
        GrblSession session = board.session();
        while (!lines.isEmpty() && session.fits(lines.element())) {
            session.send(lines.remove(), Optional.empty());
        }
        if (session.now() >= nextLook && watch.ask()) {
            nextLook = session.now() + LOOK_NANOS;
        }
        Optional<GrblReply> reply = session.hear(Math.max(1, nextLook - session.now()));
        boolean over = reply.isPresent() && hear(reply.get());
        if (!over) {
            watch.check();
        }
        return over;
    }

    private boolean hear(GrblReply reply) {
        switch (reply) {
            case GrblReply.Ok _ -> {
                watch.heard();
                board.session().window().answered();
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
