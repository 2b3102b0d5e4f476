package plotty.plotter;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import plotty.drawing.Drawing;
import plotty.drawing.Layer;
import plotty.drawing.LayerDirectives;
import plotty.drawing.Stroke;
import plotty.ink.InkJudge;
import plotty.motion.MachineProfile;
import plotty.motion.Route;
import plotty.motion.Trajectory;
import plotty.motion.order.Optimization;
import plotty.plotter.board.InkStroke;

/** Drawings for the contract, and their comparison with ink. */
public final class Sheets {
    private Sheets() {}

    /** A bit of everything: corners, a circle, a dot, a dense spiral. Takes about ten seconds. */
    public static List<Stroke> sampler() {
        List<Stroke> strokes = new ArrayList<>();
        strokes.add(Stroke.of(10, 10, 40, 10, 40, 25, 15, 32));
        strokes.add(circle(60, 30, 8, 200));
        strokes.add(Stroke.of(80, 40));
        strokes.add(spiral(100, 40, 900));
        return strokes;
    }

    /** The same kinds, but quickly drawn: about five seconds. */
    public static List<Stroke> shortSampler() {
        return List.of(Stroke.of(10, 10, 40, 10, 40, 25, 15, 32), circle(40, 40, 3, 200), Stroke.of(45, 45));
    }

    /** One long stroke with straight lines, curves and corners, about 20 s. */
    public static List<Stroke> longStroke() {
        Random random = new Random(3);
        int points = 600;
        double[] xy = new double[2 * points];
        double heading = 0;
        double x = 20;
        double y = 20;
        for (int i = 0; i < points; i++) {
            heading += random.nextGaussian() * 0.25 + (i % 60 == 0 ? 1.5 : 0.02);
            double step = i % 60 == 30 ? 15 : 0.8;
            x += step * Math.cos(heading);
            y += step * Math.sin(heading);
            x = x < 5 || x > 290 ? Math.clamp(x, 5, 290) : x;
            y = y < 5 || y > 210 ? Math.clamp(y, 5, 210) : y;
            xy[2 * i] = x;
            xy[2 * i + 1] = y;
        }
        return List.of(Stroke.of(xy));
    }

    static Stroke circle(double x, double y, double radius, int points) {
        double[] xy = new double[2 * points];
        for (int i = 0; i < points; i++) {
            double turn = 2 * Math.PI * i / (points - 1);
            xy[2 * i] = x + radius * Math.cos(turn);
            xy[2 * i + 1] = y + radius * Math.sin(turn);
        }
        return Stroke.of(xy);
    }

    static Stroke spiral(double x, double y, int points) {
        double[] xy = new double[2 * points];
        for (int i = 0; i < points; i++) {
            double radius = 1 + i * 0.008;
            xy[2 * i] = x + radius * Math.cos(i * 0.03);
            xy[2 * i + 1] = y + radius * Math.sin(i * 0.03);
        }
        return Stroke.of(xy);
    }

    /** Layers of two short strokes each, named as given, with what their names order. */
    public static List<Layer> layers(String... names) {
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i < names.length; i++) {
            double y = 10 + 20 * i;
            List<Stroke> strokes = List.of(Stroke.of(15, y, 35, y + 5), Stroke.of(50, y, 50, y + 9, 60, y + 9));
            layers.add(new Layer(i + 1, names[i], "black", LayerDirectives.parse(names[i]), strokes));
        }
        return layers;
    }

    /** In one layer, for an AxiDraw. */
    public static Trajectory plan(List<Stroke> strokes) {
        return plan(strokes, MachineProfile.AXIDRAW_V3);
    }

    /** In one layer. */
    public static Trajectory plan(List<Stroke> strokes, MachineProfile profile) {
        return planLayers(List.of(new Layer(1, "ink", "black", LayerDirectives.NONE, strokes)), profile);
    }

    public static Trajectory planLayers(List<Layer> layers, MachineProfile profile) {
        Drawing drawing = new Drawing(profile.widthMm(), profile.heightMm(), layers, List.of());
        return Trajectory.plan(Route.of(drawing, Optimization.NONE), profile);
    }

    /** Compares ink drawn after a time with strokes. */
    public static InkJudge.Verdict judge(List<Stroke> strokes, List<InkStroke> ink, long afterNanos) {
        List<double[]> source = strokes.stream().map(Sheets::xy).toList();
        List<double[]> drawn = ink.stream()
                .filter(line -> line.startNanos() > afterNanos)
                .map(Sheets::xy)
                .toList();
        return InkJudge.judge(source, drawn);
    }

    private static double[] xy(Stroke stroke) {
        double[] xy = new double[2 * stroke.size()];
        for (int i = 0; i < stroke.size(); i++) {
            xy[2 * i] = stroke.x(i);
            xy[2 * i + 1] = stroke.y(i);
        }
        return xy;
    }

    private static double[] xy(InkStroke stroke) {
        double[] xy = new double[2 * stroke.size()];
        for (int i = 0; i < stroke.size(); i++) {
            xy[2 * i] = stroke.xMm()[i];
            xy[2 * i + 1] = stroke.yMm()[i];
        }
        return xy;
    }
}
