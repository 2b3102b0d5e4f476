package plotty.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import plotty.drawing.Stroke;

/**
 * Collects strokes point by point. Coordinates are rounded to what an SVG file of ours holds, so that a drawing and its file
 * are the same.
 */
final class Pencil {
    private static final double PARTS_PER_MM = 10_000;

    private final List<Stroke> strokes = new ArrayList<>();
    private double[] xy = new double[64];
    private int length;

    Pencil to(double x, double y) {
        if (length == xy.length) {
            xy = Arrays.copyOf(xy, 2 * length);
        }
        xy[length++] = Math.rint(x * PARTS_PER_MM) / PARTS_PER_MM;
        xy[length++] = Math.rint(y * PARTS_PER_MM) / PARTS_PER_MM;
        return this;
    }

    /** Ends the stroke where it began. */
    void close() {
        to(xy[0], xy[1]);
        lift();
    }

    void lift() {
        strokes.add(Stroke.of(Arrays.copyOf(xy, length)));
        length = 0;
    }

    /** Points of the stroke that is being drawn. */
    int points() {
        return length / 2;
    }

    List<Stroke> strokes() {
        return strokes;
    }
}
