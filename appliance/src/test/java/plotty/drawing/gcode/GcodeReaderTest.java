package plotty.drawing.gcode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import plotty.drawing.Drawing;
import plotty.drawing.DrawingException;
import plotty.drawing.Layer;
import plotty.drawing.ReadLimits;
import plotty.drawing.Stroke;

class GcodeReaderTest {

    @Test
    void the_page_is_as_large_as_the_ink_and_y_goes_down() {
        Drawing drawing = Programs.read("G0 X10 Y20\nG1 X40 Y20\nG1 X40 Y30");
        assertEquals(30, drawing.widthMm());
        assertEquals(10, drawing.heightMm());
        assertEquals(
                List.of(Stroke.of(0, 10, 30, 10, 30, 0)),
                drawing.layers().getFirst().strokes());
    }

    @Test
    void a_page_is_never_narrower_than_a_millimetre() {
        Drawing drawing = Programs.read("G0 X5\nG1 Y20");
        assertEquals(1, drawing.widthMm());
        assertEquals(20, drawing.heightMm());
    }

    @Test
    void comments_numbers_checksums_and_either_case_are_read() {
        Stroke line = Stroke.of(0, 0, 10, 0);
        assertEquals(line, Programs.stroke("%\nN10 G0 X1 (to; the start) Y2*71\r\nN20 g1x11 ; end\r\n%"));
        assertEquals(line, Programs.stroke("\ufeffG0X1Y2\n/G01 X +11.0 (unfinished"));
        assertEquals(line, Programs.stroke("$H\nG00 X0 Y.5\n\n\nG1 X10."));
    }

    @Test
    void motion_goes_on_in_the_mode_that_was_set_last() {
        assertEquals(Stroke.of(0, 5, 5, 5, 5, 0), Programs.stroke("G0 X0 Y0\nG1 X5\nY5\nG0 X0 Y0"));
    }

    @Test
    void inches_become_millimetres() {
        assertEquals(Stroke.of(0, 0, 25.4, 0), Programs.stroke("G20\nG0 X1 Y1\nG1 X2"));
        assertEquals(Stroke.of(0, 0, 24.4, 0), Programs.stroke("G20\nG0 X1 Y1\nG21\nG1 X49.8"));
    }

    @Test
    void relative_places_count_from_the_one_before() {
        assertEquals(Stroke.of(0, 3, 2, 3, 2, 0), Programs.stroke("G91\nG0 X10 Y10\nG1 X2\nG1 Y3\nG90\nG0 X0"));
    }

    @Test
    void an_offset_changes_the_numbers_and_not_the_place() {
        assertEquals(
                Stroke.of(0, 0, 5, 0, 10, 0), Programs.stroke("G0 X10 Y10\nG92 X0 Y0\nG1 X5\nG92.1\nG1 X20\nG0 X0 Y0"));
    }

    @Test
    void an_offset_of_an_extruder_leaves_the_others_alone() {
        assertEquals(Stroke.of(0, 0, 5, 0), Programs.stroke("G0 X10 Y10\nG92 X0 Y0\nG92 E0\nG1 X5\nG0 X0 Y0"));
    }

    @Test
    void homing_and_machine_places_ignore_the_offset() {
        assertEquals(
                List.of(Stroke.of(10, 0, 12, 0), Stroke.of(0, 10, 1, 10)),
                Programs.strokes("G0 X10 Y10\nG92 X0 Y0\nG1 X2\nG28\nG1 X-9 Y-10\nG53 G0 X0 Y0"));
    }

    @Test
    void dwells_and_settings_do_not_move_anything() {
        assertEquals(
                Stroke.of(0, 0, 10, 0),
                Programs.stroke("G0 X0 Y0\nG4 P1 S2\nM92 X80 Y80\nG10 L2 P1 X5 Y5\nG1 X10\nM204 S500\nG0 Y9"));
    }

    @Test
    void arcs_by_their_centre_stay_within_the_tolerance() {
        for (String direction : List.of("G2", "G3")) {
            Stroke arc = Programs.stroke("G0 X10 Y0\n" + direction + " X-10 Y0 I-10 J0");
            assertTrue(arc.size() > 20);
            double centreY = direction.equals("G2") ? 0 : 10;
            assertStaysAt(10, 10, centreY, arc, ReadLimits.DEFAULT.toleranceMm());
        }
    }

    @Test
    void an_arc_that_ends_where_it_starts_is_a_circle() {
        Stroke circle = Programs.stroke("G0 X10 Y0\nG2 I-10\nG0 X0");
        assertTrue(circle.closed());
        assertStaysAt(10, circle.x(0) - 10, circle.y(0), circle, ReadLimits.DEFAULT.toleranceMm());
    }

    @ParameterizedTest
    @CsvSource({"G2, 10", "G3, 10", "G2, -10", "G3, -10"})
    void arcs_by_their_radius_are_the_shorter_or_with_a_minus_the_longer(String code, double radius) {
        Drawing drawing = Programs.read("G0 X0 Y0\n" + code + " X0 Y10 R" + radius);
        double fromCentreToChord = Math.sqrt(10 * 10 - 5 * 5);
        double bulge = radius > 0 ? 10 - fromCentreToChord : 10 + fromCentreToChord;
        assertEquals(bulge, drawing.widthMm(), 0.02);
    }

