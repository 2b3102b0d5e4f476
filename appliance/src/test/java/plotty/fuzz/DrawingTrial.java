package plotty.fuzz;

import java.io.ByteArrayInputStream;
import plotty.drawing.Drawing;
import plotty.drawing.DrawingException;
import plotty.drawing.Layer;
import plotty.drawing.ReadLimits;
import plotty.drawing.Stroke;
import plotty.drawing.format.DrawingFormat;

/** Reads bytes as a drawing, and looks whether what comes out can be planned. */
final class DrawingTrial {
    private static final ReadLimits SMALL = ReadLimits.DEFAULT
            .withMaxBytes(64 * 1024)
            .withMaxDepth(64)
            .withMaxElements(2_000)
            .withMaxPoints(20_000);

    private DrawingTrial() {}

    static void read(DrawingFormat format, byte[] bytes) {
        DrawingFormat.of(bytes);
        Drawing drawing;
        try {
            drawing = format.read(new ByteArrayInputStream(bytes), SMALL);
        } catch (DrawingException e) {
            if (e.getMessage() == null || e.getMessage().isBlank()) {
                throw new IllegalStateException("a refusal without words", e);
            }
            return;
        }
        long points = 0;
        for (Layer layer : drawing.layers()) {
            for (Stroke stroke : layer.strokes()) {
                points += stroke.size();
                checkFinite(stroke);
            }
        }
        if (points > SMALL.maxPoints()) {
            throw new IllegalStateException(points + " points are more than the limit");
        }
    }

    private static void checkFinite(Stroke stroke) {
        for (int i = 0; i < stroke.size(); i++) {
            if (!Double.isFinite(stroke.x(i)) || !Double.isFinite(stroke.y(i))) {
                throw new IllegalStateException("a point at " + stroke.x(i) + ", " + stroke.y(i));
            }
        }
    }
}
