package plotty.fuzz;

import plotty.drawing.format.DrawingFormat;

/** Any bytes as a drawing in SVG. */
public final class SvgFuzz {
    private SvgFuzz() {}

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] bytes) {
        DrawingTrial.read(DrawingFormat.SVG, bytes);
    }
}
