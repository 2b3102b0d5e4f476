package plotty.plotter.hpgl;

/** How far the carriage and the paper go ({@code OH}), plotter units: lower left and upper right corner. */
record HardLimits(int minX, int minY, int maxX, int maxY) {

    /** The nearest place within. */
    Spot nearest(Spot spot) {
        return new Spot(Math.clamp(spot.x(), minX, maxX), Math.clamp(spot.y(), minY, maxY));
    }
}
