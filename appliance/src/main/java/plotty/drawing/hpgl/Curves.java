package plotty.drawing.hpgl;

/** Points along arcs and Bézier curves, in the units that the file counts in. */
final class Curves {
    /** The coarsest chord that a plotter takes, degrees. */
    private static final double COARSEST = 180;

    private static final double FINEST = 0.36;
    private static final int MOST_CHORDS = 2_000_000;

    /** Takes the points of a curve in turn, but for the one that it starts at. */
    @FunctionalInterface
    interface Sink {
        void to(double x, double y);
    }

    private final double tolerance;

    /** @param tolerance how far a chord may be from its arc */
    Curves(double tolerance) {
        this.tolerance = tolerance;
    }

    /**
     * An arc around a centre.
     *
     * @param startDegrees where it starts, counter-clockwise from x
     * @param sweepDegrees how far it goes, counter-clockwise if more than 0
     * @param chordDegrees the chords that the file orders, if they are coarser than the tolerance asks; 0 for those
     */
    void arc(
            double x, double y, double radius, double startDegrees, double sweepDegrees, double chordDegrees, Sink to) {
        double needed = chordFor(radius);
        double chord = chordDegrees > 0 ? Math.max(needed, Math.clamp(chordDegrees, FINEST, COARSEST)) : needed;
        int chords = (int) Math.clamp(Math.ceil(Math.abs(sweepDegrees) / chord - 1e-9), 1, MOST_CHORDS);
        for (int i = 1; i <= chords; i++) {
            double degrees = startDegrees + sweepDegrees * i / chords;
            if (i == chords && Math.abs(sweepDegrees) == 360) {
                // Back at the very start, so that the circle is closed.
                degrees = startDegrees;
            }
            double turn = Math.toRadians(degrees);
            to.to(x + radius * Math.cos(turn), y + radius * Math.sin(turn));
        }
    }

    private double chordFor(double radius) {
        double share = 1 - Math.min(tolerance / Math.abs(radius), 0.5);
        return Math.toDegrees(2 * Math.acos(share));
    }

    /** A cubic Bézier curve from the first of four points to the last. */
    void bezier(double x0, double y0, double[] rest, Sink to) {
        double bend = Math.max(
                Math.hypot(x0 - 2 * rest[0] + rest[2], y0 - 2 * rest[1] + rest[3]),
                Math.hypot(rest[0] - 2 * rest[2] + rest[4], rest[1] - 2 * rest[3] + rest[5]));
        // A chord over 1/n of a cubic is at most 6/8 of its largest bend, over n², from it.
        int chords = (int) Math.clamp(Math.ceil(Math.sqrt(0.75 * bend / tolerance)), 1, MOST_CHORDS);
        for (int i = 1; i < chords; i++) {
            double t = (double) i / chords;
            double u = 1 - t;
            double a = u * u * u;
            double b = 3 * u * u * t;
            double c = 3 * u * t * t;
            double d = t * t * t;
            to.to(a * x0 + b * rest[0] + c * rest[2] + d * rest[4], a * y0 + b * rest[1] + c * rest[3] + d * rest[5]);
        }
        to.to(rest[4], rest[5]);
    }
}
