package plotty.drawing.hpgl;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import plotty.drawing.Drawing;
import plotty.drawing.DrawingException;
import plotty.drawing.FileBytes;
import plotty.drawing.Layer;
import plotty.drawing.LayerDirectives;
import plotty.drawing.ReadLimits;
import plotty.drawing.Stroke;

/**
 * Reads HP-GL files as drawings for a pen.
 *
 * <p>What is drawn: every vector, arc, circle, rectangle, wedge and polygon edge, HP-GL/2's encoded polylines and Bézier
 * curves; of filled areas the outline. A pen that goes down and up in one place leaves a dot. Labels, symbols and ticks become
 * warnings, as does what is not known; nothing that a plotter would get over is an error.
 *
 * <p>One plotter unit is 0.025 mm, as HP's manuals have it (40 per mm, 1016 per inch). Machines differ by as much as half a
 * percent: vpype counts 0.02488 mm for the HP 7475A, so its files come out that much larger on any other plotter.
 *
 * <p>Layers are pens, in the order in which they first draw; a layer's number is its pen's. The page is what {@code PS} asks
 * for; else the smallest ISO sheet that takes the ink from the plotter's origin, its lower left corner; else what fits around
 * the ink. HP-GL's y goes up, a drawing's down.
 */
public final class HpglReader {
    /** Inks of pens 1 to 8 for a preview, as HP-GL/2 has them, with the light ones darkened; further pens begin anew. */
    private static final List<String> INKS =
            List.of("#000000", "#d40000", "#008000", "#b8860b", "#0000d4", "#b000b0", "#008b8b", "#7f7f7f");

    private HpglReader() {}

    /**
     * Reads a drawing. Does not close the stream. Any thread.
     *
     * @param limits of which tolerance, bytes and points count
     * @return may hold no strokes, if nothing is drawn
     * @throws DrawingException if the file is not HP-GL, is broken or goes beyond a limit, in words for its sender
     * @throws java.io.UncheckedIOException if the stream fails
     */
    public static Drawing read(InputStream in, ReadLimits limits) {
        Warnings warnings = new Warnings();
        InstructionReader reader = new InstructionReader(new FileBytes(in, limits), warnings);
        Interpreter interpreter = new Interpreter(limits, warnings);
        for (Optional<Instruction> next = reader.next(); next.isPresent(); next = reader.next()) {
            interpreter.obey(next.get());
        }
        if (interpreter.obeyed() == 0) {
            throw new DrawingException("This is no HP-GL file: there is no instruction of that language in it.");
        }
        Map<Integer, List<double[]>> ink = withPen(interpreter.path().ink(), warnings);
        return onSheet(ink, interpreter.sheet(), warnings);
    }

    /** Whether a file that begins like this may be HP-GL. */
    public static boolean looksLikeHpgl(byte[] head) {
        return Head.looksLikeHpgl(head);
    }

    /** Without what is drawn while no pen is in the holder, unless that is all: then the file knows of no pens. */
    private static Map<Integer, List<double[]>> withPen(Map<Integer, List<double[]>> ink, Warnings warnings) {
        List<double[]> unseen = ink.get(0);
        if (unseen == null) {
            return ink;
        }
        if (ink.size() == 1) {
            warnings.add("SP", "The file draws without having taken a pen; pen 1 was taken.");
            return Map.of(1, unseen);
        }
        ink.remove(0);
        for (int i = 0; i < unseen.size(); i++) {
            warnings.add("SP", "Lines that are drawn after the pen was put away (SP0) are left out.");
        }
        return ink;
    }

    private static Drawing onSheet(Map<Integer, List<double[]>> ink, Optional<Sheet> asked, Warnings warnings) {
        Extent extent = Extent.of(ink.values());
        Sheet sheet = extent.empty()
                ? asked.orElse(Sheet.A4)
                : asked.map(sheetAsked -> sheetAsked.thatTakes(extent)).orElseGet(() -> Sheet.around(extent));
        if (asked.isEmpty()) {
            warnings.add(
                    "page",
                    Words.format(
                            "The file does not say how large its page is; it was taken as %.1f x %.1f mm.",
                            sheet.widthMm(), sheet.heightMm()));
        }
        List<Layer> layers = new ArrayList<>();
        ink.forEach((pen, lines) -> {
            List<Stroke> strokes = new ArrayList<>(lines.size());
            for (double[] line : lines) {
                strokes.add(stroke(line, sheet));
            }
            String color = INKS.get(Math.floorMod(pen - 1, INKS.size()));
            layers.add(new Layer(pen, "Pen " + pen, color, LayerDirectives.NONE, strokes));
        });
        return new Drawing(sheet.widthMm(), sheet.heightMm(), layers, warnings.list());
    }

    private static Stroke stroke(double[] line, Sheet sheet) {
        double[] xy = new double[line.length];
        for (int i = 0; i < line.length; i += 2) {
            xy[i] = line[i] + sheet.originXMm();
            xy[i + 1] = sheet.heightMm() - sheet.originYMm() - line[i + 1];
        }
        return Stroke.of(xy);
    }
}
