package plotty.drawing.svg;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import plotty.drawing.Drawing;
import plotty.drawing.Layer;
import plotty.drawing.Stroke;

/**
 * Writes a drawing as plain SVG: user units are millimetres, each layer is an Inkscape layer with its name and colour,
 * each stroke a path. {@link SvgReader} reads the same strokes from it, within 0.0001 mm; points of a stroke that are
 * nearer to each other than that become one.
 */
public final class SvgWriter {
    /** Coordinates are written in these parts of a millimetre. */
    private static final int PARTS_PER_MM = 10_000;

    private static final double PEN_WIDTH_MM = 0.3;

    private final Writer out;

    private SvgWriter(Writer out) {
        this.out = out;
    }

    /**
     * Writes the drawing in UTF-8. Does not close the stream.
     *
     * @throws UncheckedIOException if the stream fails
     */
    public static void write(Drawing drawing, OutputStream out) {
        try {
            Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
            new SvgWriter(writer).write(drawing);
            writer.flush();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void write(Drawing drawing) throws IOException {
        String width = Double.toString(drawing.widthMm());
        String height = Double.toString(drawing.heightMm());
        out.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\""
                + " xmlns:inkscape=\"http://www.inkscape.org/namespaces/inkscape\"");
        out.write(" width=\"" + width + "mm\" height=\"" + height + "mm\" viewBox=\"0 0 " + width + " " + height);
        out.write("\" fill=\"none\" stroke-width=\"" + PEN_WIDTH_MM
                + "\" stroke-linecap=\"round\" stroke-linejoin=\"round\">\n");
        for (Layer layer : drawing.layers()) {
            write(layer);
        }
        out.write("</svg>\n");
    }

    private void write(Layer layer) throws IOException {
        out.write("<g inkscape:groupmode=\"layer\" id=\"layer" + layer.number() + "\" inkscape:label=\"");
        out.write(escaped(layer.name()));
        out.write("\" stroke=\"" + escaped(layer.color()) + "\">\n");
        for (Stroke stroke : layer.strokes()) {
            write(stroke);
        }
        out.write("</g>\n");
    }

    private void write(Stroke stroke) throws IOException {
        boolean closed = stroke.closed();
        int last = closed ? stroke.size() - 1 : stroke.size();
        out.write("<path d=\"M");
        point(stroke, 0);
        for (int i = 1; i < last; i++) {
            out.write(i == 1 ? "L" : " ");
            point(stroke, i);
        }
        out.write(closed ? "z" : stroke.size() == 1 ? "h0" : "");
        out.write("\"/>\n");
    }

    private void point(Stroke stroke, int index) throws IOException {
        number(stroke.x(index));
        out.write(' ');
        number(stroke.y(index));
    }

    private void number(double mm) throws IOException {
        long parts = Math.round(mm * PARTS_PER_MM);
        if (parts < 0) {
            out.write('-');
        }
        long magnitude = Math.abs(parts);
        out.write(Long.toString(magnitude / PARTS_PER_MM));
        long fraction = magnitude % PARTS_PER_MM;
        if (fraction != 0) {
            out.write('.');
            for (long digit = PARTS_PER_MM / 10; fraction != 0; digit /= 10) {
                out.write((char) ('0' + fraction / digit));
                fraction %= digit;
            }
        }
    }

    /** Text for an attribute; what XML 1.0 cannot hold becomes U+FFFD. */
    private static String escaped(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\t', '\n', '\r' -> safe.append("&#").append(c).append(';');
                default -> safe.appendCodePoint(legal(c) ? c : 0xfffd);
            }
        });
        return safe.toString();
    }

    private static boolean legal(int c) {
        return (c >= 0x20 && c < 0xd800) || (c >= 0xe000 && c <= 0xfffd) || c >= 0x10000;
    }
}
