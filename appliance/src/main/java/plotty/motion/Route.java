package plotty.motion;

import java.util.List;
import plotty.drawing.Drawing;
import plotty.drawing.Layer;
import plotty.drawing.Stroke;

/** Placed strokes in the order in which they are drawn, in the machine frame (mm). Immutable. */
public final class Route {

    /** In which order the strokes of a layer are drawn. Layers always keep theirs. */
    public enum Order {
        /** As the file has them. */
        FILE,
        /** Nearest next, from either end; the same input always gives the same order. */
        NEAREST
    }

    /** Orders the strokes of a drawing that has been placed on a machine. Documentation layers are left out. */
    public static Route of(Drawing placed, Order order) {
        throw new UnsupportedOperationException("motion");
    }

    /** Layers that are drawn, in order, with their strokes in drawing order; layers without strokes are left out. */
    public List<Layer> layers() {
        throw new UnsupportedOperationException("motion");
    }

    /** Number of strokes in all layers. */
    public int strokeCount() {
        throw new UnsupportedOperationException("motion");
    }

    /** Number of points in all strokes. */
    public int pointCount() {
        throw new UnsupportedOperationException("motion");
    }

    /** The stroke with this index, counted through all layers. */
    public Stroke stroke(int index) {
        throw new UnsupportedOperationException("motion");
    }

    /** Index into {@link #layers()} of the layer that holds this stroke. */
    public int layerOf(int stroke) {
        throw new UnsupportedOperationException("motion");
    }

    /** Number of points in all strokes before this one. */
    public int pointsBefore(int stroke) {
        throw new UnsupportedOperationException("motion");
    }
}