    @Test
    void a_left_turn_bulges_right_of_its_chord() {
        Stroke arc = Programs.stroke("G0 X0 Y0\nG3 X0 Y10 R5");
        assertEquals(5, arc.x(arc.size() / 2), 0.05);
        assertEquals(0, arc.x(0), 1e-9);
        Stroke other = Programs.stroke("G0 X0 Y0\nG2 X0 Y10 R5");
        assertEquals(0, other.x(other.size() / 2), 0.05);
    }

    private static void assertStaysAt(double radius, double x, double y, Stroke arc, double tolerance) {
        for (int i = 1; i < arc.size(); i++) {
            assertEquals(radius, Math.hypot(arc.x(i) - x, arc.y(i) - y), 1e-9);
            double middle = Math.hypot((arc.x(i) + arc.x(i - 1)) / 2 - x, (arc.y(i) + arc.y(i - 1)) / 2 - y);
            assertTrue(radius - middle <= tolerance + 1e-9, "chord");
        }
    }

    @Test
    void each_tool_in_turn_is_a_layer() {
        Drawing drawing = Programs.read("""
                T1 M6
                G0 X0 Y0
                G1 X10
                T2
                G1 X20
                M6
                G0 X0 Y5
                G1 X10
                T1 M6
                G0 X0 Y9
                G1 X10
                """);
        assertEquals(
                List.of("Tool 1", "Tool 2", "Tool 1"),
                drawing.layers().stream().map(Layer::name).toList());
        assertEquals(
                List.of(1, 2, 3), drawing.layers().stream().map(Layer::number).toList());
        assertEquals(
                3,
                drawing.layers().getFirst().strokes().getFirst().size(),
                "a tool is only chosen until it is changed");
    }

    @Test
    void a_tool_without_a_change_command_counts_at_once() {
        Drawing drawing = Programs.read("T0\nG0 X0 Y0\nG1 X10\nT3\nG1 X20");
        assertEquals(
                List.of("", "Tool 3"),
                drawing.layers().stream().map(Layer::name).toList());
    }

    @Test
    void an_arc_is_at_most_a_kilometre_wide() {
        DrawingException refused = assertThrows(
                DrawingException.class, () -> Programs.read("G21\nG1 X10 Y10\nG2 X20 Y10 R999999999999999\n"));
        assertEquals(
                "Line 3: the arc's radius is larger than a kilometre. Write it as a straight line (G1).",
                refused.getMessage());
    }

    @Test
    void messages_for_a_display_are_passed_over() {
        String program = "G21\nM117 Ready to go\nM118 E1 (echo\nG0 X1 Y1\nM3 S1\nG1 X9\nM5\nG0 X0\n";
        assertTrue(GcodeReader.looksLikeGcode(Programs.bytes(program)));
        assertEquals(1, Programs.read(program).strokeCount());
    }

    @Test
    void nothing_is_read_after_the_end_of_the_program() {
        assertEquals(Stroke.of(0, 0, 10, 0), Programs.stroke("G0 X0 Y0\nG1 X10\nM30\nG1 X20\nthis is no G-code"));
    }

