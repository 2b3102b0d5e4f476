package plotty.drawing.svg;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import plotty.drawing.Drawing;
import plotty.drawing.DrawingException;
import plotty.drawing.ReadLimits;

final class LimitsTest {
    private static final String SVG =
            "<svg xmlns='http://www.w3.org/2000/svg' width='9mm' height='9mm' viewBox='0 0 9 9'>";

    private static String refusal(String file, ReadLimits limits) {
        return assertThrows(DrawingException.class, () -> Sheet.document(file, limits))
                .getMessage();
    }

    @Test
    void a_file_may_have_exactly_the_largest_size() {
        String file = SVG + "<path d='M1 1h1'/></svg>";
        long size = file.getBytes(UTF_8).length;

        assertEquals(
                1, Sheet.document(file, ReadLimits.DEFAULT.withMaxBytes(size)).strokeCount());
        String message = refusal(file, ReadLimits.DEFAULT.withMaxBytes(size - 1));
        assertTrue(message.startsWith("The file is larger than " + (size - 1) + " bytes"), message);
    }

    @Test
    void a_file_without_end_is_refused_at_the_largest_size() {
        byte[] head = SVG.getBytes(UTF_8);
        InputStream endless = new InputStream() {
            private long given;

            @Override
            public int read() {
                return given < head.length ? head[(int) given++] : ' ';
            }

            @Override
            public int read(byte[] buffer, int offset, int length) {
                for (int i = 0; i < length; i++) {
                    buffer[offset + i] = (byte) read();
                }
                return length;
            }
        };

        String message = assertThrows(DrawingException.class, () -> SvgReader.read(endless, ReadLimits.DEFAULT))
                .getMessage();
        assertTrue(message.contains("67,108,864 bytes"), message);
    }

    @Test
    void elements_may_be_nested_exactly_to_the_limit() {
        ReadLimits limits = ReadLimits.DEFAULT.withMaxDepth(20);

        assertEquals(1, Sheet.document(nested(18), limits).strokeCount());
        String message = refusal(nested(19), limits);
        assertTrue(message.startsWith("Elements are nested more than 20 deep at line 1, column"), message);
    }

    @Test
    void ten_thousand_levels_are_refused_in_words() {
        assertTrue(refusal(nested(10_000), ReadLimits.DEFAULT).contains("more than 512 deep"));
        assertTrue(refusal(SVG + "<desc>" + "<a>".repeat(10_000), ReadLimits.DEFAULT)
                .contains("more than 512 deep"));
    }

    @Test
    void the_default_depth_fits_on_a_stack_of_256_kb() throws InterruptedException {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        AtomicReference<Drawing> read = new AtomicReference<>();
        Thread small = new Thread(null, () -> read.set(Sheet.document(nested(510))), "small", 256 * 1024);
        small.setUncaughtExceptionHandler((_, failure) -> thrown.set(failure));
        small.start();
        small.join();

        assertEquals(null, thrown.get());
        assertEquals(1, read.get().strokeCount());
    }

    private static String nested(int groups) {
        return SVG + "<g>".repeat(groups) + "<path d='M1 1h1'/>" + "</g>".repeat(groups) + "</svg>";
    }

    @Test
    void a_file_may_have_exactly_the_largest_number_of_elements() {
        String file = SVG + "<path d='M1 1h1'/>".repeat(9) + "</svg>";

        assertEquals(
                9, Sheet.document(file, ReadLimits.DEFAULT.withMaxElements(10)).strokeCount());
        assertTrue(refusal(file, ReadLimits.DEFAULT.withMaxElements(9)).contains("more than 9 elements"));
    }

    @Test
    void a_drawing_may_have_exactly_the_largest_number_of_points() {
        String file = SVG + "<path d='M1 1h1h1h1'/><path d='M1 1h1'/></svg>";

        assertEquals(
                6, Sheet.document(file, ReadLimits.DEFAULT.withMaxPoints(6)).pointCount());
        String message = refusal(file, ReadLimits.DEFAULT.withMaxPoints(5));
        assertTrue(message.startsWith("The drawing has more than 5 points"), message);
    }

    @Test
    void uses_that_multiply_each_other_are_refused_soon() {
        StringBuilder file = new StringBuilder(SVG + "<defs><g id='g0'/>");
        for (int i = 1; i < 30; i++) {
            file.append("<g id='g")
                    .append(i)
                    .append("'>")
                    .append(("<use href='#g" + (i - 1) + "'/>").repeat(10))
                    .append("</g>");
        }
        file.append("</defs><use href='#g29'/></svg>");

        String message =
                assertTimeoutPreemptively(Duration.ofSeconds(30), () -> refusal(file.toString(), ReadLimits.DEFAULT));
        assertTrue(message.startsWith("The <use> elements multiply the drawing beyond 1,000,000"), message);
    }

