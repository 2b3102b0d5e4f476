package plotty.drawing.svg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.geom.Ellipse2D;
import java.awt.geom.RoundRectangle2D;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import plotty.drawing.Stroke;

final class ShapesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<line x1='1' y1='2' x2='3' y2='4'/> | 1,2 3,4",
                "<line x2='3'/> | 0,0 3,0",
                "<polyline points='1,2 3,4 5,6'/> | 1,2 3,4 5,6",
                "<polyline points='1-2-3 4,5 , 6'/> | 1,-2 -3,4 5,6",
                "<polygon points='1 2 3 4 5 6'/> | 1,2 3,4 5,6 1,2",
                "<rect x='1' y='2' width='3' height='4'/> | 1,2 4,2 4,6 1,6 1,2",
                "<rect width='3' height='4' rx='0' ry='2'/> | 0,0 3,0 3,4 0,4 0,0",
                "<rect width='0' height='4'/> | ''",
                "<rect width='3'/> | ''",
                "<circle r='0'/> | ''",
                "<ellipse rx='5' ry='0'/> | ''",
                "<ellipse/> | ''",
                "<polyline points=''/> | ''",
                "<polygon/> | ''",
                "<path/> | ''"
            })
    void basic_shapes_begin_and_turn_where_the_specification_says(String shape, String expected) {
        var drawing = Sheet.of(shape);

        assertEquals(expected, Sheet.text(drawing));
        assertEquals("", Sheet.warnings(drawing));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rx='5' | 5 | 5",
                "ry='5' | 5 | 5",
                "rx='5' ry='auto' | 5 | 5",
                "rx='auto' ry='5' | 5 | 5",
                "rx='5' ry='3' | 5 | 3",
                "rx='100' ry='3' | 20 | 3",
                "rx='100' | 20 | 15",
                "rx='-4' ry='3' | 3 | 3",
                "rx='5%' | 5 | 5",
                "style='rx:5px;ry:3px' | 5 | 3"
            })
    void rounded_corners_follow_the_rules_for_missing_and_large_radii(String attributes, double rx, double ry) {
        Stroke stroke = Sheet.strokes(Sheet.of("<rect x='10' y='20' width='40' height='30' " + attributes + "/>"))
                .getFirst();
        var exact = Distance.points(new RoundRectangle2D.Double(10, 20, 40, 30, 2 * rx, 2 * ry));

        assertEquals(0, Distance.farthest(exact, Distance.points(stroke)), 0.02);
        assertEquals(0, Distance.farthest(Distance.points(stroke), exact), 0.02);
        assertEquals(10 + rx, stroke.x(0), 1e-9);
        assertEquals(20, stroke.y(0), 1e-9);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<circle cx='30' cy='40' r='20'/> | 20 | 20",
                "<ellipse cx='30' cy='40' rx='20' ry='10'/> | 20 | 10",
                "<ellipse cx='30' cy='40' rx='20'/> | 20 | 20",
                "<ellipse cx='30' cy='40' rx='auto' ry='7'/> | 7 | 7"
            })
    void circles_and_ellipses_are_round_to_the_tolerance(String shape, double rx, double ry) {
        Stroke stroke = Sheet.strokes(Sheet.of(shape)).getFirst();
        for (int i = 0; i < stroke.size(); i++) {
            assertEquals(1, Math.hypot((stroke.x(i) - 30) / rx, (stroke.y(i) - 40) / ry), 1e-9);
        }
        var awt = Distance.points(new Ellipse2D.Double(30 - rx, 40 - ry, 2 * rx, 2 * ry));
        assertEquals(0, Distance.farthest(awt, Distance.points(stroke)), 0.02);
        assertEquals(30 + rx, stroke.x(0), 1e-9);
        assertTrue(stroke.y(1) > 40, "first to the right, then down");
    }

    @Test
    void negative_sizes_are_not_drawn_and_warned_of() {
        var drawing = Sheet.of("<rect width='-3' height='4'/><rect width='3' height='-4'/><circle r='-1'/>");

        assertEquals("", Sheet.text(drawing));
        assertEquals("rect x 2, circle x 1", Sheet.warnings(drawing));
    }

    @Test
    void what_is_no_length_is_ignored_with_a_warning_that_quotes_it() {
        var drawing = Sheet.of("<line x1='5furlong' x2='3'/><circle r='calc(1px + 2px)'/>");

        assertEquals("0,0 3,0", Sheet.text(drawing));
        assertEquals("line x 1, circle x 1", Sheet.warnings(drawing));
        assertTrue(Sheet.messages(drawing).contains("x1=\"5furlong\" at line 1"), Sheet.messages(drawing));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<polyline points='1 2 3 4 5'/> | 1,2 3,4",
                "<polygon points='1 2 3 4 5 6 x 7'/> | 1,2 3,4 5,6 1,2",
                "<path d='M1 2L3 4 5 6 7'/> | 1,2 3,4 5,6",
                "<path d='M1 2L3 4 NaN 6 7 8'/> | 1,2 3,4"
            })
    void broken_points_and_paths_are_drawn_up_to_the_error_with_a_warning(String shape, String expected) {
        var drawing = Sheet.of("\n\n" + shape);

        assertEquals(expected, Sheet.text(drawing));
        assertEquals(1, drawing.warnings().size());
        assertTrue(
                drawing.warnings()
                        .getFirst()
                        .message()
                        .matches("The (d|points) of the <\\w+> at line 3 has an error at"
                                + " character \\d+, before .*; it is drawn up to there\\."),
                Sheet.messages(drawing));
    }
}