    @Test
    void what_means_nothing_to_a_plotter_is_passed_over_with_a_warning() {
        Drawing drawing = Programs.read("M104 S200\nM104 S210\nG0 X0 Y0\nG1 X10\nG29");
        assertEquals(
                List.of("M104", "G29"),
                drawing.warnings().stream().map(warning -> warning.element()).toList());
        assertEquals(2, drawing.warnings().getFirst().count());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "G0 X1 Y2;G1 Xa | Line 2: a number is missing after \"X\" in \"Xa\".",
                "G0 X1 Y2;;Hello | Line 3: a number is missing after \"H\" in \"Hello\".",
                "G0 X1;=3 | Line 2: \"=3\" is no G-code.",
                "G1 X#3 | Line 1: a number is missing after \"X\" in \"X#3\".",
                "#1=3 | Line 1: parameters, formulas and subroutines cannot be read. Write the G-code without.",
                "G0 X1;G5 X3 Y3 I0 J1 | Line 2: the motion G5 cannot be read.",
                "G81 X3 Z-1 R2 | Line 1: the motion G81 cannot be read.",
                "G2 X3 Y3 | Line 1: an arc needs its centre (I, J) or its radius (R).",
                "G2 X3 Y3 I9 J0 | Line 1: the arc's centre is 9.000 mm from its start and 6.708 mm from its end.",
                "G2 X3 Y4 R2 | Line 1: an arc of radius 2.000 mm cannot reach 5.000 mm far.",
                "G2 X0 Y0 R2 | Line 1: an arc by its radius (R) cannot end where it starts. Use I and J.",
                "G18;G2 X3 Y3 I1 J1 | Line 2: only arcs in the plane of the paper (G17) can be read.",
                "G80;X3 | Line 2: it has a place but no motion (G0, G1, G2 or G3).",
                "G1 X2000000 | Line 1: X is farther than a kilometre away.",
                "G1 X1234567890123456789 | Line 1: \"X1234567890123456789\" has more digits than a number can have.",
                "G1.23 X1 | Line 1: there is no code G1.23.",
                "G0 X5 Y5 | The G-code draws nothing: the pen never goes along the paper while it is down.",
            })
    void what_is_wrong_is_said_with_its_line(String program, String sentence) {
        DrawingException refused =
                assertThrows(DrawingException.class, () -> Programs.read(program.replace(";", "\n")));
        assertEquals(sentence, refused.getMessage());
    }

    @Test
    void a_file_up_to_the_largest_size_is_read_and_a_larger_one_is_not() {
        String program = "G0 X0\nG1 X5\n";
        int size = program.length();
        assertEquals(
                1, Programs.read(program, ReadLimits.DEFAULT.withMaxBytes(size)).strokeCount());
        assertThrows(DrawingException.class, () -> Programs.read(program, ReadLimits.DEFAULT.withMaxBytes(size - 1)));
    }

    @Test
    void as_many_points_as_allowed_are_read_and_not_one_more() {
        StringBuilder program = new StringBuilder("G0 X1 Y1\n");
        for (int i = 2; i <= 100; i++) {
            program.append("G1 X").append(i).append('\n');
        }
        assertEquals(
                100,
                Programs.read(program.toString(), ReadLimits.DEFAULT.withMaxPoints(100))
                        .pointCount());
        assertThrows(
                DrawingException.class, () -> Programs.read(program.toString(), ReadLimits.DEFAULT.withMaxPoints(99)));
    }

    @Test
    void travel_and_switching_without_end_are_refused_before_they_take_memory() {
        String travel = "G0 X1\nG0 X2\n".repeat(300);
        String switching = "M3\nM5\n".repeat(600);
        ReadLimits few = ReadLimits.DEFAULT.withMaxPoints(100);
        assertThrows(DrawingException.class, () -> Programs.read(travel + "G1 X5", few));
        assertThrows(DrawingException.class, () -> Programs.read(switching + "G1 X5", few));
    }

    @Test
    void a_line_without_end_is_refused() {
        String spaces = " ".repeat(4096);
        assertEquals(1, Programs.read("G0 X1\n" + spaces + "\nG1 X5").strokeCount());
        assertThrows(DrawingException.class, () -> Programs.read("G0 X1\n" + spaces + " \nG1 X5"));
    }

    @Test
    void a_stream_that_fails_is_a_fault_of_the_stream() throws IOException {
        InputStream broken = InputStream.nullInputStream();
        broken.close();
        assertThrows(UncheckedIOException.class, () -> GcodeReader.read(broken, ReadLimits.DEFAULT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "G21\nG90\nG0 X1 Y1\n",
                "%\n(made by hand)\nN1 G20 G17\n",
                "; made by a slicer\n\n;FLAVOR:Marlin\nM201 X500 Y500\nG28 ; home\n",
                "$H\nG92 X0 Y0\r\nG1 Z0.5 F5000\r\n",
                "G0 X1 Y2\nG1 X3 Y",
                "\ufeffg0x0y0\n"
            })
    void a_head_of_gcode_is_known(String head) {
        assertTrue(GcodeReader.looksLikeGcode(Programs.bytes(head)), head);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n\n",
                "; a comment\n; and another\n",
                "Good morning, this is a letter.\n",
                "G is a letter\n",
                "E4 E5\nF3 C6\n",
                "A4\n",
                "IN;SP1;PU0,0;PD100,100;",
                "PU;PA0,0;PD100,100\n",
                "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
                "x,y\n1,2\n",
                "1 2 3\n4 5 6\n",
                "{\"a\": 1}",
                "[section]\nkey=value\n",
                "\u0000\u0001G0 X1\n",
                "G0 X1 Y1\nand then a sentence\nG1 X5\n"
            })
    void a_head_of_anything_else_is_not(String head) {
        assertTrue(!GcodeReader.looksLikeGcode(Programs.bytes(head)), head);
    }

    @RepeatedTest(200)
    void garbled_files_are_read_or_refused_in_words(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        StringBuilder program = new StringBuilder();
        String pieces = "GGGXXYYZMSTIJRF0123456789.-+ \n\n\n;()%*$#/";
        for (int i = 0; i < 400; i++) {
            if (random.nextInt(4) == 0) {
                program.append("\nG").append(random.nextInt(4)).append("X").append(random.nextInt(9));
            }
            program.append(pieces.charAt(random.nextInt(pieces.length())));
        }
        try {
            assertTrue(Programs.read(program.toString()).strokeCount() > 0);
        } catch (DrawingException refused) {
            assertTrue(refused.getMessage().endsWith("."), refused.getMessage());
        }
        GcodeReader.looksLikeGcode(new ByteArrayInputStream(Programs.bytes(program.toString())).readAllBytes());
    }
}
