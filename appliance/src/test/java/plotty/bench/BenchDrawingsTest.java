package plotty.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import plotty.drawing.Drawing;
import plotty.drawing.ReadLimits;
import plotty.drawing.Stroke;
import plotty.drawing.svg.SvgReader;

class BenchDrawingsTest {

    @ParameterizedTest
    @EnumSource
    void figures_of_different_days_compare_because_the_drawings_never_change(BenchDrawings drawing)
            throws NoSuchAlgorithmException {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(drawing.svg());
        assertEquals(sha256(drawing), HexFormat.of().formatHex(digest));
    }

    private static String sha256(BenchDrawings drawing) {
        return switch (drawing) {
            case STROKES -> "9494d488a894a721c744caf0d9b84ecf636f242c9f2b525a1b50c5e8f2d56087";
            case MANY_STROKES -> "d164f8583e5071721809ca9c6eb0fac8fe7d811dd1b2025fbe4758778275ad03";
            case HATCH -> "abba90b24162e2c1a8957e04ed94981e965fb5eeb1084b6d02ead9dacf5cc891";
            case FLOW_FIELD -> "e0dc585b7a3f4d832c4922eb497c72640e37bfced8843e7ad416ca36ee890422";
            case DOTS -> "297b4f6d8489c9343f1f4a26de88f57d43951884d0ecf0cf10ba5a21e7893885";
            case TEXT -> "704eee5018b5ba224ec2a9a2764481eea85aacffd8f84b7ea110d0f7b1b7fd4e";
            case CIRCLE -> "14bbe6918bb03b580f545474c08a3b5f833fdc14a8acc1e1d5f6d3e856a7d01b";
            case SPIRAL -> "06620720dcb2e548cb56e217deaf09c2e734e645615ee6fa326c922735e89b41";
            case LONG_LINES -> "43f74c316b0e898a65175a8392f0232ac15aad1a6d5d72b84007f50426566b7d";
        };
    }

    @ParameterizedTest
    @EnumSource
    void all_ink_lies_on_the_page_and_its_file_holds_the_same_strokes(BenchDrawings made) {
        Drawing drawing = made.drawing();
        Drawing read = SvgReader.read(new ByteArrayInputStream(made.svg()), ReadLimits.DEFAULT);
        assertEquals(drawing.strokeCount(), read.strokeCount());
        for (Stroke stroke : drawing.layers().getFirst().strokes()) {
            for (int i = 0; i < stroke.size(); i++) {
                assertTrue(stroke.x(i) >= 0 && stroke.x(i) <= drawing.widthMm(), "on the page");
                assertTrue(stroke.y(i) >= 0 && stroke.y(i) <= drawing.heightMm(), "on the page");
            }
        }
        assertEquals(drawing.pointCount(), read.pointCount(), 0.01 * drawing.pointCount());
    }

    @Test
    void they_are_as_large_as_they_say() {
        assertEquals(1_000, BenchDrawings.STROKES.drawing().strokeCount());
        assertEquals(10_000, BenchDrawings.MANY_STROKES.drawing().strokeCount());
        assertEquals(10_000, BenchDrawings.HATCH.drawing().strokeCount());
        assertEquals(100_000, BenchDrawings.FLOW_FIELD.drawing().pointCount());
        assertEquals(600, BenchDrawings.DOTS.drawing().strokeCount());
        assertEquals(18_001, BenchDrawings.CIRCLE.drawing().pointCount());
        assertEquals(20_000, BenchDrawings.SPIRAL.drawing().pointCount());
        assertEquals(420, BenchDrawings.LONG_LINES.drawing().widthMm());
    }
}
