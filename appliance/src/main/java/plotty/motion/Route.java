package plotty.motion;

import java.util.Arrays;
import java.util.List;
import plotty.drawing.Drawing;
import plotty.drawing.Layer;
import plotty.drawing.Stroke;

/** Placed strokes in the order in which they are drawn, in the machine frame (mm). Immutable. */
public final class Route {
    private final List<Layer> layers;
    /** Strokes in all layers before this one, and at the end in all. */
    private final int[] strokesBefore;
    /** Points in all strokes before this one, and at the end in all. */
    private final int[] pointsBefore;

    /** In which order the strokes of a layer are drawn. Layers always keep theirs. */
    public enum Order {
        /** As the file has them. */
        FILE,
        /** Nearest next, from either end; the same input always gives the same order. */
        NEAREST
    }

    private Route(List<Layer> layers) {
        this.layers = List.copyOf(layers);
        strokesBefore = new int[layers.size() + 1];
        for (int i = 0; i < layers.size(); i++) {
            strokesBefore[i + 1] =
                    Math.addExact(strokesBefore[i], layers.get(i).strokes().size());
        }
        pointsBefore = new int[strokesBefore[layers.size()] + 1];
        int next = 0;
        for (Layer layer : layers) {
            for (Stroke stroke : layer.strokes()) {
                pointsBefore[next + 1] = Math.addExact(pointsBefore[next], stroke.size());
                next++;
            }
        }
    }

    /**
     * Orders the strokes of a drawing that has been placed on a machine. Documentation layers are left out. With
     * {@link Order#NEAREST} the first layer is entered from the origin, each further one from where the one before ended.
     */
    public static Route of(Drawing placed, Order order) {
        List<Layer> drawn = placed.layers().stream()
                .filter(layer -> !layer.directives().documentation())
                .toList();
        return drawn(
                switch (order) {
                    case FILE -> drawn;
                    case NEAREST -> NearestNext.order(drawn);
                });
    }

    /** The route that draws these layers as they are. */
    static Route drawn(List<Layer> layers) {
        return new Route(
                layers.stream().filter(layer -> !layer.strokes().isEmpty()).toList());
    }

    /** Layers that are drawn, in order, with their strokes in drawing order; layers without strokes are left out. */
    public List<Layer> layers() {
        return layers;
    }

    /** Number of strokes in all layers. */
    public int strokeCount() {
        return pointsBefore.length - 1;
    }

    /** Number of points in all strokes. */
    public int pointCount() {
        return pointsBefore[strokeCount()];
    }

    /** The stroke with this index, counted through all layers. */
    public Stroke stroke(int index) {
        int layer = layerOf(index);
        return layers.get(layer).strokes().get(index - strokesBefore[layer]);
    }

    /** Index into {@link #layers()} of the layer that holds this stroke. */
    public int layerOf(int stroke) {
        if (stroke < 0 || stroke >= strokeCount()) {
            throw new IndexOutOfBoundsException("stroke %s of %s".formatted(stroke, strokeCount()));
        }
        int found = Arrays.binarySearch(strokesBefore, stroke);
        return found >= 0 ? found : -found - 2;
    }

    /** Index of the first stroke of a layer of {@link #layers()}; with the number of layers, the number of strokes. */
    public int strokesBefore(int layer) {
        return strokesBefore[layer];
    }

    /** Number of points in all strokes before this one; with the number of strokes, in all. */
    public int pointsBefore(int stroke) {
        return pointsBefore[stroke];
    }
}
