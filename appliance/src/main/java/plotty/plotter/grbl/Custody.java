package plotty.plotter.grbl;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.tinylog.Logger;
import plotty.plotter.LinkLostException;
import plotty.plotter.PositionTrust;
import plotty.plotter.drive.Status;
import plotty.plotter.grbl.StatusReport.Point;

/** Looks after a board at rest: its origin, its motors, its pen; and what is known of them follows. */
final class Custody {
    private static final double NEAR_MM = 0.02;

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final Status status;
    private long nextLook;

    Custody(Status status) {
        this.status = status;
    }

    /** Motors on, pen up. */
    void makeReady(GrblBoard board) {
        if (!status.state().motorsOn()) {
            board.energise();
            status.motors(true);
        } else if (!status.state().penUp()) {
            board.lift();
        }
        status.pen(true);
    }

    void lift(GrblBoard board) {
        board.lift();
        status.pen(true);
    }

    /** Brings the pen to its present height anew. */
    void moveToHeight(GrblBoard board) {
        if (status.state().penUp()) {
            board.lift();
        } else {
            board.lower();
        }
    }

    void setOrigin(GrblBoard board) {
        if (!status.state().motorsOn()) {
            board.energise();
            status.motors(true);
        }
        board.setOrigin();
        status.place(0, 0);
        status.trust(PositionTrust.KNOWN);
    }

    /** Ends all motion at once. */
    void stop(GrblBoard board, boolean moved) {
        board.stop(moved);
        status.pen(true);
        Point machine = board.machine();
        status.place(board.frameX(machine), board.frameY(machine));
    }

    /** Motors off; only at the origin is the pen believed to be parked. */
    void switchOff(GrblBoard board) {
        Point machine = board.machine();
        boolean parked = status.trust() == PositionTrust.KNOWN
                && Math.hypot(board.frameX(machine), board.frameY(machine)) < NEAR_MM;
        board.release(parked ? TrustMark.PARKED : TrustMark.SUSPECT);
        status.motors(false);
    }

    /** Leaves a board to itself: motors off, unless a drawing is open. */
    void part(Optional<GrblBoard> board, boolean requestOpen) {
        if (board.isEmpty()) {
            if (!status.state().penUp()) {
                Logger.warn(
                        "{}: the pen may be down: it did not answer any more",
                        status.state().id());
            }
            return;
        }
        try {
            if (!requestOpen && status.state().motorsOn()) {
                switchOff(board.get());
            }
        } catch (LinkLostException | GrblFault e) {
            Logger.warn("{}: {} Its motors may be on.", status.state().id(), e.getMessage());
        }
    }

    /** Listens to a board that has nothing to do, and looks now and then how it is. */
    void watch(GrblBoard board) {
        GrblSession session = board.session();
        long now = session.now();
        if (now < nextLook) {
            session.hear(nextLook - now).ifPresent(Custody::heed);
            return;
        }
        nextLook = now + LOOK_NANOS;
        Point machine = board.machine(session.look());
        status.heard();
        status.place(board.frameX(machine), board.frameY(machine));
    }

    private static void heed(GrblReply reply) {
        switch (reply) {
            case GrblReply.Banner(String version) -> throw GrblFault.resetByItself(version);
            case GrblReply.Alarm(int code) -> throw GrblFault.alarm(code);
            case GrblReply.Ok _,
                    GrblReply.Refused _,
                    GrblReply.Report _,
                    GrblReply.Value _,
                    GrblReply.Note _,
                    GrblReply.Rubbish _ -> Logger.debug("At rest the plotter said {}", reply);
        }
    }
}
