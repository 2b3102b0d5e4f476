package plotty.drawing.hpgl;

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

/** HP-GL for tests and what came of it, as short text. */
final class Plots {
    /** A sheet of 100 x 100 mm with the origin in its lower left corner. */
    static final String SHEET = "IN;PS4000,4000;SP1;";

    private Plots() {}

    static Drawing read(String file) {
        return read(file, ReadLimits.DEFAULT);
    }

    static Drawing read(String file, ReadLimits limits) {
        return HpglReader.read(new ByteArrayInputStream(file.getBytes(StandardCharsets.ISO_8859_1)), limits);
    }

    /** What is drawn on the sheet of 100 x 100 mm. */
    static String drawn(String instructions) {
        return text(read(SHEET + instructions));
    }

    static List<Stroke> strokes(Drawing drawing) {
        return drawing.layers().stream()
                .flatMap(layer -> layer.strokes().stream())
                .toList();
    }

    /** All strokes in mm as {@code 0,0 10,0; 5,5}, y up from the sheet's lower edge as HP-GL has it. */
    static String text(Drawing drawing) {
        DecimalFormat format = new DecimalFormat("0.###", DecimalFormatSymbols.getInstance(Locale.ROOT));
        return strokes(drawing).stream()
                .map(stroke -> {
                    StringBuilder text = new StringBuilder();
                    for (int i = 0; i < stroke.size(); i++) {
                        text.append(i == 0 ? "" : " ")
                                .append(format.format(stroke.x(i) + 0.0))
                                .append(',')
                                .append(format.format(drawing.heightMm() - stroke.y(i) + 0.0));
                    }
                    return text.toString();
                })
                .collect(Collectors.joining("; "));
    }

    /** Element and count of each warning, as {@code text 2, LT 1}. */
    static String warnings(Drawing drawing) {
        return drawing.warnings().stream()
                .map(warning -> warning.element() + " " + warning.count())
                .collect(Collectors.joining(", "));
    }

    static DrawingWarning warning(Drawing drawing, String element) {
        return drawing.warnings().stream()
                .filter(warning -> warning.element().equals(element))
                .findFirst()
                .orElseThrow();
    }
}
