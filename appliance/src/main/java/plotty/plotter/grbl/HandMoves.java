package plotty.plotter.grbl;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import plotty.drawing.Stroke;
import plotty.motion.MachineProfile;
import plotty.plotter.HandMove;
import plotty.plotter.HandRefusedException;
import plotty.plotter.PositionTrust;
import plotty.plotter.drive.Advice;
import plotty.plotter.drive.Status;
import plotty.plotter.grbl.StatusReport.Point;

/** What people do by hand with a board at rest. What takes long becomes an {@link Errand}. */
final class HandMoves {
    private static final double GENTLE_MM_PER_S = 50;
    private static final double NOTHING_MM = 0.0005;

    private final GrblBoard board;
    private final Status status;
    private final MachineProfile profile;
    private final boolean requestOpen;

    HandMoves(GrblBoard board, Status status, MachineProfile profile, boolean requestOpen) {
        this.board = board;
        this.status = status;
        this.profile = profile;
        this.requestOpen = requestOpen;
    }

    /** Does a move, or begins it; what is left to do then. */
    Optional<Errand> begin(HandMove move, CompletableFuture<Void> answer) {
        Queue<String> lines = new ArrayDeque<>();
        try {
            switch (move) {
                case HandMove.Jog(double dx, double dy) -> jog(dx, dy, lines);
                case HandMove.GoTo(double x, double y) -> travel(Stroke.of(x, y), lines);
                case HandMove.GoToOrigin() -> travel(Stroke.of(0, 0), lines);
                case HandMove.Walk(Stroke path) -> travel(path, lines);
                case HandMove.PenUp() -> penUp();
                case HandMove.PenDown() -> penDown();
                case HandMove.Home() -> {
                    makeReadyForHome();
                    return Optional.of(Errand.home(board, status, answer));
                }
                case HandMove.MotorsOff() -> motorsOff();
            }
        } catch (HandRefusedException e) {
            answer.completeExceptionally(e);
            return Optional.empty();
        }
        if (lines.isEmpty()) {
            answer.complete(null);
            return Optional.empty();
        }
        return Optional.of(Errand.along(board, status, lines, answer));
    }

    private void jog(double dx, double dy, Queue<String> lines) {
        makeReady();
        double x = dx;
        double y = dy;
        if (status.trust().allowsAbsoluteMotion()) {
            Point machine = board.machine();
            double atX = board.frameX(machine);
            double atY = board.frameY(machine);
            x = Math.clamp(atX + dx, Math.min(atX, 0), Math.max(atX, profile.widthMm())) - atX;
            y = Math.clamp(atY + dy, Math.min(atY, 0), Math.max(atY, profile.heightMm())) - atY;
        }
        if (Math.hypot(x, y) > NOTHING_MM) {
            double speed = status.state().penUp()
                    ? Math.min(GENTLE_MM_PER_S, profile.travel().speedMmPerS())
                    : profile.drawing().speedMmPerS();
            lines.add(GrblLine.jog(board.axes().workX(x), board.axes().workY(y), speed));
        }
    }

    private void travel(Stroke path, Queue<String> lines) {
        if (!status.trust().allowsAbsoluteMotion()) {
            throw new HandRefusedException(Advice.UNKNOWN_PLACE);
        }
        for (int i = 0; i < path.size(); i++) {
            require(path.x(i), profile.widthMm(), path.y(i), profile.heightMm());
        }
        makeReady();
        penUp();
        for (int i = 0; i < path.size(); i++) {
            lines.add(GrblLine.jogTo(
                    board.axes().workX(path.x(i)),
                    board.axes().workY(path.y(i)),
                    profile.travel().speedMmPerS()));
        }
    }

    /** Motors that move count from now on, and must hold. */
    private void makeReady() {
        if (!status.state().motorsOn()) {
            board.energise();
            status.motors(true);
            status.pen(true);
        }
    }

    private static void require(double x, double widthMm, double y, double heightMm) {
        if (!(x >= 0 && x <= widthMm && y >= 0 && y <= heightMm)) {
            throw new HandRefusedException("The place %s, %s mm is outside the work area of %s × %s mm."
                    .formatted(
                            GrblLine.number(x),
                            GrblLine.number(y),
                            GrblLine.number(widthMm),
                            GrblLine.number(heightMm)));
        }
    }

    private void penUp() {
        board.ready();
        board.lift();
        status.pen(true);
    }

    private void penDown() {
        makeReady();
        board.lower();
        status.pen(false);
    }

    private void makeReadyForHome() {
        if (!board.homes()) {
            throw new HandRefusedException("The plotter has no switches to find its origin by.");
        }
        makeReady();
        penUp();
    }

    private void motorsOff() {
        if (requestOpen) {
            throw new HandRefusedException("The motors must hold the position while a drawing is open.");
        }
        board.lift();
        board.release(TrustMark.SUSPECT);
        status.pen(true);
        status.motors(false);
        status.trust(PositionTrust.LOST);
    }
}
