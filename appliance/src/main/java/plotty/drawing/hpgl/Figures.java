package plotty.drawing.hpgl;

/** Draws arcs, circles, rectangles, wedges and curves from where the pen is; counts in the units of the file. */
final class Figures {
    private final PenPath path;
    private final UserUnits units;
    private final double toleranceUnits;

    /** @param toleranceUnits how far a chord may be from its curve, plotter units */
    Figures(PenPath path, UserUnits units, double toleranceUnits) {
        this.path = path;
        this.units = units;
        this.toleranceUnits = toleranceUnits;
    }

    double x() {
        return units.userX(path.x());
    }

    double y() {
        return units.userY(path.y());
    }

    /** Moves with the pen as it is. */
    void to(double x, double y) {
        path.moveTo(units.plotterX(x), units.plotterY(y));
    }

    /** With the pen up only the end of a curve counts. */
    private Curves curves() {
        return new Curves(path.down() ? toleranceUnits / units.magnification() : Double.POSITIVE_INFINITY);
    }

    /** From here around a centre by some degrees. */
    void arc(double centreX, double centreY, double sweepDegrees, double chordDegrees) {
        double dx = x() - centreX;
        double dy = y() - centreY;
        double start = Math.toDegrees(Math.atan2(dy, dx));
        curves().arc(centreX, centreY, Math.hypot(dx, dy), start, sweepDegrees, chordDegrees, this::to);
    }

    /** From here through one point to another; straight if they lie in one line. */
    void arcThrough(double viaX, double viaY, double endX, double endY, double chordDegrees) {
        double ax = viaX - x();
        double ay = viaY - y();
        double bx = endX - x();
        double by = endY - y();
        double area = 2 * (ax * by - ay * bx);
        if (Math.abs(area) < 1e-9 * (ax * ax + ay * ay + bx * bx + by * by)) {
            to(viaX, viaY);
            to(endX, endY);
            return;
        }
        double a = ax * ax + ay * ay;
        double b = bx * bx + by * by;
        double centreX = x() + (by * a - ay * b) / area;
        double centreY = y() + (ax * b - bx * a) / area;
        double start = Math.atan2(y() - centreY, x() - centreX);
        double sweep = Math.toDegrees(Math.atan2(endY - centreY, endX - centreX) - start);
        boolean left = area > 0;
        double turned = ((left ? sweep : -sweep) % 360 + 360) % 360;
        arc(centreX, centreY, left ? turned : -turned, chordDegrees);
        to(endX, endY);
    }

    void bezier(double... rest) {
        curves().bezier(x(), y(), rest, this::to);
    }

    /** Around here. */
    void circle(double radius, double chordDegrees) {
        double centreX = x();
        double centreY = y();
        path.apart(() -> {
            to(centreX + radius, centreY);
            path.lower();
            curves().arc(centreX, centreY, radius, 0, 360, chordDegrees, this::to);
        });
    }

    /** From here to the opposite corner. */
    void rectangle(double x, double y) {
        double fromX = x();
        double fromY = y();
        path.apart(() -> {
            path.lower();
            to(x, fromY);
            to(x, y);
            to(fromX, y);
            to(fromX, fromY);
        });
    }

    /** A slice around here. */
    void wedge(double radius, double startDegrees, double sweepDegrees, double chordDegrees) {
        if (Math.abs(sweepDegrees) >= 360) {
            circle(radius, chordDegrees);
            return;
        }
        double centreX = x();
        double centreY = y();
        double start = Math.toRadians(startDegrees);
        path.apart(() -> {
            path.lower();
            to(centreX + radius * Math.cos(start), centreY + radius * Math.sin(start));
            curves().arc(centreX, centreY, radius, startDegrees, sweepDegrees, chordDegrees, this::to);
            to(centreX, centreY);
        });
    }
}
