package plotty.plotter.board.hpgl;

/** A place in plotter units of 0.025 mm. */
record Point(double x, double y) {

    static final double PER_MM = 40;

    Point plus(double dx, double dy) {
        return new Point(x + dx, y + dy);
    }

    double distance(Point other) {
        return Math.hypot(x - other.x, y - other.y);
    }
}
