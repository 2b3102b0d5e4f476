package plotty.drawing.hpgl;

/**
 * How {@code RO} turns the plotter's coordinates, counter-clockwise.
 *
 * @param degrees 0, 90, 180 or 270
 * @param reachX largest coordinate along x on the plotter as it is, plotter units; 0 if not known
 * @param reachY the same along y
 */
record Turn(int degrees, double reachX, double reachY) {
    static final Turn NONE = new Turn(0, 0, 0);

    /** Points in plotter units as they lie on the plotter, mm. */
    double[] toMm(double[] xy) {
        double[] mm = new double[xy.length];
        for (int i = 0; i < xy.length; i += 2) {
            double x = xy[i];
            double y = xy[i + 1];
            mm[i] = Sheet.MM_PER_UNIT
                    * switch (degrees) {
                        case 90 -> reachX - y;
                        case 180 -> reachX - x;
                        case 270 -> y;
                        default -> x;
                    };
            mm[i + 1] = Sheet.MM_PER_UNIT
                    * switch (degrees) {
                        case 90 -> x;
                        case 180 -> reachY - y;
                        case 270 -> reachY - x;
                        default -> y;
                    };
        }
        return mm;
    }
}
