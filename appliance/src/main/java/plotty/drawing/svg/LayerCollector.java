package plotty.drawing.svg;

import java.util.ArrayList;
import java.util.List;
import plotty.drawing.Excerpt;
import plotty.drawing.Layer;
import plotty.drawing.LayerDirectives;
import plotty.drawing.Stroke;

/** Gathers strokes into layers in drawing order. Strokes outside of every layer make layers of their own. */
final class LayerCollector {
    private static final int LONGEST_NAME = 200;

    private static final class Growing {
        private final String name;
        private final boolean loose;
        private final List<Stroke> strokes = new ArrayList<>();
        private String color = "";

        Growing(String name, boolean loose) {
            this.name = name;
            this.loose = loose;
        }
    }

    private final List<Growing> layers = new ArrayList<>();
    private boolean inLayer;

    /** What is added from here on belongs to a layer of that name. */
    void begin(String name) {
        layers.add(new Growing(name, false));
        inLayer = true;
    }

    /** What is added from here on is outside of every layer. */
    void end() {
        inLayer = false;
    }

    /** @param color of the ink, as {@code #rrggbb}; a layer has that of its first strokes */
    void add(List<Stroke> strokes, String color) {
        if (strokes.isEmpty()) {
            return;
        }
        if (!inLayer && (layers.isEmpty() || !layers.getLast().loose)) {
            layers.add(new Growing("", true));
        }
        Growing layer = layers.getLast();
        if (layer.color.isEmpty()) {
            layer.color = color;
        }
        layer.strokes.addAll(strokes);
    }

    /** All layers, numbered from 1. */
    List<Layer> layers() {
        boolean named = layers.stream().anyMatch(layer -> !layer.loose);
        List<Layer> list = new ArrayList<>();
        for (Growing layer : layers) {
            int number = list.size() + 1;
            String name = layer.loose
                    ? named ? "Outside layers" : "Layer 1"
                    : layer.name.isBlank() ? "Layer " + number : Excerpt.of(layer.name, LONGEST_NAME);
            list.add(new Layer(
                    number,
                    name,
                    layer.color.isEmpty() ? Paint.BLACK : layer.color,
                    LayerDirectives.parse(name),
                    layer.strokes));
        }
        return list;
    }
}
