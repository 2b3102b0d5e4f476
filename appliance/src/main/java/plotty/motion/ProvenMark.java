package plotty.motion;

import java.util.Optional;

/**
 * Finds where in a plan a pen stands whose place is proven, but of which it is only known that it lies between two marks.
 * Pure.
 */
public final class ProvenMark {
    /** How far a pen may stand off the path: more than its steps are coarse, less than a line is wide. */
    static final double TOLERANCE_MM = 0.02;

    /** Places this near to each other along the path are one. */
    private static final double SAME_PLACE_MM = 5 * TOLERANCE_MM;

    private final Trajectory plan;
    private final double xMm;
    private final double yMm;
    /** Length of the path up to the piece that is looked at, mm. */
    private double alongMm;

    private double firstMm = Double.NaN;
    private double lastMm = Double.NaN;
    private double nearestMm = Double.MAX_VALUE;
    private Optional<PlanMark> nearest = Optional.empty();

    private ProvenMark(Trajectory plan, double xMm, double yMm) {
        this.plan = plan;
        this.xMm = xMm;
        this.yMm = yMm;
    }

    /**
     * The one place between two marks at which the pen stands, on a stroke or on the way to one; within 0.02 mm. The end of a
     * stroke, and the way to the next one, is the beginning of that. Empty if it stands nowhere on that path, or could stand
     * at several places of it, or at a dot, of which nobody can tell whether it is drawn; and at the origin, where a pen also
     * stands of which nothing is known.
     *
     * @param done the ink is on the paper up to there
     * @param ahead no ink is past it
     */
    public static Optional<PlanMark> find(Trajectory plan, PlanMark done, PlanMark ahead, double xMm, double yMm) {
        if (Math.hypot(xMm, yMm) <= TOLERANCE_MM) {
            return Optional.empty();
        }
        ProvenMark search = new ProvenMark(plan, xMm, yMm);
        search.between(done, ahead);
        boolean one = search.lastMm - search.firstMm <= SAME_PLACE_MM;
        return one ? search.nearest : Optional.empty();
    }

    private void between(PlanMark done, PlanMark ahead) {
        int strokes = plan.route().strokeCount();
        for (int stroke = done.stroke(); stroke <= Math.min(ahead.stroke(), strokes); stroke++) {
            boolean within = stroke == done.stroke() && done.point() > 0;
            if (!within) {
                Run travel = plan.travel(stroke);
                look(travel, 0, travel.lengthMm(), new PlanMark(stroke, 0), true);
            }
            if (stroke == strokes) {
                return;
            }
            Run run = plan.stroke(stroke);
            double from = within ? run.distanceOf(done.point()) : 0;
            double to = stroke == ahead.stroke() ? run.distanceOf(ahead.point()) : run.lengthMm();
            if (run.lengthMm() <= TOLERANCE_MM && Math.hypot(run.xAt(0) - xMm, run.yAt(0) - yMm) <= TOLERANCE_MM) {
                lastMm = Double.POSITIVE_INFINITY;
                return;
            }
            look(run, from, to, new PlanMark(stroke, 0), false);
        }
    }

    /** Looks at a stretch of a run, piece by straight piece. */
    private void look(Run run, double from, double to, PlanMark stroke, boolean travel) {
        double at = from;
        while (at < to) {
            double next = Math.min(to, run.nextNode(at));
            double share = share(run, at, next);
            double nearestOnRun = at + share * (next - at);
            double off = Math.hypot(run.xAt(nearestOnRun) - xMm, run.yAt(nearestOnRun) - yMm);
            if (off <= TOLERANCE_MM) {
                PlanMark mark = travel ? stroke : markAt(run, nearestOnRun, stroke.stroke());
                found(alongMm + nearestOnRun - from, off, mark);
            }
            at = next;
        }
        alongMm += Math.max(0, to - from);
    }

    private static PlanMark markAt(Run run, double distanceMm, int stroke) {
        return run.lengthMm() - distanceMm <= TOLERANCE_MM
                ? new PlanMark(stroke + 1, 0)
                : new PlanMark(stroke, run.pointAt(distanceMm));
    }

    /** How far along a straight piece, from 0 to 1, lies what is nearest to the pen. */
    private double share(Run run, double from, double to) {
        double dx = run.xAt(to) - run.xAt(from);
        double dy = run.yAt(to) - run.yAt(from);
        double square = dx * dx + dy * dy;
        double dot = (xMm - run.xAt(from)) * dx + (yMm - run.yAt(from)) * dy;
        return square > 0 ? Math.clamp(dot / square, 0.0, 1.0) : 0;
    }

    private void found(double lengthMm, double off, PlanMark mark) {
        firstMm = Double.isNaN(firstMm) ? lengthMm : firstMm;
        lastMm = Double.isInfinite(lastMm) ? lastMm : lengthMm;
        if (off < nearestMm) {
            nearestMm = off;
            nearest = Optional.of(mark);
        }
    }
}
