package plotty.motion;

import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;
import plotty.drawing.Drawing;
import plotty.drawing.Layer;
import plotty.drawing.Stroke;
import plotty.motion.order.Optimization;
import plotty.motion.order.StrokeOrder;

/** Placed strokes in the order in which they are drawn, in the machine frame (mm). Immutable. */
public final class Route {
    private final List<Layer> layers;
    /** Strokes in all layers before this one, and at the end in all. */
    private final int[] strokesBefore;
    /** Points in all strokes before this one, and at the end in all. */
    private final int[] pointsBefore;

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
     * Orders the strokes of a drawing that has been placed on a machine. Documentation layers are left out.
     *
     * @param nanoTime a clock such as {@link System#nanoTime()}; it ends a search that takes longer than it may
     */
    public static Route of(Drawing placed, Optimization how, LongSupplier nanoTime) {
        List<Layer> drawn = placed.layers().stream()
                .filter(layer -> !layer.directives().documentation())
                .toList();
        return drawn(StrokeOrder.order(drawn, how, nanoTime));
    }

    /** The same, however long it takes. */
    public static Route of(Drawing placed, Optimization how) {
        return of(placed, how, () -> 0);
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
