package plotty.plotter.board.hpgl;

/** Turns points and arcs into what the mechanics do, cut off at the window. */
final class Drafting {

    private static final double FINEST_CHORD_DEGREES = 1;

    private final Plane plane;
    private final Mechanics mechanics;
    private Point commanded = new Point(0, 0);
    private Point planned = new Point(0, 0);
    private boolean down;
    private boolean lowered;
    private int pen;

    Drafting(Plane plane, Mechanics mechanics) {
        this.plane = plane;
        this.mechanics = mechanics;
    }

    /** Where the last instruction led to, inside or outside of the window. */
    Point commanded() {
        return commanded;
    }

    boolean down() {
        return down;
    }

    /** The plotter is switched on. */
    void restart() {
        commanded = mechanics.place();
        planned = commanded;
        down = false;
        lowered = false;
        pen = 0;
    }

    /** What was not begun is forgotten: the plan starts from where the pen is. */
    void resume(Point here, boolean penDown) {
        planned = here;
        lowered = penDown;
        commanded = here;
    }

    void pen(boolean wantsDown) {
        down = wantsDown;
        physically(wantsDown && plane.window().contains(commanded));
    }

    private void physically(boolean wantsDown) {
        if (lowered != wantsDown) {
            lowered = wantsDown;
            mechanics.add(new Task.Pen(wantsDown));
        }
    }

    void select(int number) {
        if (number != pen) {
            physically(false);
            pen = number;
            mechanics.add(new Task.Change(number));
            pen(down);
        }
    }

    void go(Point to) {
        Point start = commanded;
        commanded = to;
        plane.window().clip(start, to).ifPresentOrElse(part -> inside(part, to), () -> physically(false));
    }

    private void inside(Window.Part part, Point to) {
        if (!part.from().equals(planned)) {
            physically(false);
            travel(part.from());
        }
        physically(down);
        travel(part.to());
        if (!part.to().equals(to)) {
            physically(false);
        }
    }

    private void travel(Point to) {
        planned = to;
        mechanics.add(new Task.Vector(to));
    }

    /** A circle around the present place; the pen goes back to it as it was. */
    void circle(double radiusX, double radiusY, double chordDegrees) {
        Point centre = commanded;
        boolean before = down;
        pen(false);
        go(centre.plus(radiusX, 0));
        pen(true);
        int chords = chords(360, chordDegrees);
        for (int i = 1; i <= chords; i++) {
            double angle = 2 * Math.PI * i / chords;
            go(
                    i == chords
                            ? centre.plus(radiusX, 0)
                            : centre.plus(radiusX * Math.cos(angle), radiusY * Math.sin(angle)));
        }
        pen(false);
        go(centre);
        pen(before);
    }

    /** The edge of a rectangle from the present place; the pen ends there as it was. */
    void rectangle(Point opposite) {
        Point start = commanded;
        boolean before = down;
        pen(true);
        go(new Point(opposite.x(), start.y()));
        go(opposite);
        go(new Point(start.x(), opposite.y()));
        go(start);
        pen(before);
    }

    /** An arc around a centre, with the pen as it is; counter-clockwise if the angle is positive. */
    void arc(Point centre, double degrees, double chordDegrees) {
        double x = commanded.x() - centre.x();
        double y = commanded.y() - centre.y();
        int chords = chords(Math.abs(degrees), chordDegrees);
        for (int i = 1; i <= chords; i++) {
            double angle = Math.toRadians(degrees) * i / chords;
            go(centre.plus(x * Math.cos(angle) - y * Math.sin(angle), x * Math.sin(angle) + y * Math.cos(angle)));
        }
    }

    private static int chords(double degrees, double chordDegrees) {
        double chord = Math.clamp(Math.abs(chordDegrees), FINEST_CHORD_DEGREES, 120);
        return Math.max(1, (int) Math.ceil(degrees / chord));
    }
}