    @Test
    void many_uses_of_long_data_that_draw_nothing_are_refused_soon() {
        String file = SVG + "<path id='p' d='" + "M1 1".repeat(100_000) + "'/>" + "<use href='#p'/>".repeat(100_000)
                + "</svg>";

        String message = assertTimeoutPreemptively(Duration.ofSeconds(60), () -> refusal(file, ReadLimits.DEFAULT));
        assertTrue(message.startsWith("The <use> elements multiply"), message);
    }

    @Test
    void uses_that_refer_to_each_other_in_a_long_chain_are_refused() {
        StringBuilder file = new StringBuilder(SVG + "<defs><path id='u0' d='M1 1h1'/>");
        for (int i = 1; i < 2000; i++) {
            file.append("<use id='u")
                    .append(i)
                    .append("' href='#u")
                    .append(i - 1)
                    .append("'/>");
        }

        assertEquals(
                1, Sheet.document(file + "</defs><use href='#u100'/></svg>").strokeCount());
        String message = refusal(file + "</defs><use href='#u1999'/></svg>", ReadLimits.DEFAULT);
        assertTrue(message.startsWith("The <use> elements refer to each other more than 512 deep"), message);
    }

    @Test
    void a_million_segments_are_read_in_seconds() {
        StringBuilder data = new StringBuilder("M0 0");
        for (int i = 0; i < 1_000_000; i++) {
            data.append('L').append(i % 997 / 10.0).append(' ').append(i % 991 / 10.0);
        }
        Drawing drawing = assertTimeoutPreemptively(Duration.ofSeconds(20), () -> Sheet.of("<path d='" + data + "'/>"));

        assertEquals(1_000_000, drawing.pointCount(), 1);
    }

    @Test
    void a_hundred_thousand_short_strokes_are_read_in_seconds() {
        StringBuilder content = new StringBuilder("<style>.a{stroke:red}.b{stroke:blue}</style>");
        for (int i = 0; i < 100_000; i++) {
            content.append("<path class='b a' d='M")
                    .append(i % 100)
                    .append(' ')
                    .append(i % 99)
                    .append("h1'/>");
        }
        Drawing drawing = assertTimeoutPreemptively(Duration.ofSeconds(20), () -> Sheet.of(content.toString()));

        assertEquals(100_000, drawing.strokeCount());
        assertEquals("#0000ff", drawing.layers().getFirst().color());
    }

    @Test
    void hostile_style_sheets_are_refused_soon() {
        String rules = "* * * * * * * *{stroke:red}".repeat(10_000);
        String file = SVG + "<style>" + rules + "</style>" + "<g>".repeat(500) + "</g>".repeat(500) + "</svg>";
        assertTrue(assertTimeoutPreemptively(Duration.ofSeconds(30), () -> refusal(file, ReadLimits.DEFAULT))
                .contains("take too long"));

        String many = SVG + "<style>" + "a{fill:red}".repeat(20_001) + "</style></svg>";
        assertTrue(refusal(many, ReadLimits.DEFAULT).contains("more than 20000 rules"));
    }

    @Test
    void long_texts_where_short_ones_belong_cost_little() {
        String[] attributes = {
            "style='" + "a;".repeat(500_000) + "'", "style='" + "(".repeat(500_000) + "'",
            "class='" + "a ".repeat(500_000) + "'", "transform='" + "scale(1)".repeat(100_000) + "'",
            "stroke-dasharray='" + "0 ".repeat(500_000) + "'", "stroke='" + "rgb(".repeat(200_000) + "'",
            "font-size='" + "9".repeat(1_000_000) + "'", "transform-origin='" + " a".repeat(500_000) + "'"
        };
        for (String attribute : attributes) {
            assertTimeoutPreemptively(
                    Duration.ofSeconds(10),
                    () -> Sheet.of("<style>.a" + ".a".repeat(100_000) + "{} " + "/*".repeat(100_000)
                            + "</style><path d='M1 1h1' " + attribute + "/>"));
        }
    }

    @Test
    void limits_that_allow_nothing_are_refused() {
        assertThrows(IllegalArgumentException.class, () -> ReadLimits.DEFAULT.withToleranceMm(0));
        assertThrows(IllegalArgumentException.class, () -> ReadLimits.DEFAULT.withToleranceMm(Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> ReadLimits.DEFAULT.withMaxBytes(0));
        assertThrows(
                DrawingException.class,
                () -> SvgReader.read(
                        new ByteArrayInputStream((SVG + "</svg>").getBytes(UTF_8)),
                        ReadLimits.DEFAULT.withMaxBytes(1)));
    }
}
