package plotty.motion;

import java.util.Optional;
import plotty.drawing.Stroke;

/**
 * Closes the window that a crash leaves between what is surely drawn and what may be: where the board proves where its pen
 * came to rest, that place tells how far it drew.
 */
public final class ProvenMark {
    /** A place of the plan is taken for the pen's if it is so near: counters are whole steps. */
    private static final double NEAR_MM = 0.02;

    private final Route route;
    private final double xMm;
    private final double yMm;
    private boolean near;
    private int stretches;
    private double nearestMm;
    private PlanMark found;

    private ProvenMark(Route route, double xMm, double yMm) {
        this.route = route;
        this.xMm = xMm;
        this.yMm = yMm;
    }

    /**
     * How far a plan was drawn by a pen that stopped at a place on its way.
     *
     * @param done the ink up to there is on the paper
     * @param ahead nothing was sent of what lies beyond
     * @param xMm where the pen is, proven
     * @param yMm where the pen is, proven
     * @return empty if the way comes by the place never, or more than once, or if a dot is there, which may be drawn or not
     */
    public static Optional<PlanMark> find(
            Trajectory trajectory, PlanMark done, PlanMark ahead, double xMm, double yMm) {
        ProvenMark search = new ProvenMark(trajectory.route(), xMm, yMm);
        for (int stroke = done.stroke(); stroke <= ahead.stroke(); stroke++) {
            if (stroke > done.stroke() || done.point() == 0) {
                search.travel(trajectory.travel(stroke), stroke);
            }
            if (stroke < search.route.strokeCount()) {
                double from = stroke == done.stroke() ? done.point() : 0;
                double to = stroke == ahead.stroke() ? ahead.point() : Double.MAX_VALUE;
                if (!search.stroke(stroke, from, to)) {
                    return Optional.empty();
                }
            }
        }
        return search.stretches == 1 ? Optional.of(search.found) : Optional.empty();
    }

    private void travel(Run run, int stroke) {
        double end = run.lengthMm();
        PlanMark before = new PlanMark(stroke, 0);
        segment(run.xAt(0), run.yAt(0), run.xAt(end), run.yAt(end), before, before);
    }

    /** Looks along a stroke, between two of its points; false if it is a dot at the place. */
    private boolean stroke(int stroke, double from, double to) {
        Stroke path = route.stroke(stroke);
        int last = path.size() - 1;
        if (isDot(path)) {
            return Math.hypot(path.x(0) - xMm, path.y(0) - yMm) > NEAR_MM;
        }
        double end = Math.min(to, last);
        for (int i = (int) from; i < end; i++) {
            double first = Math.max(i, from);
            double second = Math.min(i + 1.0, end);
            segment(
                    along(path, i, first, true),
                    along(path, i, first, false),
                    along(path, i, second, true),
                    along(path, i, second, false),
                    new PlanMark(stroke, first),
                    new PlanMark(stroke, second));
        }
        if (end == last && near && Math.hypot(path.x(last) - xMm, path.y(last) - yMm) <= NEAR_MM) {
            found = new PlanMark(stroke + 1, 0);
            nearestMm = -1;
        }
        return true;
    }

    private static boolean isDot(Stroke path) {
        for (int i = 1; i < path.size(); i++) {
            if (path.x(i) != path.x(0) || path.y(i) != path.y(0)) {
                return false;
            }
        }
        return true;
    }

    private static double along(Stroke path, int i, double point, boolean x) {
        double from = x ? path.x(i) : path.y(i);
        double to = x ? path.x(i + 1) : path.y(i + 1);
        return from + (point - i) * (to - from);
    }

    /** The next piece of the way, straight, with the marks at its ends. */
    private void segment(double fromX, double fromY, double toX, double toY, PlanMark from, PlanMark to) {
        double dx = toX - fromX;
        double dy = toY - fromY;
        double square = dx * dx + dy * dy;
        double share = square == 0 ? 0 : Math.clamp(((xMm - fromX) * dx + (yMm - fromY) * dy) / square, 0, 1);
        double away = Math.hypot(fromX + share * dx - xMm, fromY + share * dy - yMm);
        boolean startsNear = near && Math.hypot(fromX - xMm, fromY - yMm) <= NEAR_MM;
        if (away <= NEAR_MM) {
            if (!startsNear) {
                stretches++;
                nearestMm = Double.MAX_VALUE;
            }
            if (away < nearestMm) {
                nearestMm = away;
                found = from.equals(to)
                        ? to
                        : new PlanMark(from.stroke(), from.point() + share * (to.point() - from.point()));
            }
        }
        near = Math.hypot(toX - xMm, toY - yMm) <= NEAR_MM;
    }
}
