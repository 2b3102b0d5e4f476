package plotty.motion.order;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import plotty.drawing.Drawing;
import plotty.drawing.Layer;
import plotty.drawing.LayerDirectives;
import plotty.drawing.Stroke;

/** What strokes leave on the paper and what travel they need, for tests of their order. */
final class Ink {

    private Ink() {}

    /** A straight piece, the same in both directions; a dot has both ends in one place. */
    record Piece(double x, double y, double toX, double toY) {
        double lengthMm() {
            return Math.hypot(toX - x, toY - y);
        }
    }

    /** How often each piece is drawn. */
    static Map<Piece, Integer> pieces(List<Stroke> strokes) {
        Map<Piece, Integer> pieces = new HashMap<>();
        for (Stroke stroke : strokes) {
            for (int i = stroke.size() == 1 ? 0 : 1; i < stroke.size(); i++) {
                int from = Math.max(0, i - 1);
                boolean forward = stroke.x(from) < stroke.x(i)
                        || (stroke.x(from) == stroke.x(i) && stroke.y(from) <= stroke.y(i));
                int first = forward ? from : i;
                int second = forward ? i : from;
                pieces.merge(
                        new Piece(stroke.x(first), stroke.y(first), stroke.x(second), stroke.y(second)),
                        1,
                        Integer::sum);
            }
        }
        return pieces;
    }

    /** Length of the travel from the origin through all layers and back, mm. */
    static double travelMm(List<Layer> layers) {
        double length = 0;
        double x = 0;
        double y = 0;
        for (Layer layer : layers) {
            for (Stroke stroke : layer.strokes()) {
                length += Math.hypot(stroke.x(0) - x, stroke.y(0) - y);
                x = stroke.x(stroke.size() - 1);
                y = stroke.y(stroke.size() - 1);
            }
        }
        return length + Math.hypot(x, y);
    }

    static List<Layer> layer(List<Stroke> strokes) {
        return List.of(new Layer(1, "ink", "#000000", LayerDirectives.NONE, strokes));
    }

    static List<Stroke> strokes(Drawing drawing) {
        return drawing.layers().getFirst().strokes();
    }
}
