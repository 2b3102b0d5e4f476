package plotty.drawing.svg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import plotty.drawing.Drawing;
import plotty.drawing.Layer;
import plotty.drawing.LayerDirectives;
import plotty.drawing.ReadLimits;

final class ShippedDrawingsTest {

    @ParameterizedTest
    @CsvSource({"demo.svg, 3, 34", "curves.svg, 3, 91", "dense.svg, 3, 561"})
    void the_drawings_that_ship_with_the_product_are_read_without_a_warning(String name, int layers, int strokes)
            throws IOException {
        Drawing drawing;
        try (InputStream in = SvgReader.class.getResourceAsStream("/plotty/demo/" + name)) {
            drawing = SvgReader.read(in, ReadLimits.DEFAULT);
        }

        assertEquals("", Sheet.warnings(drawing));
        assertEquals(layers, drawing.layers().size());
        assertEquals(strokes, drawing.strokeCount());
        for (Layer layer : drawing.layers()) {
            assertEquals(LayerDirectives.NONE, layer.directives());
            assertTrue(layer.strokes().stream().allMatch(stroke -> onPage(stroke.x(0), stroke.y(0), drawing)));
        }
    }

    private static boolean onPage(double x, double y, Drawing drawing) {
        return x >= 0 && y >= 0 && x <= drawing.widthMm() && y <= drawing.heightMm();
    }
}
