package plotty.drawing;

import java.util.List;

/**
 * A drawing as read: one page and its layers in drawing order.
 *
 * @param widthMm page width, more than 0
 * @param heightMm page height, more than 0
 * @param layers in drawing order; layers without any stroke are kept, so that their names can be shown
 * @param warnings what the file holds and no pen can draw
 */
public record Drawing(double widthMm, double heightMm, List<Layer> layers, List<DrawingWarning> warnings) {

    public Drawing {
        layers = List.copyOf(layers);
        warnings = List.copyOf(warnings);
    }

    /** Number of strokes in all layers. */
    public int strokeCount() {
        return layers.stream().mapToInt(layer -> layer.strokes().size()).sum();
    }

    /** Number of points (vertices of the flattened source) in all layers. */
    public int pointCount() {
        return layers.stream()
                .flatMap(layer -> layer.strokes().stream())
                .mapToInt(Stroke::size)
                .sum();
    }
}
