package plotty.motion;

import java.util.ArrayList;
import java.util.List;
import plotty.drawing.Layer;
import plotty.drawing.Stroke;

/** Orders strokes greedily: always on to the nearest end of any stroke that is left, drawn from there. */
final class NearestNext {
    private double x;
    private double y;

    private NearestNext() {}

    /** Orders the strokes of each layer; layers keep their order. The way begins at the origin. */
    static List<Layer> order(List<Layer> layers) {
        NearestNext way = new NearestNext();
        return layers.stream()
                .map(layer -> layer.withStrokes(way.through(layer.strokes())))
                .toList();
    }

    private List<Stroke> through(List<Stroke> strokes) {
        StrokeEnds ends = new StrokeEnds(strokes);
        List<Stroke> ordered = new ArrayList<>(strokes.size());
        for (int i = 0; i < strokes.size(); i++) {
            int end = ends.nearest(x, y);
            ends.removeStroke(end / 2);
            Stroke stroke = strokes.get(end / 2);
            Stroke next = end % 2 == 0 ? stroke : stroke.reversed();
            ordered.add(next);
            x = next.x(next.size() - 1);
            y = next.y(next.size() - 1);
        }
        return ordered;
    }
}
