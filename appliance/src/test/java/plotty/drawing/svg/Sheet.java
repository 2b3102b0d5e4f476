package plotty.drawing.svg;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import plotty.drawing.Drawing;
import plotty.drawing.DrawingWarning;
import plotty.drawing.ReadLimits;
import plotty.drawing.Stroke;

/** Documents for tests and what came of them, as short text. */
final class Sheet {
    static final String NAMESPACES = "xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink'"
            + " xmlns:inkscape='http://www.inkscape.org/namespaces/inkscape'";

    private Sheet() {}

    /** A page of 100 x 100 mm whose user units are millimetres, with that content. */
    static Drawing of(String content) {
        return of("width='100mm' height='100mm' viewBox='0 0 100 100' fill='none' stroke='black'", content);
    }

    static Drawing of(String attributes, String content) {
        return document("<svg " + NAMESPACES + " " + attributes + ">" + content + "</svg>");
    }

    static Drawing document(String text) {
        return document(text, ReadLimits.DEFAULT);
    }

    static Drawing document(String text, ReadLimits limits) {
        return SvgReader.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), limits);
    }

    static List<Stroke> strokes(Drawing drawing) {
        return drawing.layers().stream()
                .flatMap(layer -> layer.strokes().stream())
                .toList();
    }

    /** All strokes as {@code 0,0 10,0; 5,5}, rounded to 0.001 mm. */
    static String text(Drawing drawing) {
        return strokes(drawing).stream().map(Sheet::text).collect(Collectors.joining("; "));
    }

    static String text(Stroke stroke) {
        DecimalFormat format = new DecimalFormat("0.###", DecimalFormatSymbols.getInstance(Locale.ROOT));
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < stroke.size(); i++) {
            text.append(i == 0 ? "" : " ")
                    .append(format.format(stroke.x(i) + 0.0))
                    .append(',')
                    .append(format.format(stroke.y(i) + 0.0));
        }
        return text.toString().replace("-0,", "0,").replace(",-0 ", ",0 ");
    }

    /** Warnings as {@code element x count}, in order. */
    static String warnings(Drawing drawing) {
        return drawing.warnings().stream()
                .map(warning -> warning.element() + " x " + warning.count())
                .collect(Collectors.joining(", "));
    }

    static String messages(Drawing drawing) {
        return drawing.warnings().stream().map(DrawingWarning::message).collect(Collectors.joining("\n"));
    }

    /** Smallest and largest coordinates, as {@code x,y to x,y}. */
    static String bounds(Drawing drawing) {
        double minX = Double.POSITIVE_INFINITY;
        double minY = Double.POSITIVE_INFINITY;
        double maxX = Double.NEGATIVE_INFINITY;
        double maxY = Double.NEGATIVE_INFINITY;
        for (Stroke stroke : strokes(drawing)) {
            for (int i = 0; i < stroke.size(); i++) {
                minX = Math.min(minX, stroke.x(i));
                minY = Math.min(minY, stroke.y(i));
                maxX = Math.max(maxX, stroke.x(i));
                maxY = Math.max(maxY, stroke.y(i));
            }
        }
        return text(Stroke.of(minX, minY, maxX, maxY)).replace(" ", " to ");
    }
}
