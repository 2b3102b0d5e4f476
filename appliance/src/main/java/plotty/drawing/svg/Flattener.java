package plotty.drawing.svg;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import plotty.drawing.Stroke;

/**
 * Turns an outline into strokes in millimetres. Curves are transformed first and then cut until each chord is within the
 * tolerance, so that the tolerance is one on paper, at any scale.
 */
final class Flattener implements PathSink {
    /** How far from the page's corner a point may be; beyond it the outline is given up. */
    static final double FARTHEST_MM = 1e6;

    /** A curve of 10^6 mm is within 0.01 mm after 14 halvings. */
    private static final int DEEPEST = 18;

    /** Neighbours this near are one point, and so are a closed subpath's ends: sums of relative commands seldom meet. */
    private static final double SAME_POINT_MM = 1e-6;

    /** With radii so much longer than its chord, an arc is off the chord by less than a nanometre per metre. */
    private static final double STRAIGHT_RADIUS = 1e8;

    private final Affine toMm;
    private final double toleranceMm;
    private final PointBudget budget;
    private final boolean dots;
    private final List<Stroke> strokes = new ArrayList<>();
    private double[] xy = new double[32];
    private int length;
    private boolean open;
    private boolean moved;
    private boolean beyond;
    private double userX;
    private double userY;
    private double startX;
    private double startY;

    /** @param dots whether a subpath without extent becomes a stroke of one point */
    Flattener(Affine toMm, double toleranceMm, PointBudget budget, boolean dots) {
        this.toMm = toMm;
        this.toleranceMm = toleranceMm;
        this.budget = budget;
        this.dots = dots;
    }

    /** What was drawn; call once, at the end. */
    List<Stroke> strokes() {
        finish();
        return strokes;
    }

    /** Whether a point was not finite or farther away than {@link #FARTHEST_MM}; the strokes are then incomplete. */
    boolean beyond() {
        return beyond;
    }

    @Override
    public void moveTo(double x, double y) {
        finish();
        at(x, y);
        startX = x;
        startY = y;
        moved = true;
    }

    @Override
    public void lineTo(double x, double y) {
        begin();
        add(toMm.x(x, y), toMm.y(x, y));
        at(x, y);
    }

    @Override
    public void quadTo(double x1, double y1, double x, double y) {
        begin();
        quad(
                toMm.x(userX, userY),
                toMm.y(userX, userY),
                toMm.x(x1, y1),
                toMm.y(x1, y1),
                toMm.x(x, y),
                toMm.y(x, y),
                DEEPEST);
        at(x, y);
    }

    @Override
    public void cubicTo(double x1, double y1, double x2, double y2, double x, double y) {
        begin();
        cubic(
                toMm.x(userX, userY),
                toMm.y(userX, userY),
                toMm.x(x1, y1),
                toMm.y(x1, y1),
                toMm.x(x2, y2),
                toMm.y(x2, y2),
                toMm.x(x, y),
                toMm.y(x, y),
                DEEPEST);
        at(x, y);
    }

    @Override
    public void arcTo(double rx, double ry, double degrees, boolean large, boolean sweep, double x, double y) {
        double chord = Math.hypot(x - userX, y - userY);
        double shorterRadius = Math.min(Math.abs(rx), Math.abs(ry));
        // F.6.2: without distance no arc, without radius a line.
        if (chord == 0 || shorterRadius == 0 || (!large && shorterRadius > STRAIGHT_RADIUS * chord)) {
            lineTo(x, y);
            return;
        }
        begin();
        EllipticalArc arc = EllipticalArc.between(userX, userY, rx, ry, degrees, large, sweep, x, y)
                .through(toMm);
        int steps = arc.steps(toleranceMm);
        for (int i = 1; i < steps && !beyond; i++) {
            double angle = arc.startAngle() + arc.sweepAngle() * i / steps;
            add(arc.x(angle), arc.y(angle));
        }
        add(toMm.x(x, y), toMm.y(x, y));
        at(x, y);
    }

