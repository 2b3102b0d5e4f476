package plotty.fuzz;

import plotty.drawing.format.DrawingFormat;

/** Any bytes as a drawing in G-code. */
public final class GcodeFuzz {
    private GcodeFuzz() {}

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] bytes) {
        DrawingTrial.read(DrawingFormat.GCODE, bytes);
    }
}
