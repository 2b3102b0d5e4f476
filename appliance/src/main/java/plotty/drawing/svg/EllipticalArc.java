package plotty.drawing.svg;

/**
 * An elliptical arc by its centre: the point at angle t is centre + cos t · (ux, uy) + sin t · (vx, vy). Converted from
 * the end points of path data by SVG 1.1, appendix F.6.5, with radii corrected by F.6.6.
 *
 * @param startAngle radians
 * @param sweepAngle radians, signed, at most a full turn
 */
record EllipticalArc(
        double centreX,
        double centreY,
        double ux,
        double uy,
        double vx,
        double vy,
        double startAngle,
        double sweepAngle) {

    /**
     * The arc between two points that differ.
     *
     * @param rx not 0; its sign does not count
     * @param ry not 0; its sign does not count
     */
    static EllipticalArc between(
            double x1,
            double y1,
            double rx,
            double ry,
            double degrees,
            boolean large,
            boolean sweep,
            double x2,
            double y2) {
        Affine axes = Affine.rotate(degrees);
        double cos = axes.a();
        double sin = axes.b();
        double halfX = (x1 - x2) / 2;
        double halfY = (y1 - y2) / 2;
        // F.6.5.1 in units of the radii: the end points lie on a unit circle from here on.
        double radiusX = Math.abs(rx);
        double radiusY = Math.abs(ry);
        double px = (cos * halfX + sin * halfY) / radiusX;
        double py = (-sin * halfX + cos * halfY) / radiusY;
        double squared = px * px + py * py;
        if (squared > 1) {
            // F.6.6.3: radii too small for the distance grow until the arc just reaches.
            double growth = Math.sqrt(squared);
            radiusX *= growth;
            radiusY *= growth;
            px /= growth;
            py /= growth;
            squared = 1;
        }
        double distance = Math.sqrt(Math.max(0, 1 / squared - 1));
        double side = large == sweep ? -distance : distance;
        double cx = side * py;
        double cy = -side * px;
        double start = Math.atan2(py - cy, px - cx);
        double turn = Math.atan2(-py - cy, -px - cx) - start;
        if (sweep && turn < 0) {
            turn += 2 * Math.PI;
        } else if (!sweep && turn > 0) {
            turn -= 2 * Math.PI;
        }
        return new EllipticalArc(
                cos * radiusX * cx - sin * radiusY * cy + (x1 + x2) / 2,
                sin * radiusX * cx + cos * radiusY * cy + (y1 + y2) / 2,
                cos * radiusX,
                sin * radiusX,
                -sin * radiusY,
                cos * radiusY,
                start,
                turn);
    }

    /** The image of this arc, which is an elliptical arc again. */
    EllipticalArc through(Affine affine) {
        return new EllipticalArc(
                affine.x(centreX, centreY),
                affine.y(centreX, centreY),
                affine.a() * ux + affine.c() * uy,
                affine.b() * ux + affine.d() * uy,
                affine.a() * vx + affine.c() * vy,
                affine.b() * vx + affine.d() * vy,
                startAngle,
                sweepAngle);
    }

    /**
     * Into how many equal steps of angle the arc is cut so that no chord is further than a tolerance from it. The image
     * of a unit circle's chord is off by at most (1 - cos(step/2)) times the longer radius.
     */
    int steps(double tolerance) {
        double longerRadius = longerRadius();
        double halfStep = longerRadius <= tolerance ? Math.PI / 4 : Math.acos(1 - tolerance / longerRadius);
        return (int) Math.ceil(Math.abs(sweepAngle) / (2 * Math.min(halfStep, Math.PI / 4)) - 1e-9);
    }

    double x(double angle) {
        return centreX + Math.cos(angle) * ux + Math.sin(angle) * vx;
    }

    double y(double angle) {
        return centreY + Math.cos(angle) * uy + Math.sin(angle) * vy;
    }

    /** The larger singular value of the matrix of both half axes. */
    private double longerRadius() {
        double sum = ux * ux + uy * uy + vx * vx + vy * vy;
        double det = ux * vy - uy * vx;
        return Math.sqrt((sum + Math.sqrt(Math.max(0, sum * sum - 4 * det * det))) / 2);
    }
}
