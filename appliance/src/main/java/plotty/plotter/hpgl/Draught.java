package plotty.plotter.hpgl;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import plotty.motion.PlanMark;
import plotty.motion.Trajectory;
import plotty.plotter.PlotRequest;
import plotty.plotter.PlotterNotice;
import plotty.plotter.drive.BoardFault;
import plotty.plotter.drive.Status;

/**
 * Keeps the plotter fed from some place of a plan on, until it comes to rest with the pen up. Asks the plotter how much of its
 * buffer is free and never sends more. Each {@link #step} does one thing and takes some milliseconds.
 */
final class Draught {
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    /** Bytes of a question and its answer; the line has other things to do four times as long. */
    static final int LOOK_BYTES = 8;

    private static final int LOOK_SHARE = 4;
    /** What is on the line already is before every word to stop. */
    private static final long LINE_AHEAD_NANOS = TimeUnit.MILLISECONDS.toNanos(40);

    private static final double SLACK_S = 1.5;
    private static final double PACE_AHEAD_S = 0.05;
    private static final double ROUNDING_S = 1e-9;

    private final PlotRequest request;
    private final Trajectory trajectory;
    private final Status status;
    private final HpglBoard board;
    private final Frame frame;
    private final Itinerary itinerary;
    private final Attention attention;
    private final long lookNanos;
    private Feed feed;

    private double permittedS;
    private int stopMade = -1;
    private int delayMade = -1;
    private long delayedUntil;
    private Optional<Rest.Reason> resting = Optional.empty();
    private long restDeadline;
    private int guess;
    private long nextLook;
    private long begun;
    private double begunS;

    Draught(PlotRequest request, Frame frame, HpglModel model, Status status, HpglBoard board) {
        this.request = request;
        this.trajectory = request.trajectory();
        this.status = status;
        this.board = board;
        this.frame = frame;
        this.attention = new Attention(board, status);
        this.lookNanos = lookNanos(model.baud());
        this.itinerary = new Itinerary(trajectory, frame, model, request.dry(), this::mayBegin);
        this.feed = new Feed(board, request.from(), trajectory.timeAt(request.from()));
    }

    /** How often a plotter is asked how far it is. */
    static long lookNanos(int baud) {
        return Math.max(LOOK_NANOS, LOOK_SHARE * LOOK_BYTES * TimeUnit.SECONDS.toNanos(10) / baud);
    }

    /** The same request on a plotter that we became acquainted with again. */
    Draught again(Frame newFrame, HpglModel model, HpglBoard acquainted, PlanMark drawn) {
        Draught next = new Draught(request, newFrame, model, status, acquainted);
        next.feed = new Feed(acquainted, drawn, trajectory.timeAt(drawn));
        next.stopMade = stopMade;
        next.delayMade = delayMade;
        return next;
    }

    /** The stop before this stroke has been made. */
    void stopMade(int stroke) {
        stopMade = stroke;
    }

    void speedPercent(int percent) {
        itinerary.speedPercent(percent);
    }

    void permit(double untilS) {
        permittedS = untilS;
    }

    /** Goes on from a mark, from rest with the pen up at a place. */
    void goOn(PlanMark from, Spot at, double permitted) {
        permittedS = permitted;
        itinerary.goOn(from, at);
        begin(from);
    }

    /** Goes to the origin, from rest with the pen up. */
    void goHome(PlanMark drawn, Spot at) {
        permittedS = Double.MAX_VALUE;
        itinerary.restAt(drawn, at);
        itinerary.goHome();
        begin(drawn);
    }

    private void begin(PlanMark from) {
        resting = Optional.empty();
        delayedUntil = 0;
        feed = new Feed(board, from, trajectory.timeAt(from));
        begun = board.now();
        begunS = trajectory.timeAt(from);
        nextLook = begun;
        attention.begin();
    }

    /** Whether something would be sent if so much were permitted. */
    boolean mayGoOn(PlanMark from, Spot at, double untilS) {
        itinerary.goOn(from, at);
        boolean may = itinerary.peek().map(piece -> piece.plannedS() <= untilS).orElse(true);
        itinerary.restAt(from, at);
        return may;
    }

    private boolean mayBegin(int stroke) {
        return !stops(stroke) && (trajectory.delayS(stroke) <= 0 || delayMade == stroke);
    }

    private boolean stops(int stroke) {
        return request.stops().contains(stroke) && stopMade != stroke;
    }

    PlanMark surelyDrawn() {
        return feed.doneMark();
    }

    /** What is under way now, by how long things take. */
    int guess() {
        return resting.isPresent() ? guess : feed.guess(board.now());
    }

    int lastSent() {
        return feed.last();
    }

    /** What is drawn if the pen came to rest at a place just now. */
    PlanMark markAt(Spot where) {
        return markNear(where, guess(), feed.doneMark());
    }

    /** What is drawn if the pen rests at a place while about this was under way; if it is on no way that was sent, otherwise. */
    PlanMark markNear(Spot where, int about, PlanMark otherwise) {
        return feed.locate(where, about).map(itinerary::markAt).orElse(otherwise);
    }