    @Override
    public void close() {
        if (!open && !moved) {
            return; // already closed
        }
        begin();
        double x = xy[0];
        double y = xy[1];
        if (length > 2 && near(x, y, xy[length - 2], xy[length - 1])) {
            length -= 2;
        }
        add(x, y);
        finish();
        at(startX, startY);
    }

    private void at(double x, double y) {
        userX = x;
        userY = y;
    }

    private void begin() {
        if (!open) {
            open = true;
            moved = false;
            length = 0;
            // After a close the next segment starts where the closed subpath did.
            startX = userX;
            startY = userY;
            add(toMm.x(userX, userY), toMm.y(userX, userY));
        }
    }

    private void finish() {
        if (open && !beyond && (length > 2 || dots)) {
            strokes.add(Stroke.of(Arrays.copyOf(xy, length)));
        }
        open = false;
    }

    private void add(double x, double y) {
        if (!(Math.abs(x) <= FARTHEST_MM && Math.abs(y) <= FARTHEST_MM)) {
            beyond = true;
        }
        if (beyond || (length > 0 && near(x, y, xy[length - 2], xy[length - 1]))) {
            return;
        }
        budget.spend();
        if (length == xy.length) {
            xy = Arrays.copyOf(xy, 2 * length);
        }
        xy[length++] = x;
        xy[length++] = y;
    }

    private static boolean near(double x, double y, double otherX, double otherY) {
        return Math.abs(x - otherX) <= SAME_POINT_MM && Math.abs(y - otherY) <= SAME_POINT_MM;
    }

    /**
     * A point of a quadratic curve is at most half as far from the chord as the control point is: its weight is 2t(1-t).
     */
    private void quad(double x0, double y0, double x1, double y1, double x2, double y2, int depth) {
        if (beyond) {
            return;
        }
        if (depth == 0 || distance(x1, y1, x0, y0, x2, y2) <= 2 * toleranceMm) {
            add(x2, y2);
            return;
        }
        double ax = (x0 + x1) / 2;
        double ay = (y0 + y1) / 2;
        double bx = (x1 + x2) / 2;
        double by = (y1 + y2) / 2;
        double mx = (ax + bx) / 2;
        double my = (ay + by) / 2;
        quad(x0, y0, ax, ay, mx, my, depth - 1);
        quad(mx, my, bx, by, x2, y2, depth - 1);
    }

    /**
     * A point of a cubic curve is at most 3/4 as far from the chord as the farther control point is: both weigh 3t(1-t)
     * together.
     */
    private void cubic(
            double x0, double y0, double x1, double y1, double x2, double y2, double x3, double y3, int depth) {
        if (beyond) {
            return;
        }
        double far = Math.max(distance(x1, y1, x0, y0, x3, y3), distance(x2, y2, x0, y0, x3, y3));
        if (depth == 0 || far <= toleranceMm * 4 / 3) {
            add(x3, y3);
            return;
        }
        double ax = (x0 + x1) / 2;
        double ay = (y0 + y1) / 2;
        double bx = (x1 + x2) / 2;
        double by = (y1 + y2) / 2;
        double cx = (x2 + x3) / 2;
        double cy = (y2 + y3) / 2;
        double dx = (ax + bx) / 2;
        double dy = (ay + by) / 2;
        double ex = (bx + cx) / 2;
        double ey = (by + cy) / 2;
        double mx = (dx + ex) / 2;
        double my = (dy + ey) / 2;
        cubic(x0, y0, ax, ay, dx, dy, mx, my, depth - 1);
        cubic(mx, my, ex, ey, cx, cy, x3, y3, depth - 1);
    }

    /** From a point to a chord, its ends included: a control point beyond an end makes the curve overshoot. */
    private static double distance(double x, double y, double fromX, double fromY, double toX, double toY) {
        double dx = toX - fromX;
        double dy = toY - fromY;
        double squared = dx * dx + dy * dy;
        double along = squared == 0 ? 0 : ((x - fromX) * dx + (y - fromY) * dy) / squared;
        double nearest = Math.clamp(along, 0, 1);
        return Math.hypot(x - fromX - nearest * dx, y - fromY - nearest * dy);
    }
}
