package plotty.drawing.svg;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import plotty.drawing.Drawing;
import plotty.drawing.Layer;
import plotty.drawing.LayerDirectives;
import plotty.drawing.ReadLimits;
import plotty.drawing.Stroke;

final class SvgWriterTest {

    private static String written(Drawing drawing) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SvgWriter.write(drawing, out);
        return out.toString(UTF_8);
    }

    private static Drawing readBack(Drawing drawing) {
        return SvgReader.read(new ByteArrayInputStream(written(drawing).getBytes(UTF_8)), ReadLimits.DEFAULT);
    }

    private static Drawing page(Layer... layers) {
        return new Drawing(210, 297, List.of(layers), List.of());
    }

    private static Layer layer(String name, Stroke... strokes) {
        return new Layer(1, name, "#123456", LayerDirectives.parse(name), List.of(strokes));
    }

    @Test
    void a_drawing_is_written_in_millimetres_with_its_layers() {
        Drawing drawing = page(
                layer("!1 red", Stroke.of(0, 0, 10, 0.5), Stroke.of(1, 1, 2, 1, 2, 2, 1, 1), Stroke.of(3, 4)),
                layer("empty"));

        assertEquals("""
                <?xml version="1.0" encoding="UTF-8"?>
                <svg xmlns="http://www.w3.org/2000/svg" \
                xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" \
                width="210.0mm" height="297.0mm" viewBox="0 0 210.0 297.0" \
                fill="none" stroke-width="0.3" stroke-linecap="round" stroke-linejoin="round">
                <g inkscape:groupmode="layer" id="layer1" inkscape:label="!1 red" stroke="#123456">
                <path d="M0 0L10 0.5"/>
                <path d="M1 1L2 1 2 2z"/>
                <path d="M3 4h0"/>
                </g>
                <g inkscape:groupmode="layer" id="layer1" inkscape:label="empty" stroke="#123456">
                </g>
                </svg>
                """, written(drawing));
    }

    @Test
    void what_was_written_reads_back_as_the_same_strokes() {
        Random random = new Random(11);
        List<Stroke> strokes = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            double[] xy = random.doubles(2 + 2 * random.nextInt(20), -300, 1000).toArray();
            if (i % 3 == 0 && xy.length > 4) {
                xy[xy.length - 2] = xy[0];
                xy[xy.length - 1] = xy[1];
            }
            strokes.add(Stroke.of(xy));
        }
        Drawing drawing = new Drawing(
                377.9375, 0.1 + 0.2, List.of(layer("a", strokes.toArray(Stroke[]::new)), layer("b")), List.of());
        Drawing back = readBack(drawing);

        assertEquals(drawing.widthMm(), back.widthMm());
        assertEquals(drawing.heightMm(), back.heightMm());
        assertEquals(List.of("a", "b"), back.layers().stream().map(Layer::name).toList());
        assertEquals(strokes.size(), back.layers().getFirst().strokes().size());
        assertEquals(List.of(), back.warnings());
        for (int i = 0; i < strokes.size(); i++) {
            Stroke one = strokes.get(i);
            Stroke other = back.layers().getFirst().strokes().get(i);
            assertEquals(one.size(), other.size());
            assertEquals(one.closed(), other.closed());
            for (int k = 0; k < one.size(); k++) {
                assertEquals(one.x(k), other.x(k), 0.000051);
                assertEquals(one.y(k), other.y(k), 0.000051);
            }
        }
    }

    @Test
    void writing_what_was_read_back_changes_nothing() {
        Drawing drawing = Sheet.of("<circle cx='30' cy='30' r='20'/><path d='M1 1h5c3 3 4 4 9 2zM4 4z'/>");
        String first = written(drawing);

        assertEquals(first, written(readBack(drawing)));
    }

    @Test
    void hostile_names_are_escaped_and_come_back() {
        String hostile = "\"><script>alert('1')</script>&amp;\t\n\r😀 ]]> -->";
        Drawing back = readBack(page(layer(hostile, Stroke.of(1, 1, 2, 2))));

        assertEquals(hostile, back.layers().getFirst().name());
        assertTrue(!written(page(layer(hostile))).contains("<script>"));
    }

    @Test
    void what_xml_cannot_hold_is_replaced() {
        String name = readBack(page(layer("a\0b\u0007c\ud800d\ufffee", Stroke.of(1, 1, 2, 2))))
                .layers()
                .getFirst()
                .name();

        assertEquals("a\ufffdb\ufffdc\ufffdd\ufffde", name);
    }

    @Test
    void directives_and_colors_survive() {
        Layer back = readBack(page(layer("!3+h40+s50+d500 blue", Stroke.of(1, 1, 2, 2))))
                .layers()
                .getFirst();

        assertEquals(LayerDirectives.parse("!3+h40+s50+d500 blue"), back.directives());
        assertEquals("#123456", back.color());
    }

    @Test
    void a_stream_that_fails_is_told() {
        IOException failure = new IOException("disk full");
        OutputStream failing = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw failure;
            }
        };

        assertSame(
                failure,
                assertThrows(UncheckedIOException.class, () -> SvgWriter.write(page(), failing))
                        .getCause());
    }
}
