package plotty.plotter.board;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** Draws ink as an SVG in millimetres, in the machine frame. */
final class InkSvg {

    private static final double MARGIN_MM = 5;
    private static final double RESTED_MM = 0.001;

    private InkSvg() {}

    static void write(OutputStream out, List<InkStroke> ink, List<InkStroke> travel) throws IOException {
        double left = xs(ink, travel).min().orElse(0) - MARGIN_MM;
        double top = ys(ink, travel).min().orElse(0) - MARGIN_MM;
        double width = xs(ink, travel).max().orElse(0) + MARGIN_MM - left;
        double height = ys(ink, travel).max().orElse(0) + MARGIN_MM - top;
        Writer svg = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        svg.write(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%.3fmm\" height=\"%.3fmm\""
                        + " viewBox=\"%.3f %.3f %.3f %.3f\" fill=\"none\" stroke-linecap=\"round\""
                        + " stroke-linejoin=\"round\">%n",
                width,
                height,
                left,
                top,
                width,
                height));
        layer(svg, "travel", "#c84", 0.1, travel);
        layer(svg, "ink", "#024", 0.3, ink);
        svg.write("</svg>\n");
        svg.flush();
    }

    private static DoubleStream xs(List<InkStroke> ink, List<InkStroke> travel) {
        return Stream.concat(ink.stream(), travel.stream()).flatMapToDouble(stroke -> DoubleStream.of(stroke.xMm()));
    }

    private static DoubleStream ys(List<InkStroke> ink, List<InkStroke> travel) {
        return Stream.concat(ink.stream(), travel.stream()).flatMapToDouble(stroke -> DoubleStream.of(stroke.yMm()));
    }

    private static void layer(Writer svg, String id, String colour, double widthMm, List<InkStroke> strokes)
            throws IOException {
        if (strokes.isEmpty()) {
            return;
        }
        svg.write(
                String.format(Locale.ROOT, "<g id=\"%s\" stroke=\"%s\" stroke-width=\"%.2f\">%n", id, colour, widthMm));
        for (InkStroke stroke : strokes) {
            svg.write("<path d=\"M");
            point(svg, stroke, 0);
            int last = 0;
            for (int i = 1; i < stroke.size(); i++) {
                double moved = Math.hypot(stroke.xMm()[i] - stroke.xMm()[last], stroke.yMm()[i] - stroke.yMm()[last]);
                if (moved > RESTED_MM || i == stroke.size() - 1) {
                    svg.write(" L");
                    point(svg, stroke, i);
                    last = i;
                }
            }
            svg.write("\"/>\n");
        }
        svg.write("</g>\n");
    }

    private static void point(Writer svg, InkStroke stroke, int i) throws IOException {
        svg.write(String.format(Locale.ROOT, "%.3f,%.3f", stroke.xMm()[i], stroke.yMm()[i]));
    }
}
