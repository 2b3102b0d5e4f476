package plotty.motion.order;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import plotty.drawing.Layer;
import plotty.drawing.LayerDirectives;
import plotty.drawing.Stroke;

/** Drawings that are awkward to order: on a grid so that much meets and ties, with closed strokes, dots and repetitions. */
final class Sketches {

    private Sketches() {}

    static List<Layer> layers(RandomGenerator random) {
        List<Layer> layers = new ArrayList<>();
        int count = 1 + random.nextInt(3);
        for (int i = 1; i <= count; i++) {
            layers.add(new Layer(i, "layer " + i, "#000000", LayerDirectives.NONE, strokes(random)));
        }
        return layers;
    }

    static List<Stroke> strokes(RandomGenerator random) {
        List<Stroke> strokes = new ArrayList<>();
        int count = random.nextInt(60);
        int grid = 2 + random.nextInt(30);
        for (int i = 0; i < count; i++) {
            strokes.add(
                    switch (random.nextInt(8)) {
                        case 0 -> square(random, grid);
                        case 1 -> Stroke.of(random.nextInt(grid), random.nextInt(grid));
                        case 2 ->
                            strokes.isEmpty() ? line(random, grid, 2) : strokes.get(random.nextInt(strokes.size()));
                        case 3 -> shaken(line(random, grid, 2), random);
                        case 4 -> line(random, grid, 4);
                        default -> line(random, grid, 2);
                    });
        }
        return strokes;
    }

    private static Stroke line(RandomGenerator random, int grid, int points) {
        return Stroke.of(random.ints(2L * points, 0, grid).asDoubleStream().toArray());
    }

    private static Stroke square(RandomGenerator random, int grid) {
        double x = random.nextInt(grid);
        double y = random.nextInt(grid);
        double side = 1 + random.nextInt(grid);
        return Stroke.of(x, y, x + side, y, x + side, y + side, x, y + side, x, y);
    }

    /** With ends that do not quite meet others. */
    private static Stroke shaken(Stroke line, RandomGenerator random) {
        return Stroke.of(
                line.x(0) + random.nextDouble(0.03), line.y(0), line.x(1), line.y(1) + random.nextDouble(0.03));
    }
}
