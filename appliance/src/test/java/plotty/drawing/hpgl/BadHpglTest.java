package plotty.drawing.hpgl;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import plotty.drawing.DrawingException;
import plotty.drawing.ReadLimits;
import plotty.drawing.format.DrawingFormat;

/** Broken and hostile files, limits, and how HP-GL is told from other formats. */
class BadHpglTest {

    private static String refusal(String file, ReadLimits limits) {
        return assertThrows(DrawingException.class, () -> Plots.read(file, limits))
                .getMessage();
    }

    private static String refusal(String file) {
        return refusal(file, ReadLimits.DEFAULT);
    }

    private static boolean sniffed(String head) {
        return DrawingFormat.of(head.getBytes(ISO_8859_1)).equals(Optional.of(DrawingFormat.HPGL));
    }

    @Test
    void a_file_may_have_exactly_the_largest_size() {
        String file = "IN;SP1;PU0,0;PD40,40;PU;";
        assertEquals(
                1,
                Plots.read(file, ReadLimits.DEFAULT.withMaxBytes(file.length())).strokeCount());
        assertTrue(refusal(file, ReadLimits.DEFAULT.withMaxBytes(file.length() - 1))
                .startsWith("The file is larger than " + (file.length() - 1) + " bytes"));
    }

    @Test
    void a_drawing_may_have_exactly_the_largest_number_of_points() {
        String file = "IN;SP1;PU0,0;PD40,40,80,0;PU400,400;PD;PU500,500;";
        assertEquals(4, Plots.read(file, ReadLimits.DEFAULT.withMaxPoints(4)).pointCount());
        assertTrue(refusal(file, ReadLimits.DEFAULT.withMaxPoints(3)).contains("more than 3 points"));
    }

    @Test
    void circles_and_repeated_polygons_count_by_their_points() {
        assertTrue(refusal("IN;SP1;PU0,0;CI1000000000;", ReadLimits.DEFAULT.withMaxPoints(1000))
                .contains("more than 1,000 points"));
        String polygon = "IN;SP1;PM0;PD40,0,40,40;PM2;" + "EP;".repeat(400);
        assertTrue(refusal(polygon, ReadLimits.DEFAULT.withMaxPoints(1000)).contains("more than 1,000 points"));
    }

    @Test
    void curves_with_the_pen_up_take_no_time_however_large_they_are() {
        String huge = "IN;SP1;IP0,0,1000000000,1000000000;SC0,1,0,1;PU;" + "AA0,9,360;BZ1,1,9,9,5,5;".repeat(5000);
        assertTimeoutPreemptively(
                Duration.ofSeconds(10),
                () -> assertEquals(0, Plots.read(huge, ReadLimits.DEFAULT).strokeCount()));
    }

    @Test
    void an_instruction_without_end_is_refused_before_it_takes_memory() {
        assertTrue(refusal("IN;PD" + "1,".repeat(2_000_001)).contains("in the instruction PD: it has more than"));
        assertTrue(refusal("IN;PE" + "?".repeat((8 << 20) + 1)).contains("in the instruction PE: it is longer than"));
    }

    @Test
    void broken_instructions_are_named_with_their_place() {
        assertEquals(
                "The file is broken at byte 7, in the instruction PU: a number is too large for any plotter.",
                refusal("IN;SP1;PU99999999999999,0;"));
        assertEquals(
                "The file is broken at byte 3, in the instruction SC: its range has no extent.",
                refusal("IN;SC0,0,0,1;"));
        assertEquals(
                "The file is broken at byte 3, in the instruction PE: its last number has no end.",
                refusal("IN;PE<=?;"));
        assertEquals(
                "The file is broken at byte 3, in the instruction PU: a sign or point stands where a number should be.",
                refusal("IN;PU-,4;"));
    }

    @Test
    void a_file_of_another_kind_is_refused() {
        assertEquals(
                "This is no HP-GL file: there is no instruction of that language in it.",
                refusal("\u0000\u0001 12 {}"));
        assertTrue(refusal("").startsWith("This is no HP-GL file"));
    }

    @Test
    void stray_characters_are_passed_over_and_counted() {
        assertEquals("character 2", Plots.warnings(Plots.read("IN;PS400,400;?PU;{SP1;")));
    }

    @Test
    void a_stream_that_fails_is_told_as_such() {
        InputStream failing = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("pulled");
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                throw new IOException("pulled");
            }
        };
        assertThrows(UncheckedIOException.class, () -> HpglReader.read(failing, ReadLimits.DEFAULT));
    }

    @Test
    void any_damage_to_a_file_ends_in_a_drawing_or_in_words() {
        String file = "\u001b.@;0:IN;DF;PS4;IP0,0,400,400;SC0,1,0,1,1;RO90;SP1;PU1,1;PD2,2,3,3;CI5;AA1,2,30;EA4,4;"
                + "PM0;PD1,2;PM2;EP;BZ1,2,3,4,5,6;PE<=AB\u00c1\u00c2;LBtext\u0003IW1,2,3,4;WG1,2,3;SP0;IN;";
        Random random = new Random(11);
        for (int i = 0; i < 3000; i++) {
            byte[] bytes = file.getBytes(ISO_8859_1);
            for (int k = 0; k <= i % 4; k++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            try {
                assertTrue(HpglReader.read(new ByteArrayInputStream(bytes), ReadLimits.DEFAULT.withMaxPoints(200_000))
                                .widthMm()
                        > 0);
            } catch (DrawingException inWords) {
                assertTrue(inWords.getMessage().endsWith("."), inWords.getMessage());
            }
        }
    }

    @Test
    void hpgl_is_told_by_its_first_instructions() {
        assertTrue(sniffed("IN;DF;PS4;SP1;PU10,10;"));
        assertTrue(sniffed("\u001b.(;\u001b.@;0:IN;SP1;"));
        assertTrue(sniffed("\u001b%0BINSP1PU0,0PD400,400"));
        assertTrue(sniffed("  \r\nin;sp1;pu0,0"));
        assertTrue(sniffed("PU0 0;PD100 100;"));
        assertTrue(sniffed("CO \"made by hand\";IN;"));
    }

    @Test
    void other_formats_are_not_taken_for_hpgl() {
        assertFalse(sniffed("G21\nG90\nG1 X10 Y10 F1000\nM3"));
        assertFalse(sniffed("; made by a slicer\nG28\n"));
        assertFalse(sniffed("<svg xmlns='http://www.w3.org/2000/svg'/>"));
        assertFalse(sniffed("Introduction to plotting.\n"));
        assertFalse(sniffed("PARTS of a speech; in short"));
        assertFalse(sniffed("%PDF-1.7\n"));
        assertFalse(sniffed("\u0089PNG\r\n"));
        assertFalse(sniffed("{\"IN\": 1}"));
        assertFalse(sniffed(""));
        assertFalse(sniffed("spam and eggs"));
    }
}
