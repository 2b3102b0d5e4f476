package plotty.fuzz;

import plotty.drawing.format.DrawingFormat;

/** Any bytes as a drawing in HP-GL. */
public final class HpglFuzz {
    private HpglFuzz() {}

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] bytes) {
        DrawingTrial.read(DrawingFormat.HPGL, bytes);
    }
}
