package plotty.plotter.hpgl;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import plotty.drawing.Stroke;
import plotty.motion.MachineProfile;
import plotty.motion.PlanMark;
import plotty.plotter.HandMove;
import plotty.plotter.HandRefusedException;
import plotty.plotter.drive.Status;
import plotty.plotter.hpgl.Piece.Kind;

/** What people have the plotter do by hand, one thing after the other. */
final class ByHand {
    private static final int MOST_WAITING = 20;
    private static final double ROUNDING_MM = 1e-6;
    /** Gentle, cm/s, for a jog with the pen down. */
    private static final double GENTLE_MM_PER_S = 50;

    private final HpglSettings settings;
    private final Bearings bearings;
    private final Status status;
    private final Queue<Waiting> waiting = new ArrayDeque<>();
    private Optional<HandWay> way = Optional.empty();

    /** Something that is done once what is under way is done. */
    private record Waiting(Runnable begin, CompletableFuture<Void> answer) {}

    ByHand(HpglSettings settings, Bearings bearings, Status status) {
        this.settings = settings;
        this.bearings = bearings;
        this.status = status;
    }

    boolean underWay() {
        return way.isPresent();
    }

    /**
     * Begins a move, or refuses it in words.
     *
     * @param drawing whether a drawing moves
     * @param penTaken whether a pen is in the holder; else the first one is taken where one is needed
     */
    void begin(
            HandMove move,
            CompletableFuture<Void> answer,
            Optional<HpglBoard> board,
            boolean drawing,
            boolean penTaken) {
        try {
            if (board.isEmpty()) {
                throw new HandRefusedException("The plotter is not connected. Check its cable and power.");
            }
            if (drawing) {
                throw new HandRefusedException("The plotter draws. Pause the drawing first.");
            }
            if (way.isPresent()) {
                queue(() -> begin(move, answer, board, false, penTaken), answer);
                return;
            }
            way = Optional.of(way(move, answer, board.get(), penTaken));
        } catch (HandRefusedException refused) {
            answer.completeExceptionally(refused);
        }
    }

    /** Does the next thing of what is under way. */
    void step() {
        HandWay current = way.orElseThrow();
        current.step().ifPresent(at -> {
            way = Optional.empty();
            status.place(bearings.frame().xMm(at), bearings.frame().yMm(at));
            status.pen(current.penUp());
            current.done();
            Optional.ofNullable(waiting.poll()).ifPresent(next -> next.begin.run());
        });
    }

    private void queue(Runnable begin, CompletableFuture<Void> answer) {
        if (waiting.size() == MOST_WAITING) {
            throw new HandRefusedException("The plotter still does what it was told before. Wait until it rests.");
        }
        waiting.add(new Waiting(begin, answer));
    }

    private void refuseWaiting(String why) {
        for (Waiting next = waiting.poll(); next != null; next = waiting.poll()) {
            next.answer.completeExceptionally(new HandRefusedException("It was not done: " + why));
        }
    }

    /** Sees what is under way through to its end, as the plotter does, for something else comes. */
    void finish(String why) {
        refuseWaiting(why);
        if (way.isPresent()) {
            HandWay current = way.get();
            current.refuse(why);
            current.cutShort();
            while (way.isPresent()) {
                step();
            }
        }
    }

    /** Forgets what is under way: the plotter does not do it any more. */
    void drop(String why) {
        refuseWaiting(why);
        way.ifPresent(current -> current.refuse("It was not done: " + why));
        way = Optional.empty();
    }

    private HandWay way(HandMove move, CompletableFuture<Void> answer, HpglBoard board, boolean penTaken) {
        List<Piece> pieces = new ArrayList<>();
        boolean penUp = true;
        double walkUnits = 0;
        switch (move) {
            case HandMove.Jog jog -> {
                penUp = status.state().penUp();
                jog(jog, board.position(), penUp, pieces);
            }
            case HandMove.GoTo(double xMm, double yMm) -> travel(board, pieces, xMm, yMm);
            case HandMove.GoToOrigin _ -> travel(board, pieces, 0, 0);
            case HandMove.Walk(Stroke path) -> {
                double[] xy = new double[2 * path.size()];
                for (int i = 0; i < path.size(); i++) {
                    xy[2 * i] = path.x(i);
                    xy[2 * i + 1] = path.y(i);
                }
                travel(board, pieces, xy);
                walkUnits = settings.model().unitsPerMm();
            }
            case HandMove.PenUp _ -> pieces.add(command("PU;", board.position()));
            case HandMove.PenDown _ -> {
                penUp = false;
                Spot here = board.position();
                if (!penTaken) {
                    pieces.add(new Pieces(bearings.profile()).pen(1, here, PlanMark.START, 0));
                }
                pieces.add(command("PD;", here));
            }
            case HandMove.Home _ ->
                throw new HandRefusedException(
                        "The plotter has no homing cycle: it finds its coordinates when it is switched on.");
            case HandMove.MotorsOff _ -> throw new HandRefusedException("The plotter's motors cannot be switched off.");
        }
        return new HandWay(board, pieces, penUp, walkUnits, answer);
    }

    private void jog(HandMove.Jog jog, Spot from, boolean penUp, List<Piece> pieces) {
        Frame frame = bearings.frame();
        double xMm = frame.xMm(from) + jog.dxMm();
        double yMm = frame.yMm(from) + jog.dyMm();
        if (status.trust().allowsAbsoluteMotion()) {
            MachineProfile area = bearings.profile();
            xMm = Math.clamp(xMm, 0, area.widthMm());
            yMm = Math.clamp(yMm, 0, area.heightMm());
        }
        Pieces maker = new Pieces(bearings.profile());
        Spot to = frame.at(xMm, yMm);
        if (penUp) {
            pieces.addAll(maker.travel(from, to, PlanMark.START, 0));
        } else {
            pieces.add(command(Pieces.speed(GENTLE_MM_PER_S), from));
            double mm = from.to(to) / settings.model().unitsPerMm();
            pieces.add(maker.ink(from, to, GENTLE_MM_PER_S, PlanMark.START, 0, 0, mm, false, true));
        }
    }

    private void travel(HpglBoard board, List<Piece> pieces, double... xy) {
        if (!status.trust().allowsAbsoluteMotion()) {
            throw new HandRefusedException(
                    "The plotter does not know where its pen is: move it to the origin and set the origin.");
        }
        MachineProfile area = bearings.profile();
        Pieces maker = new Pieces(area);
        pieces.add(command("PU;", board.position()));
        for (int i = 0; i < xy.length; i += 2) {
            if (!within(xy[i], area.widthMm()) || !within(xy[i + 1], area.heightMm())) {
                throw new HandRefusedException("%.1f, %.1f mm is outside of the plotter's work area of %.0f x %.0f mm."
                        .formatted(xy[i], xy[i + 1], area.widthMm(), area.heightMm()));
            }
            Spot from = pieces.getLast().to();
            pieces.addAll(maker.travel(from, bearings.frame().at(xy[i], xy[i + 1]), PlanMark.START, 0));
        }
    }

    private static boolean within(double mm, double mostMm) {
        return mm >= -ROUNDING_MM && mm <= mostMm + ROUNDING_MM;
    }

    private Piece command(String command, Spot at) {
        return new Pieces(bearings.profile()).command(command, Kind.DOT, at, PlanMark.START, 0);
    }
}
