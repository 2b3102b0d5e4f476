package plotty.drawing.gcode;

/**
 * An arc in the plane (RS274/NGC, section 3.5.3). Radii at both ends may differ a little, as rounding makes them; the radius
 * then changes evenly along the arc.
 *
 * @param sweep radians, positive counter-clockwise
 */
record Arc(double centreX, double centreY, double startRadius, double endRadius, double startAngle, double sweep) {
    /** More than GRBL allows, for files in inches are rounded to hundredths of a millimetre; of large arcs a thousandth. */
    private static final double RADII_DIFFER_MM = 0.05;

    private static final double RADII_DIFFER = 0.001;
    private static final double RADII_DIFFER_AT_MOST_MM = 0.5;

    /** By its centre; a full turn if it ends where it starts. */
    static Arc around(
            int line, double x, double y, double toX, double toY, double centreX, double centreY, boolean clockwise) {
        double startRadius = Math.hypot(x - centreX, y - centreY);
        double endRadius = Math.hypot(toX - centreX, toY - centreY);
        if (startRadius == 0 || Math.abs(startRadius - endRadius) > allowed(startRadius)) {
            throw Words.refusalAt(
                    line,
                    "the arc's centre is %.3f mm from its start and %.3f mm from its end.",
                    startRadius,
                    endRadius);
        }
        double start = Math.atan2(y - centreY, x - centreX);
        double turn = Math.atan2(toY - centreY, toX - centreX) - start;
        if (clockwise && turn >= -1e-9) {
            turn -= 2 * Math.PI;
        } else if (!clockwise && turn <= 1e-9) {
            turn += 2 * Math.PI;
        }
        return new Arc(centreX, centreY, startRadius, endRadius, start, turn);
    }

    /** By its radius: the shorter of the two arcs, or the longer if the radius is negative. */
    static Arc through(int line, double x, double y, double toX, double toY, double radius, boolean clockwise) {
        double halfX = (toX - x) / 2;
        double halfY = (toY - y) / 2;
        double half = Math.hypot(halfX, halfY);
        if (half == 0) {
            throw Words.refusalAt(line, "an arc by its radius (R) cannot end where it starts. Use I and J.");
        }
        if (half > Math.abs(radius) + allowed(Math.abs(radius))) {
            throw Words.refusalAt(
                    line, "an arc of radius %.3f mm cannot reach %.3f mm far.", Math.abs(radius), 2 * half);
        }
        double height = Math.sqrt(Math.max(0, radius * radius - half * half)) / half;
        double side = clockwise == radius > 0 ? -1 : 1;
        return around(
                line, x, y, toX, toY, x + halfX - side * height * halfY, y + halfY + side * height * halfX, clockwise);
    }

    private static double allowed(double radius) {
        return Math.max(RADII_DIFFER_MM, Math.min(RADII_DIFFER_AT_MOST_MM, RADII_DIFFER * radius));
    }

    /** Into how many equal steps it is cut so that no chord is farther from it than this, mm. */
    int steps(double toleranceMm) {
        double radius = Math.max(startRadius, endRadius);
        double halfStep = radius <= toleranceMm ? Math.PI / 4 : Math.acos(1 - toleranceMm / radius);
        return Math.max(1, (int) Math.ceil(Math.abs(sweep) / (2 * Math.min(halfStep, Math.PI / 4)) - 1e-9));
    }

    double x(double share) {
        return centreX + radius(share) * Math.cos(startAngle + share * sweep);
    }

    double y(double share) {
        return centreY + radius(share) * Math.sin(startAngle + share * sweep);
    }

    private double radius(double share) {
        return startRadius + share * (endRadius - startRadius);
    }
}
