package plotty.plotter.grbl;

import java.util.Optional;
import java.util.Set;
import plotty.motion.PlanMark;
import plotty.motion.Trajectory;
import plotty.plotter.Adjustment;
import plotty.plotter.PlotRequest;
import plotty.plotter.drive.Phase;
import plotty.plotter.grbl.Step.Kind;

/**
 * The lines that a drawing is made of, one after the other, from a place on: travel, pen down, vertices, pen up, and at the end
 * the way home. Looks one line ahead; what has been taken is gone.
 */
final class Course {
    /** Vertices are sent no faster than this, if the path allows: at 115,200 bit/s a line takes about 2 ms. */
    private static final double LEAST_LINE_S = 0.006;

    private static final double LONGEST_LINE_S = 0.25;
    private static final double LONGEST_MERGED_MM = 0.5;
    /** A vertex may be left out if the path stays this near. */
    private static final double MERGE_TOLERANCE_MM = 0.01;

    private static final double NOTHING_MM = 0.0005;

    private final Trajectory plan;
    private final Set<Integer> stops;
    private final boolean dry;
    private final PenCode pen;
    private final Axes axes;
    private Adjustment adjustment = Adjustment.NONE;
    private Kind next;
    private int stroke;
    private Way way;
    /** How far along the stroke, mm. */
    private double along;

    private double x;
    private double y;
    /** The stroke whose stop has been made. */
    private int made;
    /** Whether the line before was one of the same stroke, so that mode and speed need not be said again. */
    private boolean onward;
    /** Whether the last line has been sent. */
    private boolean over;

    private Optional<Step> ahead = Optional.empty();

    Course(PlotRequest request, PenCode pen, Axes axes) {
        this.plan = request.trajectory();
        this.stops = request.stops();
        this.dry = request.dry();
        this.pen = pen;
        this.axes = axes;
    }

    /** Goes on at a mark, with the pen up and the carriage at a place. */
    void goOn(PlanMark from, double atX, double atY, Adjustment adjusted) {
        x = atX;
        y = atY;
        adjustment = adjusted;
        made = from.stroke();
        enter(from.stroke());
        if (stroke == plan.route().strokeCount() || from.point() == 0) {
            return;
        }
        along = way.run().distanceOf(from.point());
        next = Kind.TRAVEL;
        if (along >= way.run().lengthMm()) {
            enter(stroke + 1);
        }
    }

    /** Goes straight to the origin, with the pen up. */
    void goHome(double atX, double atY) {
        x = atX;
        y = atY;
        enter(plan.route().strokeCount());
    }

    private void enter(int index) {
        stroke = index;
        along = 0;
        ahead = Optional.empty();
        onward = false;
        over = false;
        if (index == plan.route().strokeCount()) {
            next = Kind.HOME;
        } else {
            way = new Way(plan.stroke(index), plan.route().stroke(index));
            next = plan.delayS(index) > 0 ? Kind.DELAY : Kind.TRAVEL;
        }
    }

    /** New heights of the pen, for what is not sent yet. */
    void adjust(Adjustment adjusted) {
        adjustment = adjusted;
        if (ahead.isPresent() && ahead.get().kind() != Kind.INK) {
            ahead = Optional.empty();
        }
    }

    /** Whether a stop is to be made before anything else. */
    boolean atStop() {
        return stroke != made
                && stops.contains(stroke)
                && (next == Kind.DELAY || next == Kind.TRAVEL)
                && stroke < plan.route().strokeCount();
    }

    /** Where the next line begins, as a mark. */
    PlanMark mark() {
        if (stroke == plan.route().strokeCount()) {
            return new PlanMark(stroke, 0);
        }
        return new PlanMark(stroke, way.run().pointAt(ahead.map(Step::fromMm).orElse(along)));
    }

    /** The next line; empty at a stop, or when all is done. */
    Optional<Step> peek() {
        if (ahead.isEmpty() && !atStop() && !over) {
            ahead = Optional.of(build());
        }
        return ahead;
    }

    /** The next line has been sent. */
    void take() {
        Step sent = ahead.orElseThrow();
        ahead = Optional.empty();
        x = sent.toX();
        y = sent.toY();
        onward = sent.kind() == Kind.INK;
        switch (sent.kind()) {
            case DELAY -> next = Kind.TRAVEL;
            case TRAVEL -> next = dry ? Kind.DROP : Kind.LOWER;
            case LOWER -> next = Kind.DROP;
            case DROP -> next = afterInk();
            case INK -> {
                along = sent.toMm();
                next = afterInk();
            }
            case LIFT -> next = Kind.RISE;
            case RISE -> enter(stroke + 1);
            case HOME -> next = Kind.ARRIVE;
            case ARRIVE -> over = true;
        }
    }

