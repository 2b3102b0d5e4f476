package plotty.plotter.hpgl;

/** A place in plotter units, as the plotter counts. */
record Spot(int x, int y) {

    /** How far another place is, plotter units. */
    double to(Spot other) {
        return Math.hypot((double) other.x - x, (double) other.y - y);
    }
}
