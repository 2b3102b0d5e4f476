package plotty.drawing.gcode;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import plotty.drawing.Drawing;
import plotty.drawing.ReadLimits;
import plotty.drawing.Stroke;

/** G-code programs for tests, read whole. */
final class Programs {

    private Programs() {}

    static Drawing read(String program) {
        return read(program, ReadLimits.DEFAULT);
    }

    static Drawing read(String program, ReadLimits limits) {
        return GcodeReader.read(new ByteArrayInputStream(bytes(program)), limits);
    }

    /** All strokes of all layers. */
    static List<Stroke> strokes(String program) {
        return read(program).layers().stream()
                .flatMap(layer -> layer.strokes().stream())
                .toList();
    }

    /** The points of the only stroke. */
    static Stroke stroke(String program) {
        List<Stroke> strokes = strokes(program);
        if (strokes.size() != 1) {
            throw new AssertionError("one stroke is wanted: " + strokes);
        }
        return strokes.getFirst();
    }

    static byte[] bytes(String program) {
        return program.getBytes(StandardCharsets.UTF_8);
    }
}
