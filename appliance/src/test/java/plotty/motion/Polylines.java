package plotty.motion;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import plotty.drawing.Drawing;
import plotty.drawing.Layer;
import plotty.drawing.LayerDirectives;
import plotty.drawing.Stroke;
import plotty.motion.order.Optimization;

/** Strokes and drawings for tests, all of them repeatable. */
final class Polylines {

    private Polylines() {}

    /** A wandering stroke with short and long segments, sharp and flat corners, reversals and repeated points. */
    static Stroke wandering(RandomGenerator random, int points) {
        double[] xy = new double[2 * points];
        double direction = random.nextDouble(2 * Math.PI);
        double x = random.nextDouble(20, 280);
        double y = random.nextDouble(20, 200);
        for (int i = 0; i < points; i++) {
            xy[2 * i] = x;
            xy[2 * i + 1] = y;
            direction += switch (random.nextInt(6)) {
                case 0 -> Math.PI;
                case 1 -> 0;
                case 2 -> random.nextDouble(-Math.PI, Math.PI);
                default -> random.nextDouble(-0.3, 0.3);
            };
            double length = switch (random.nextInt(8)) {
                case 0 -> 0;
                case 1 -> random.nextDouble(10, 60);
                case 2, 3 -> random.nextDouble(0.001, 0.05);
                default -> random.nextDouble(0.05, 3);
            };
            x += length * Math.cos(direction);
            y += length * Math.sin(direction);
        }
        return Stroke.of(xy);
    }

    static Stroke circle(double x, double y, double radius, int points) {
        double[] xy = new double[2 * (points + 1)];
        for (int i = 0; i <= points; i++) {
            double angle = 2 * Math.PI * (i % points) / points;
            xy[2 * i] = x + radius * Math.cos(angle);
            xy[2 * i + 1] = y + radius * Math.sin(angle);
        }
        return Stroke.of(xy);
    }

    static Stroke spiral(double x, double y, double radius, double turns, int points) {
        double[] xy = new double[2 * points];
        for (int i = 0; i < points; i++) {
            double share = i / (points - 1.0);
            double angle = 2 * Math.PI * turns * share;
            xy[2 * i] = x + radius * share * Math.cos(angle);
            xy[2 * i + 1] = y + radius * share * Math.sin(angle);
        }
        return Stroke.of(xy);
    }

    /** Strokes of two points at random places. */
    static List<Stroke> lines(RandomGenerator random, int count, double length) {
        List<Stroke> strokes = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            double x = random.nextDouble(length, 300 - length);
            double y = random.nextDouble(length, 218 - length);
            strokes.add(
                    Stroke.of(x, y, x + random.nextDouble(-length, length), y + random.nextDouble(-length, length)));
        }
        return strokes;
    }

    static Layer layer(int number, List<Stroke> strokes) {
        return new Layer(number, "layer " + number, "#000000", LayerDirectives.NONE, strokes);
    }

    static Drawing drawing(double width, double height, List<Stroke> strokes) {
        return new Drawing(width, height, List.of(layer(1, strokes)), List.of());
    }

    static Drawing drawing(Stroke... strokes) {
        return drawing(297, 210, List.of(strokes));
    }

    static Route route(List<Stroke> strokes) {
        return Route.of(drawing(297, 210, strokes), Optimization.NONE);
    }
}
