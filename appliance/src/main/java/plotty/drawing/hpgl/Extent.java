package plotty.drawing.hpgl;

import java.util.Collection;
import java.util.List;

/** How far ink reaches from the plotter's origin, mm, y up; empty if a minimum is larger than its maximum. */
record Extent(double minX, double minY, double maxX, double maxY) {

    static Extent of(Collection<List<double[]>> layers) {
        double minX = Double.POSITIVE_INFINITY;
        double minY = Double.POSITIVE_INFINITY;
        double maxX = Double.NEGATIVE_INFINITY;
        double maxY = Double.NEGATIVE_INFINITY;
        for (List<double[]> strokes : layers) {
            for (double[] xy : strokes) {
                for (int i = 0; i < xy.length; i += 2) {
                    minX = Math.min(minX, xy[i]);
                    maxX = Math.max(maxX, xy[i]);
                    minY = Math.min(minY, xy[i + 1]);
                    maxY = Math.max(maxY, xy[i + 1]);
                }
            }
        }
        return new Extent(minX, minY, maxX, maxY);
    }

    boolean empty() {
        return minX > maxX;
    }
}
