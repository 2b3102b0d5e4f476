package plotty.drawing.svg;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import plotty.drawing.Drawing;
import plotty.drawing.DrawingException;
import plotty.drawing.ReadLimits;

final class BadInputTest {
    private static final String SVG =
            "<svg xmlns='http://www.w3.org/2000/svg' width='9mm' height='9mm' viewBox='0 0 9 9'>";

    private static String refusal(byte[] file) {
        return assertThrows(
                        DrawingException.class,
                        () -> SvgReader.read(new ByteArrayInputStream(file), ReadLimits.DEFAULT))
                .getMessage();
    }

    private static String refusal(String file) {
        return refusal(file.getBytes(UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"hello", "G21\nG1 X10", "{\"svg\":1}", "%PDF-1.7", "IN;SP1;PU0,0;", "<<svg", "\0\0\0", " "})
    void what_is_not_xml_is_refused(String text) {
        assertEquals("This is not an SVG file: it does not begin with an <svg> element.", refusal(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<html><body/></html> | outermost element is <html>",
                "<svg xmlns='urn:other'/> | outermost element is <svg> of \"urn:other\"",
                "<g xmlns='http://www.w3.org/2000/svg'/> | outermost element is <g>"
            })
    void other_xml_is_refused_by_the_name_of_its_root(String text, String words) {
        assertTrue(refusal(text).contains(words), refusal(text));
    }

    @Test
    void an_empty_file_is_refused() {
        assertEquals("The file is empty.", refusal(""));
    }

    @Test
    void a_compressed_file_is_refused_with_advice() {
        assertTrue(refusal(new byte[] {0x1f, (byte) 0x8b, 8, 0}).contains("gunzip"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<g>",
                "<g></g>",
                "<path d='M1 1h1'/",
                "<path d='M1 1h1'/>",
                "<path d='M1 1h1'/> ",
                "<path d='M1 1h1",
                "<path d='M1 1h1'/><g",
                "<!-- half",
                "</sv",
                "<style>a{",
                "<text>words"
            })
    void a_file_cut_off_anywhere_is_refused_as_such(String rest) {
        String message = refusal("<?xml version='1.0'?>\n" + SVG + rest);

        assertTrue(message.startsWith("The file ends in the middle, at line 2"), message);
    }

    @Test
    void a_broken_file_is_refused_with_line_and_column() {
        String message = refusal(SVG + "\n<g>\n</h></svg>");

        assertTrue(message.startsWith("The file is not well-formed XML at line 3, column"), message);
    }

    @Test
    void a_broken_start_tag_is_not_taken_for_a_file_cut_off() {
        String message =
                refusal(SVG.replace("width='9mm'", "width='9mm' width='8mm'").replace(">", "/>"));

        assertTrue(message.startsWith("The file is not well-formed XML at line 1"), message);
    }

    @Test
    void a_prefix_that_is_not_declared_is_named() {
        String message = refusal(SVG + "<use xlink:href='#a'/></svg>");

        assertTrue(message.contains("\"xlink\" without declaring it. Add xmlns:xlink="), message);
    }

    @Test
    void a_harmless_doctype_is_read_without_fetching_anything() {
        Drawing drawing = Sheet.document("<?xml version='1.0'?><!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN'"
                + " 'http://localhost:1/svg11.dtd' [<!ENTITY a 'b'>]>" + SVG + "<path d='M1 1h1'/></svg>");

        assertEquals("1,1 2,1", Sheet.text(drawing));
    }

    @Test
    void a_billion_laughs_are_refused_at_once() {
        StringBuilder laughs = new StringBuilder("<!DOCTYPE svg [<!ENTITY l0 'lol'>");
        for (int i = 1; i < 20; i++) {
            laughs.append("<!ENTITY l")
                    .append(i)
                    .append(" '")
                    .append(("&l" + (i - 1) + ";").repeat(10))
                    .append("'>");
        }
        String head = laughs + "]>" + SVG;

        String inText =
                assertTimeoutPreemptively(Duration.ofSeconds(10), () -> refusal(head + "<desc>&l19;</desc></svg>"));
        String inData =
                assertTimeoutPreemptively(Duration.ofSeconds(10), () -> refusal(head + "<path d='&l19;'/></svg>"));
        assertTrue(inText.contains("Entities that its DOCTYPE declares are not expanded"), inText);
        assertTrue(inData.contains("Entities that its DOCTYPE declares are not expanded"), inData);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE svg [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>",
                "<!DOCTYPE svg [<!ENTITY x PUBLIC 'a' 'http://localhost:1/x'>]>"
            })
    void external_entities_are_refused(String doctype) {
        assertTrue(refusal(doctype + SVG + "<desc>&x;</desc></svg>").contains("not expanded"));
    }

    @Test
    void external_parameter_entities_are_not_fetched() {
        Drawing drawing = Sheet.document(
                "<!DOCTYPE svg [<!ENTITY % x SYSTEM 'file:///nowhere'> %x;]>" + SVG + "<path d='M1 1h1'/></svg>");

        assertEquals("1,1 2,1", Sheet.text(drawing));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<?xm version='1.0'?>",
                "<?xml version='1.0' standalone='no'?>",
                "<!-- by me --><?php?>",
                "\ufeff"
            })
    void odd_beginnings_are_read(String head) {
        assertEquals(
                "1,1 2,1", Sheet.text(Sheet.document(head + "\n" + SVG + "<path d='M1 1h1'/></svg>\n<!-- end -->\n")));
    }

    @Test
    void encodings_are_told_by_their_mark_or_declaration() {
        String path = SVG.replace("<svg", "<svg id='é€'") + "<path d='M1 1h1'/></svg>";
        byte[][] files = {
            ("\ufeff" + path).getBytes(UTF_16LE),
            ("\ufeff" + path).getBytes(UTF_16BE),
            ("<?xml version='1.0' encoding='UTF-16LE'?>" + path).getBytes(UTF_16LE),
            ("<?xml version='1.0' encoding='ISO-8859-1'?>" + path).getBytes(ISO_8859_1)
        };
        for (byte[] file : files) {
            assertTrue(SvgReader.looksLikeSvg(file));
            assertEquals("1,1 2,1", Sheet.text(SvgReader.read(new ByteArrayInputStream(file), ReadLimits.DEFAULT)));
        }
    }

    @Test
    void bytes_that_are_not_in_the_encoding_are_refused() {
        String message = refusal((SVG + "<text>é</text></svg>").getBytes(ISO_8859_1));

        assertEquals("The file holds bytes that are not in its encoding, UTF-8. Save it again in UTF-8.", message);
    }

    @Test
    void an_unknown_encoding_is_refused() {
        String message = refusal("<?xml version='1.0' encoding='klingon-8'?>" + SVG + "</svg>");

        assertTrue(message.contains("\"klingon-8\""), message);
    }

    @Test
    void a_wrong_claim_of_utf_16_is_seen_through() {
        assertEquals(
                "1,1 2,1",
                Sheet.text(
                        Sheet.document("<?xml version='1.0' encoding='UTF-16'?>" + SVG + "<path d='M1 1h1'/></svg>")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "M NaN NaN",
                "M1 1L NaN 5",
                "M0 0L1e308 1e308",
                "M0 0l1e308 0l1e308 0",
                "M0 0L1e999 5",
                "M0 0C1e308 1e308 -1e308 1e308 5 5",
                "M0 0A1e308 1e308 0 1 1 5 5",
                "M0 0A5 5 1e308 1 1 5 5",
                "M0 0A1e-308 1e-308 0 1 1 5 5",
                "M0 0A1e308 1e-308 0 1 1 5 5",
                "M1e7 0h1",
                "M0 0Q1e300 0 5 5T6 6T7 7"
            })
    void wild_numbers_are_dropped_with_a_warning_or_drawn_but_never_an_exception(String data) {
        Drawing drawing = Sheet.of("<path d='" + data + "'/><path d='M1 1h1'/>");

        assertTrue(Sheet.text(drawing).endsWith("1,1 2,1"), Sheet.text(drawing));
        assertTrue(
                drawing.warnings().size() == 1 || drawing.strokeCount() == 2,
                Sheet.warnings(drawing) + Sheet.text(drawing));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<rect width='1e308' height='1e308'/>",
                "<circle r='1e308'/>",
                "<circle cx='1e7' r='1'/>",
                "<line x2='1e999'/>",
                "<g transform='scale(1e308)'><path d='M1 1h1e308'/></g>",
                "<g transform='scale(1e308)'><g transform='scale(1e308)'><path d='M0 0h1'/></g></g>",
                "<g transform='matrix(1e999 0 0 1 0 0)'><path d='M9e9 0h1'/></g>",
                "<svg viewBox='0 0 1e-308 1e-308'><path d='M0 0h1'/></svg>",
                "<svg width='1e308' viewBox='0 0 1 1'><path d='M1 0h1'/></svg>",
                "<g font-size='1e308'><line x2='1e308em'/></g>",
                "<path d='M5e8 0h1'/>"
            })
    void wild_shapes_never_throw(String content) {
        assertTrue(Sheet.of(content + "<path d='M1 1h1'/>").strokeCount() <= 2);
    }

    @Test
    void messages_are_the_same_in_every_locale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertTrue(
                    refusal("\n" + SVG + "<a></b></svg>").contains("at line 2, column 8"),
                    refusal("\n" + SVG + "<a></b></svg>"));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void a_stream_that_fails_is_not_the_files_fault() {
        IOException failure = new IOException("disk on fire");
        InputStream failing = new SequenceInputStream(new ByteArrayInputStream(SVG.getBytes(UTF_8)), new InputStream() {
            @Override
            public int read() throws IOException {
                throw failure;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                throw failure;
            }
        });

        assertSame(
                failure,
                assertThrows(UncheckedIOException.class, () -> SvgReader.read(failing, ReadLimits.DEFAULT))
                        .getCause());
    }

    @Test
    void a_file_with_random_damage_is_read_or_refused_in_words() {
        String whole = "<?xml version='1.0'?><!DOCTYPE svg><svg " + Sheet.NAMESPACES + " width='9mm' viewBox='0 0 9 9'>"
                + "<style>.a{stroke:red} g>path{fill:none}</style><g id='g' transform='rotate(5 1 2)scale(2)'>"
                + "<path class='a' d='M1 1c1 1 2 2 3 3a1 2 3 0 15 6z'/><rect rx='5%' width='5' height='1em'/></g>"
                + "<symbol id='s' viewBox='0 0 1 1'><circle r='1'/></symbol><use xlink:href='#s' width='3'/></svg>";
        Random random = new Random(99);
        for (int i = 0; i < 3000; i++) {
            byte[] bytes = whole.getBytes(UTF_8);
            for (int k = random.nextInt(4); k >= 0; k--) {
                int at = random.nextInt(bytes.length);
                bytes[at] = random.nextBoolean() ? (byte) random.nextInt(256) : bytes[random.nextInt(bytes.length)];
            }
            try {
                assertTrue(SvgReader.read(new ByteArrayInputStream(bytes), ReadLimits.DEFAULT)
                                .widthMm()
                        > 0);
            } catch (DrawingException refused) {
                assertTrue(refused.getMessage().endsWith("."), refused.getMessage());
            }
        }
    }
}
