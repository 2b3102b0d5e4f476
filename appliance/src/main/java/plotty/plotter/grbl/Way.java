package plotty.plotter.grbl;

import plotty.drawing.Stroke;
import plotty.motion.Run;

/** A stroke as it is sent: vertex by vertex, but for those that nobody would miss. */
record Way(Run run, Stroke stroke) {
    /**
     * The distance along the stroke at which the next line ends: the next vertex, or one further on if the vertices in between
     * are so near to each other that they could not be sent in time and the straight line leaves them within a tolerance.
     */
    double nextVertex(double fromMm, double leastMm, double toleranceMm) {
        int last = stroke.size() - 1;
        int first = (int) run.pointAt(fromMm) + 1;
        while (first < last && run.distanceOf(first) <= fromMm + 1e-6) {
            first++;
        }
        int best = first;
        for (int i = first; i < last && run.distanceOf(i) - fromMm < leastMm; i++) {
            if (!straight(fromMm, first, i + 1, toleranceMm)) {
                break;
            }
            best = i + 1;
        }
        return best >= last ? run.lengthMm() : run.distanceOf(best);
    }

    private boolean straight(double fromMm, int first, int end, double toleranceMm) {
        double x = run.xAt(fromMm);
        double y = run.yAt(fromMm);
        double dx = stroke.x(end) - x;
        double dy = stroke.y(end) - y;
        double square = dx * dx + dy * dy;
        for (int i = first; i < end; i++) {
            double px = stroke.x(i) - x;
            double py = stroke.y(i) - y;
            double share = square == 0 ? 0 : Math.clamp((px * dx + py * dy) / square, 0.0, 1.0);
            if (Math.hypot(px - share * dx, py - share * dy) > toleranceMm) {
                return false;
            }
        }
        return true;
    }
}
