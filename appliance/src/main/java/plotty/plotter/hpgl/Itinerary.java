package plotty.plotter.hpgl;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.IntPredicate;
import plotty.drawing.Layer;
import plotty.drawing.Stroke;
import plotty.motion.PlanMark;
import plotty.motion.Run;
import plotty.motion.Trajectory;
import plotty.plotter.hpgl.Piece.Kind;

/** The instructions that draw a plan from some place on, made as they are needed. */
final class Itinerary {
    private static final double CHECKED_EVERY_S = 0.7;

    private final Trajectory trajectory;
    private final Frame frame;
    private final HpglModel model;
    private final boolean dry;
    private final IntPredicate mayBegin;
    private final Pieces pieces;
    private final LinePace pace;
    private final Deque<Piece> ready = new ArrayDeque<>();

    private int stroke;
    private Run run;
    private double along;
    private boolean travelled;
    private boolean inked;
    private boolean ended = true;
    private boolean goingHome;
    private PlanMark mark = PlanMark.START;
    private double plannedS;
    private Spot at = new Spot(0, 0);
    private int pen;
    private String speed = "";
    private int speedPercent = 100;
    private double uncheckedS;

    /**
     * Instructions for a plan; none before {@link #goOn}.
     *
     * @param dry whether the pen stays up
     * @param mayBegin whether a stroke, by its index, may be travelled to now
     */
    Itinerary(Trajectory trajectory, Frame frame, HpglModel model, boolean dry, IntPredicate mayBegin) {
        this.trajectory = trajectory;
        this.frame = frame;
        this.model = model;
        this.dry = dry;
        this.mayBegin = mayBegin;
        this.pieces = new Pieces(trajectory.profile());
        this.pace = new LinePace(model.baud());
    }

    /** Percent of the planned speed, for what is not made yet. */
    void speedPercent(int percent) {
        speedPercent = percent;
    }

    /** Goes on from a mark, with the pen up at a place. */
    void goOn(PlanMark from, Spot here) {
        restAt(from, here);
        ended = false;
        begin(from.stroke(), from.point());
        boolean done = stroke < strokes() && run.lengthMm() > 0 && along >= run.lengthMm();
        if (done) {
            begin(stroke + 1, 0);
        }
    }

    /** Nothing more comes; the pen is at a place. What was sent may have been dropped: pen and speed are not known any more. */
    void restAt(PlanMark drawn, Spot here) {
        ready.clear();
        pen = 0;
        speed = "";
        ended = true;
        goingHome = false;
        mark = drawn;
        plannedS = trajectory.timeAt(drawn);
        at = here;
    }

    /** Only the way to the origin is left. */
    void goHome() {
        ready.clear();
        ended = false;
        goingHome = true;
    }

    private int strokes() {
        return trajectory.route().strokeCount();
    }

    private void begin(int next, double point) {
        stroke = next;
        travelled = false;
        inked = false;
        if (stroke < strokes()) {
            run = trajectory.stroke(stroke);
            along = run.distanceOf(point);
        }
    }

    /** Where the pen will be once all that was made is done. */
    Spot at() {
        return at;
    }

    /** How far the drawing will be then. */
    PlanMark mark() {
        return mark;
    }

    /** The stroke that is drawn, or is next. */
    int stroke() {
        return stroke;
    }

    /** Whether there is nothing more to do. */
    boolean ended() {
        return ended && ready.isEmpty();
    }

    /** The next instruction; empty at the end and before a stroke that must not begin yet. */
    Optional<Piece> peek() {
        while (ready.isEmpty() && !ended) {
            if (goingHome || stroke == strokes()) {
                home();
            } else if (!travelled) {
                if (!mayBegin.test(stroke)) {
                    return Optional.empty();
                }
                approach();
            } else if (along < run.lengthMm()) {
                ink();
            } else {
                endStroke();
            }
        }
        return Optional.ofNullable(ready.peek());
    }

    /** The instruction that was seen is sent. */
    void sent() {
        Piece piece = ready.remove();
        at = piece.to();
        mark = piece.mark();
        plannedS = piece.plannedS();
    }

    private Spot end() {
        return ready.isEmpty() ? at : ready.getLast().to();
    }

    private void home() {
        PlanMark reached = goingHome ? mark : new PlanMark(strokes(), 0);
        double time = goingHome ? plannedS : trajectory.durationS();
        if (!dry && model.pens() > 1) {
            ready.add(pieces.pen(0, end(), reached, time));
            pen = 0;
        }
        ready.addAll(pieces.travel(end(), frame.origin(), reached, time));
        ended = true;
    }

    private void approach() {
        Layer layer = trajectory.route().layers().get(trajectory.route().layerOf(stroke));
        int wanted = 1 + Math.floorMod(layer.number() - 1, model.pens());
        double time = trajectory.startS(stroke) + run.timeAt(along);
        PlanMark here = new PlanMark(stroke, run.pointAt(along));
        if (!dry && wanted != pen) {
            ready.add(pieces.pen(wanted, end(), here, time));
            pen = wanted;
        }
        ready.addAll(pieces.travel(end(), frame.at(run.xAt(along), run.yAt(along)), here, time));
        travelled = true;
    }

    private void ink() {
        double limit = Math.min(
                trajectory.limits(stroke).speedMmPerS() * speedPercent / 100,
                trajectory.profile().drawing().speedMmPerS());
        Stroke path = trajectory.route().stroke(stroke);
        Pieces.Reach reach = pieces.reach(path, run, along, limit, pace);
        double to = reach.toMm();
        boolean whole = to >= run.lengthMm();
        PlanMark reached = whole ? new PlanMark(stroke, path.size() - 1.0) : new PlanMark(stroke, run.pointAt(to));
        Spot target = frame.at(run.xAt(to), run.yAt(to));
        if (!target.equals(end())) {
            double sustained = pace.sustained(to - along, reach.twice(), limit);
            String wanted = Pieces.speed(sustained);
            if (!dry && !wanted.equals(speed)) {
                ready.add(pieces.command(wanted, Kind.SPEED, end(), mark, plannedS));
                speed = wanted;
            }
            double time = trajectory.startS(stroke) + run.timeAt(to);
            Piece piece = pieces.ink(end(), target, sustained, reached, time, along, to, dry, reach.twice());
            ready.add(piece);
            inked = true;
            uncheckedS += piece.seconds();
            if (uncheckedS > CHECKED_EVERY_S) {
                check(reached, time);
            }
        }
        along = to;
    }

    private void check(PlanMark reached, double time) {
        ready.add(pieces.command("OE;", Kind.CHECK, end(), reached, time));
        uncheckedS = 0;
    }

    private void endStroke() {
        if (!inked) {
            PlanMark after = new PlanMark(stroke + 1, 0);
            if (!dry) {
                ready.add(pieces.command("PD;PD;", Kind.DOT, end(), after, trajectory.timeAt(after)));
            }
        }
        pace.begin();
        begin(stroke + 1, 0);
    }

    /** The mark of a place within a piece of ink. */
    PlanMark markAt(Feed.Found found) {
        Piece piece = found.piece();
        return switch (piece.kind()) {
            case TRAVEL, PEN -> piece.mark();
            case SPEED, DOT, CHECK -> found.markBefore();
            case INK -> {
                if (found.share() >= 1) {
                    yield piece.mark();
                }
                if (found.share() <= 0) {
                    yield found.markBefore();
                }
                int index = piece.mark().stroke();
                double mm = piece.fromMm() + found.share() * (piece.toMm() - piece.fromMm());
                yield new PlanMark(index, trajectory.stroke(index).pointAt(mm));
            }
        };
    }
}
