package plotty.motion;

import java.util.List;
import plotty.drawing.Layer;
import plotty.drawing.Stroke;

/** An upright rectangle, mm, edges included; empty if a minimum is larger than its maximum. */
record Box(double minX, double minY, double maxX, double maxY) {

    private static final Box EMPTY = new Box(
            Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY);

    /** The work area of a machine. */
    static Box of(MachineProfile machine) {
        return new Box(0, 0, machine.widthMm(), machine.heightMm());
    }

    static Box around(Stroke stroke) {
        double minX = stroke.x(0);
        double minY = stroke.y(0);
        double maxX = minX;
        double maxY = minY;
        for (int i = 1; i < stroke.size(); i++) {
            minX = Math.min(minX, stroke.x(i));
            minY = Math.min(minY, stroke.y(i));
            maxX = Math.max(maxX, stroke.x(i));
            maxY = Math.max(maxY, stroke.y(i));
        }
        return new Box(minX, minY, maxX, maxY);
    }

    static Box around(List<Layer> layers) {
        return layers.stream()
                .flatMap(layer -> layer.strokes().stream())
                .map(Box::around)
                .reduce(EMPTY, Box::and);
    }

    /** What holds both. */
    Box and(Box other) {
        return new Box(
                Math.min(minX, other.minX),
                Math.min(minY, other.minY),
                Math.max(maxX, other.maxX),
                Math.max(maxY, other.maxY));
    }

    /** What lies in both. */
    Box within(Box other) {
        return new Box(
                Math.max(minX, other.minX),
                Math.max(minY, other.minY),
                Math.min(maxX, other.maxX),
                Math.min(maxY, other.maxY));
    }

    boolean empty() {
        return minX > maxX || minY > maxY;
    }

    double width() {
        return maxX - minX;
    }

    double height() {
        return maxY - minY;
    }

    /** Whether the other one lies in this, or leaves it by no more than the tolerance. An empty one lies anywhere. */
    boolean contains(Box other, double tolerance) {
        return other.empty()
                || (other.minX >= minX - tolerance
                        && other.minY >= minY - tolerance
                        && other.maxX <= maxX + tolerance
                        && other.maxY <= maxY + tolerance);
    }

    /** The largest coordinate, without its sign; 0 if empty. */
    double reach() {
        return empty() ? 0 : Math.max(Math.max(-minX, maxX), Math.max(-minY, maxY));
    }
}
