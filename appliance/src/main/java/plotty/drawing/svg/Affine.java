package plotty.drawing.svg;

/**
 * A plane affine transform: x' = a·x + c·y + e, y' = b·x + d·y + f (SVG 1.1, 7.4).
 */
record Affine(double a, double b, double c, double d, double e, double f) {
    static final Affine IDENTITY = new Affine(1, 0, 0, 1, 0, 0);

    static Affine translate(double x, double y) {
        return new Affine(1, 0, 0, 1, x, y);
    }

    static Affine scale(double x, double y) {
        return new Affine(x, 0, 0, y, 0, 0);
    }

    static Affine rotate(double degrees) {
        // Quarter turns stay exact, so that a turned grid does not lose its right angles.
        double turn = ((degrees % 360) + 360) % 360;
        double sin = turn == 0 || turn == 180 ? 0 : turn == 90 ? 1 : turn == 270 ? -1 : Math.sin(Math.toRadians(turn));
        double cos = turn == 90 || turn == 270 ? 0 : turn == 0 ? 1 : turn == 180 ? -1 : Math.cos(Math.toRadians(turn));
        return new Affine(cos, sin, -sin, cos, 0, 0);
    }

    static Affine skew(double degreesX, double degreesY) {
        return new Affine(1, Math.tan(Math.toRadians(degreesY)), Math.tan(Math.toRadians(degreesX)), 1, 0, 0);
    }

    /** The transform that does {@code inner} first and then this. */
    Affine times(Affine inner) {
        if (inner.equals(IDENTITY)) {
            return this;
        }
        return new Affine(
                a * inner.a + c * inner.b,
                b * inner.a + d * inner.b,
                a * inner.c + c * inner.d,
                b * inner.c + d * inner.d,
                a * inner.e + c * inner.f + e,
                b * inner.e + d * inner.f + f);
    }

    double x(double x, double y) {
        return a * x + c * y + e;
    }

    double y(double x, double y) {
        return b * x + d * y + f;
    }

    /** Area that the unit square is mapped to, negative if mirrored. */
    double determinant() {
        return a * d - b * c;
    }
}
