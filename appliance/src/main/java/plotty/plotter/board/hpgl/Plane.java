package plotty.plotter.board.hpgl;

/** Scaling points, user units and window ({@code IP SC IW}). */
final class Plane {

    private final HpglSettings settings;
    private Point p1;
    private Point p2;
    private boolean scaled;
    private double[] scale = new double[4];
    private Window window;

    Plane(HpglSettings settings) {
        this.settings = settings;
        reset();
    }

    /** All as after {@code IN}. */
    void reset() {
        defaultPoints();
        unscale();
        defaultWindow();
    }

    void defaultPoints() {
        p1 = new Point(settings.sheet().p1X(), settings.sheet().p1Y());
        p2 = new Point(settings.sheet().p2X(), settings.sheet().p2Y());
    }

    void points(Point first, Point second) {
        p1 = first;
        p2 = second;
    }

    /** P1 moves, and P2 along with it. */
    void firstPoint(Point first) {
        p2 = p2.plus(first.x() - p1.x(), first.y() - p1.y());
        p1 = first;
    }

    Point p1() {
        return p1;
    }

    Point p2() {
        return p2;
    }

    void unscale() {
        scaled = false;
    }

    /** User units: least and greatest x, least and greatest y at P1 and P2. */
    void scale(double[] range) {
        scaled = true;
        scale = range;
    }

    boolean scaled() {
        return scaled;
    }

    Window hardClip() {
        return new Window(0, 0, settings.sheet().clipX(), settings.sheet().clipY());
    }

    void defaultWindow() {
        window = hardClip();
    }

    void window(Window wanted) {
        Window hard = hardClip();
        window = new Window(
                Math.max(hard.lowX(), wanted.lowX()),
                Math.max(hard.lowY(), wanted.lowY()),
                Math.min(hard.highX(), wanted.highX()),
                Math.min(hard.highY(), wanted.highY()));
    }

    Window window() {
        return window;
    }

    /** Plotter units for user units. */
    Point place(double x, double y) {
        return scaled
                ? p1.plus(
                        (x - scale[0]) * (p2.x() - p1.x()) / (scale[1] - scale[0]),
                        (y - scale[2]) * (p2.y() - p1.y()) / (scale[3] - scale[2]))
                : new Point(Math.round(x), Math.round(y));
    }

    /** Plotter units for a way in user units. */
    Point way(double x, double y) {
        Point zero = place(0, 0);
        Point end = place(x, y);
        return new Point(end.x() - zero.x(), end.y() - zero.y());
    }

    /** User units for plotter units. */
    Point user(Point p) {
        return scaled
                ? new Point(
                        scale[0] + (p.x() - p1.x()) * (scale[1] - scale[0]) / (p2.x() - p1.x()),
                        scale[2] + (p.y() - p1.y()) * (scale[3] - scale[2]) / (p2.y() - p1.y()))
                : p;
    }
}
