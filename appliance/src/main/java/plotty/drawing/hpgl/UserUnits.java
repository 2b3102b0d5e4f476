package plotty.drawing.hpgl;

import java.util.Arrays;

/**
 * How the units that a file counts in lie on the plotter: user units ({@code SC}) between the scaling points P1 and P2
 * ({@code IP}), or plotter units as they are.
 */
final class UserUnits {
    /** How {@code SC} fits its range between the scaling points (PCL 5 reference, part II, chapter 19). */
    private enum Kind {
        OFF,
        STRETCHED,
        IN_PROPORTION,
        POINT_FACTOR
    }

    private final double[] points = new double[4];
    private double[] defaults;
    private Kind kind = Kind.OFF;
    private double[] range = {0, 1, 0, 1};
    private double left = 0.5;
    private double bottom = 0.5;
    private boolean pointsGiven;

    private double factorX = 1;
    private double factorY = 1;
    private double shiftX;
    private double shiftY;

    /** Scaling off, scaling points at their defaults: P1 and P2, in plotter units. */
    UserUnits(double... defaults) {
        this.defaults = defaults;
        defaultPoints();
    }

    /** The plotter's own scaling points become others, because another sheet is in it. */
    void defaults(double... others) {
        defaults = others;
        if (!pointsGiven) {
            defaultPoints();
        }
    }

    /** As after {@code IN}. */
    void reset() {
        kind = Kind.OFF;
        defaultPoints();
    }

    /** Scaling off, as after {@code DF} and {@code SC;}. */
    void off() {
        kind = Kind.OFF;
        settle();
    }

    private void defaultPoints() {
        pointsGiven = false;
        System.arraycopy(defaults, 0, points, 0, 4);
        settle();
    }

    /** Whether scaling rests on scaling points that the file does not give. */
    boolean restsOnDefaults() {
        return kind != Kind.OFF && kind != Kind.POINT_FACTOR && !pointsGiven;
    }

    /** {@code IP}: both scaling points, P1 alone with P2 following, or the plotter's own. */
    void points(Instruction instruction) {
        switch (instruction.count()) {
            case 0 -> defaultPoints();
            case 2, 3 -> {
                double dx = instruction.number(0) - points[0];
                double dy = instruction.number(1) - points[1];
                points(instruction.number(0), instruction.number(1), points[2] + dx, points[3] + dy);
            }
            case 1 -> throw Words.broken(instruction, "it needs two or four numbers.");
            default ->
                points(instruction.number(0), instruction.number(1), instruction.number(2), instruction.number(3));
        }
    }

    private void points(double p1x, double p1y, double p2x, double p2y) {
        // Points in one line would scale by nothing: a plotter moves P2 by one unit.
        points[0] = p1x;
        points[1] = p1y;
        points[2] = p2x == p1x ? p1x + 1 : p2x;
        points[3] = p2y == p1y ? p1y + 1 : p2y;
        pointsGiven = true;
        settle();
    }

    /** {@code SC} with a range. */
    void scale(Instruction instruction) {
        if (instruction.count() < 4) {
            throw Words.broken(instruction, "scaling needs four numbers.");
        }
        double[] wanted = Arrays.copyOf(instruction.numbers(), 4);
        Kind next = switch ((int) instruction.number(4, 0)) {
            case 1 -> Kind.IN_PROPORTION;
            case 2 -> Kind.POINT_FACTOR;
            default -> Kind.STRETCHED;
        };
        boolean empty = next == Kind.POINT_FACTOR
                ? wanted[1] == 0 || wanted[3] == 0
                : wanted[0] == wanted[1] || wanted[2] == wanted[3];
        if (empty) {
            throw Words.broken(instruction, "its range has no extent.");
        }
        kind = next;
        range = wanted;
        left = Math.clamp(instruction.number(5, 50), 0, 100) / 100;
        bottom = Math.clamp(instruction.number(6, 50), 0, 100) / 100;
        settle();
    }

    private void settle() {
        double width = points[2] - points[0];
        double height = points[3] - points[1];
        switch (kind) {
            case OFF -> set(1, 1, 0, 0, 0, 0);
            case STRETCHED ->
                set(
                        width / (range[1] - range[0]),
                        height / (range[3] - range[2]),
                        range[0],
                        range[2],
                        points[0],
                        points[1]);
            case IN_PROPORTION -> {
                double alongX = Math.abs(width / (range[1] - range[0]));
                double alongY = Math.abs(height / (range[3] - range[2]));
                double least = Math.min(alongX, alongY);
                double signX = Math.signum(width / (range[1] - range[0]));
                double signY = Math.signum(height / (range[3] - range[2]));
                double spareX = left * Math.signum(width) * (Math.abs(width) - least * Math.abs(range[1] - range[0]));
                double spareY =
                        bottom * Math.signum(height) * (Math.abs(height) - least * Math.abs(range[3] - range[2]));
                set(least * signX, least * signY, range[0], range[2], points[0] + spareX, points[1] + spareY);
            }
            case POINT_FACTOR -> set(range[1], range[3], range[0], range[2], points[0], points[1]);
        }
    }

    /** The user point from lies at the plotter's point at. */
    private void set(double perUnitX, double perUnitY, double fromX, double fromY, double atX, double atY) {
        factorX = perUnitX;
        factorY = perUnitY;
        shiftX = atX - perUnitX * fromX;
        shiftY = atY - perUnitY * fromY;
    }

    double plotterX(double userX) {
        return factorX * userX + shiftX;
    }

    double plotterY(double userY) {
        return factorY * userY + shiftY;
    }

    double userX(double plotterX) {
        return (plotterX - shiftX) / factorX;
    }

    double userY(double plotterY) {
        return (plotterY - shiftY) / factorY;
    }

    /** Plotter units per user unit along the axis on which they are larger. */
    double magnification() {
        return Math.max(Math.abs(factorX), Math.abs(factorY));
    }
}