    /** Ends motion with the vector that is being drawn, and lifts the pen, unless it comes to rest already. */
    void comeToRest() {
        if (resting.isPresent()) {
            return;
        }
        feed.heard(board.free(), board.now());
        guess = feed.guess(board.now());
        double underWayS = feed.underWay().map(Piece::seconds).orElse(0.0);
        board.abortAndLift();
        rest(Rest.Reason.TOLD, 2 * underWayS);
    }

    private void rest(Rest.Reason reason, double withinS) {
        resting = Optional.of(reason);
        board.askPosition();
        restDeadline = board.now() + board.lineNanos() + (long) ((withinS + SLACK_S) * 1e9);
    }

    /** Does the next thing; once the pen rests, tells where. */
    Optional<Rest> step() {
        if (resting.isPresent()) {
            return awaitRest();
        }
        long now = board.now();
        if (now >= nextLook) {
            look(now);
            return Optional.empty();
        }
        Optional<Piece> next = itinerary.peek();
        if (next.isPresent() && next.get().plannedS() <= permittedS + ROUNDING_S) {
            feed(next.get(), now);
        } else if (feed.drained()) {
            rest(next.isPresent());
        } else {
            board.waitUntil(nextLook);
        }
        return Optional.empty();
    }

    private void feed(Piece piece, long now) {
        long busy = board.lineNanos();
        if (busy > LINE_AHEAD_NANOS) {
            board.waitUntil(Math.min(nextLook, now + busy - LINE_AHEAD_NANOS / 2));
            return;
        }
        boolean due = !request.dry() || (now - begun) / 1e9 >= piece.plannedS() - begunS - PACE_AHEAD_S;
        if (due && feed.hasRoom(piece)) {
            board.send(piece.command());
            feed.sent(piece);
            itinerary.sent();
            if (piece.kind() == Piece.Kind.CHECK) {
                board.checks().sent();
            }
        } else {
            board.waitUntil(nextLook);
        }
    }

    /** Everything that was sent is taken, and nothing may be sent: lifts, and waits for a layer's delay where it is ordered. */
    private void rest(boolean notPermitted) {
        int stroke = itinerary.stroke();
        Rest.Reason reason =
                notPermitted ? Rest.Reason.PERMIT : itinerary.ended() ? Rest.Reason.END : Rest.Reason.LAYER;
        if (reason == Rest.Reason.LAYER && !stops(stroke)) {
            delay(stroke);
            return;
        }
        board.send("PU;OE;");
        board.checks().sent();
        rest(reason, feed.queuedS());
    }

    private void delay(int stroke) {
        long now = board.now();
        if (delayedUntil == 0) {
            board.send("PU;");
            delayedUntil =
                    now + (long) ((feed.underWay().map(Piece::seconds).orElse(0.0) + trajectory.delayS(stroke)) * 1e9);
        }
        if (now >= delayedUntil) {
            delayMade = stroke;
            delayedUntil = 0;
        } else {
            board.waitUntil(Math.min(nextLook, delayedUntil));
        }
    }

    private Optional<Rest> awaitRest() {
        Optional<Spot> heard = board.heardPosition(restDeadline);
        if (heard.isEmpty()) {
            if (board.now() >= restDeadline) {
                throw HpglSession.silence(HpglBoard.POSITION);
            }
            return Optional.empty();
        }
        attention.requireNoErrors();
        Rest.Reason reason = resting.orElseThrow();
        Spot at = heard.get();
        PlanMark mark;
        if (reason == Rest.Reason.TOLD) {
            mark = markNear(at, guess, feed.doneMark());
        } else {
            requireAt(at);
            feed.allDone();
            mark = itinerary.mark();
            if (reason == Rest.Reason.LAYER) {
                mark = new PlanMark(itinerary.stroke(), 0);
            }
        }
        itinerary.restAt(mark, at);
        feed = new Feed(board, mark, trajectory.timeAt(mark));
        status.place(frame.xMm(at), frame.yMm(at));
        status.pen(true);
        return Optional.of(new Rest(reason, at, mark));
    }

    private void requireAt(Spot at) {
        if (at.to(itinerary.at()) > 1) {
            throw new BoardFault("The plotter is at %d,%d and not at %d,%d as it should be: it left something out."
                    .formatted(
                            at.x(), at.y(), itinerary.at().x(), itinerary.at().y()));
        }
    }

    private void look(long now) {
        nextLook = now + lookNanos;
        attention.look(feed);
        tellProgress();
    }

    private void tellProgress() {
        feed.underWay().ifPresent(piece -> {
            boolean up = piece.kind().penIsUp();
            double xMm = frame.xMm(piece.to());
            double yMm = frame.yMm(piece.to());
            status.place(xMm, yMm);
            status.pen(up);
            status.tell(new PlotterNotice.Progress(feed.doneS(), feed.doneMark(), xMm, yMm, up));
        });
    }
}