    private Kind afterInk() {
        if (along < way.run().lengthMm()) {
            return Kind.INK;
        }
        return dry ? Kind.RISE : Kind.LIFT;
    }

    private Step build() {
        double now = next == Kind.HOME || next == Kind.ARRIVE ? plan.durationS() : inkS(along);
        return switch (next) {
            case DELAY -> still(GrblLine.dwell(plan.delayS(stroke)), now, now, plan.delayS(stroke));
            case TRAVEL -> travel(now);
            case LOWER -> still(pen.down(adjustment, plan.penDownPercent(stroke)), now, now, 0);
            case DROP -> still(GrblLine.dwell(pen.dropS()), now, now, pen.dropS());
            case INK -> ink(piece(way.nextVertex(along, leastMm(), MERGE_TOLERANCE_MM)));
            case LIFT -> still(pen.up(adjustment), now, now, 0);
            case RISE -> still(GrblLine.dwell(riseS()), now, now, riseS());
            case HOME -> move(Kind.HOME, 0, 0, plan.travelStartS(stroke), now);
            case ARRIVE -> still(GrblLine.dwell(0.01), now, now, 0.01);
        };
    }

    /** Long lines are sent in pieces, so that it is known how much has been sent. */
    private double piece(double to) {
        double inTime = way.run().distanceAt(way.run().timeAt(along) + LONGEST_LINE_S);
        return inTime > along && way.run().timeAt(to) - way.run().timeAt(along) > 1.5 * LONGEST_LINE_S ? inTime : to;
    }

    private double leastMm() {
        return Math.min(LONGEST_MERGED_MM, plan.limits(stroke).speedMmPerS() * LEAST_LINE_S);
    }

    /** The carriage may move as soon as the pen is clear, if the pen is up before it can be told to go down. */
    private double riseS() {
        double travelS = plan.travel(stroke + 1).durationS();
        return Math.max(pen.clearS(), pen.riseS() - travelS);
    }

    private double inkS(double distance) {
        return plan.startS(stroke) + way.run().timeAt(distance);
    }

    private Step travel(double inkS) {
        double fromS = along == 0 ? plan.travelStartS(stroke) : inkS;
        return move(Kind.TRAVEL, way.run().xAt(along), way.run().yAt(along), fromS, Math.max(fromS, inkS));
    }

    private Step move(Kind kind, double toX, double toY, double fromS, double toS) {
        boolean there = Math.hypot(toX - x, toY - y) < NOTHING_MM;
        String line = there
                ? GrblLine.dwell(0)
                : GrblLine.line(
                        axes.workX(toX),
                        axes.workY(toY),
                        plan.profile().travel().speedMmPerS());
        return new Step(line, kind, stroke, along, along, x, y, toX, toY, fromS, toS, 0);
    }

    private Step still(String line, double fromS, double toS, double dwellS) {
        return new Step(line, next, stroke, along, along, x, y, x, y, fromS, toS, dwellS);
    }

    private Step ink(double to) {
        double toX = way.run().xAt(to);
        double toY = way.run().yAt(to);
        double workX = axes.workX(toX);
        double workY = axes.workY(toY);
        String line = onward
                ? GrblLine.onward(workX, workY)
                : GrblLine.line(workX, workY, plan.limits(stroke).speedMmPerS());
        return new Step(line, Kind.INK, stroke, along, to, x, y, toX, toY, inkS(along), inkS(to), 0);
    }

    /**
     * Replaces the next line, if it draws, by one that ends at a planned time, if that leaves something worth drawing.
     *
     * @return whether it did
     */
    boolean cut(double untilS, double leastS) {
        if (ahead.isEmpty()
                || ahead.get().kind() != Kind.INK
                || untilS - ahead.get().fromS() < leastS) {
            return false;
        }
        double to = way.run().distanceAt(untilS - plan.startS(stroke));
        if (!(to > along) || !(to < ahead.get().toMm())) {
            return false;
        }
        ahead = Optional.of(ink(to));
        return true;
    }

    /** Whether a line may be sent if drawing is permitted up to a time; a pen comes down only if something can be drawn. */
    boolean permitted(Step step, double untilS) {
        return switch (step.kind()) {
            case LIFT, RISE, ARRIVE -> true;
            case INK, HOME -> step.toS() <= untilS;
            case DELAY, TRAVEL, LOWER, DROP ->
                step.toS() + Math.min(Phase.LEAST_PERMITTED_S, plan.endS(step.stroke()) - step.toS()) <= untilS;
        };
    }
}
