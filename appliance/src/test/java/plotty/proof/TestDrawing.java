package plotty.proof;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** A drawing whose paths the test knows exactly, because it made them. Coordinates in mm, on a page of 200 × 150 mm. */
record TestDrawing(List<double[]> paths) {

    /** Curves, corners, short strokes and dots all over the page, about as much ink as asked for. */
    static TestDrawing mixed(RandomGenerator random, double lengthMm) {
        List<double[]> paths = new ArrayList<>();
        double total = 0;
        for (int i = 0; total < lengthMm; i++) {
            double x = 25 + 150 * random.nextDouble();
            double y = 25 + 100 * random.nextDouble();
            double[] path = switch (i % 4) {
                case 0 -> rosette(x, y, 8 + 12 * random.nextDouble(), 3 + random.nextInt(4));
                case 1 -> zigzag(x, y, 6, 3 + random.nextInt(6));
                case 2 -> spiral(x, y, 10 * random.nextDouble() + 4);
                default -> tick(x, y, random);
            };
            paths.add(path);
            total += length(path);
        }
        return new TestDrawing(paths);
    }

    /** One long unbroken stroke: a spiral of about this length. */
    static TestDrawing oneStroke(double lengthMm) {
        double turns = Math.sqrt(lengthMm / (2 * Math.PI * 1.5) * 2);
        return new TestDrawing(List.of(spiral(100, 75, 1.5 * turns)));
    }

    /** The file. */
    byte[] svg() {
        StringBuilder svg = new StringBuilder(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"200mm\" height=\"150mm\" viewBox=\"0 0 200 150\">\n");
        for (double[] path : paths) {
            svg.append("<polyline fill=\"none\" stroke=\"black\" points=\"");
            for (int i = 0; i < path.length; i += 2) {
                svg.append(String.format(Locale.ROOT, "%.6f,%.6f ", path[i], path[i + 1]));
            }
            svg.append("\"/>\n");
        }
        return svg.append("</svg>\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    double lengthMm() {
        return paths.stream().mapToDouble(TestDrawing::length).sum();
    }

    private static double length(double[] path) {
        double length = 0;
        for (int i = 2; i < path.length; i += 2) {
            length += Math.hypot(path[i] - path[i - 2], path[i + 1] - path[i - 1]);
        }
        return length;
    }

    private static double[] rosette(double x, double y, double radius, int petals) {
        double[] path = new double[2 * 721];
        for (int i = 0; i <= 720; i++) {
            double angle = Math.toRadians(i / 2.0);
            double r = radius * (0.6 + 0.4 * Math.cos(petals * angle));
            path[2 * i] = x + r * Math.cos(angle);
            path[2 * i + 1] = y + r * Math.sin(angle);
        }
        return path;
    }

    private static double[] zigzag(double x, double y, double size, int teeth) {
        double[] path = new double[2 * (teeth + 1)];
        for (int i = 0; i <= teeth; i++) {
            path[2 * i] = x + i * 2.5;
            path[2 * i + 1] = y + (i % 2) * size;
        }
        return path;
    }

    private static double[] spiral(double x, double y, double radius) {
        int points = (int) Math.max(60, 60 * radius / 1.5);
        double[] path = new double[2 * points];
        for (int i = 0; i < points; i++) {
            double angle = 2 * Math.PI * i / 60.0;
            double r = radius * i / points;
            path[2 * i] = x + r * Math.cos(angle);
            path[2 * i + 1] = y + r * Math.sin(angle);
        }
        return path;
    }

    private static double[] tick(double x, double y, RandomGenerator random) {
        double angle = 2 * Math.PI * random.nextDouble();
        double length = 0.5 + 2 * random.nextDouble();
        return new double[] {x, y, x + length * Math.cos(angle), y + length * Math.sin(angle)};
    }
}
