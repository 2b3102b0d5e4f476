package plotty.drawing.svg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import plotty.drawing.Drawing;
import plotty.drawing.DrawingException;

final class ViewportTest {
    private static final String DIAGONAL = "<path stroke='black' d='M0 0L10 10'/>";

    @ParameterizedTest
    @CsvSource({
        "96, 96, 25.4, 25.4",
        "96px, 48px, 25.4, 12.7",
        "210mm, 297mm, 210, 297",
        "21cm, 29.7cm, 210, 297",
        "8.5in, 11in, 215.9, 279.4",
        "72pt, 6pc, 25.4, 25.4",
        "400Q, 1e2mm, 100, 100",
        "10em, 10ex, 42.333, 21.167",
        "10rem, 10ch, 42.333, 21.167",
        "' 5MM ', 5Mm, 5, 5"
    })
    void the_page_has_its_size_in_every_unit(String width, String height, double widthMm, double heightMm) {
        Drawing drawing = Sheet.of("width='%s' height='%s'".formatted(width, height), "");

        assertEquals(widthMm, drawing.widthMm(), 0.001);
        assertEquals(heightMm, drawing.heightMm(), 0.001);
        assertEquals("", Sheet.warnings(drawing));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "viewBox='0 0 96 192' | 25.4 | 50.8",
                "viewBox='0 0 50 100' width='10mm' | 10 | 20",
                "viewBox='0 0 50 100' height='10mm' | 5 | 10",
                "viewBox='0 0 96 96' width='100%' height='100%' | 25.4 | 25.4",
                "viewBox='0 0 96 96' width='auto' | 25.4 | 25.4",
                "style='width:30mm;height:4cm' | 30 | 40"
            })
    void a_missing_size_comes_from_the_viewbox(String attributes, double widthMm, double heightMm) {
        Drawing drawing = Sheet.of(attributes, DIAGONAL);

        assertEquals(widthMm, drawing.widthMm(), 1e-9);
        assertEquals(heightMm, drawing.heightMm(), 1e-9);
    }

    @Test
    void a_page_of_unknown_size_reaches_to_the_farthest_point_with_a_warning() {
        Drawing drawing = Sheet.of("", "<path d='M-50 0L960 480'/>");

        assertEquals(254, drawing.widthMm(), 1e-9);
        assertEquals(127, drawing.heightMm(), 1e-9);
        assertTrue(Sheet.messages(drawing).contains("254.0 x 127.0 mm"), Sheet.messages(drawing));
    }

    @Test
    void an_empty_page_of_unknown_size_is_a4() {
        Drawing drawing = Sheet.of("", "");

        assertEquals(210, drawing.widthMm(), 1e-9);
        assertEquals(297, drawing.heightMm(), 1e-9);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"width='0' height='10'", "width='10' height='-5mm'", "width='10' height='1e9mm'", "width='2000m'"
            })
    void a_page_without_reason_is_refused_or_its_size_ignored(String attributes) {
        if (attributes.contains("2000m")) {
            assertTrue(Sheet.messages(Sheet.of(attributes, DIAGONAL)).contains("\"2000m\" is no length"));
        } else {
            String message = assertThrows(DrawingException.class, () -> Sheet.of(attributes, DIAGONAL))
                    .getMessage();
            assertTrue(message.contains("width=\"210mm\""), message);
        }
    }

    /** A square of 10 in a page of 40 x 20 mm, and of 20 x 40 mm: where its diagonal comes to lie. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | 10,0 30,20 | 0,10 20,30",
                "none | 0,0 40,20 | 0,0 20,40",
                "xMinYMin | 0,0 20,20 | 0,0 20,20",
                "xMidYMin | 10,0 30,20 | 0,0 20,20",
                "xMaxYMin meet | 20,0 40,20 | 0,0 20,20",
                "xMinYMid | 0,0 20,20 | 0,10 20,30",
                "xMidYMid meet | 10,0 30,20 | 0,10 20,30",
                "xMaxYMid | 20,0 40,20 | 0,10 20,30",
                "xMinYMax | 0,0 20,20 | 0,20 20,40",
                "xMidYMax meet | 10,0 30,20 | 0,20 20,40",
                "xMaxYMax | 20,0 40,20 | 0,20 20,40",
                "xMinYMin slice | 0,0 40,40 | 0,0 40,40",
                "xMidYMin slice | 0,0 40,40 | -10,0 30,40",
                "xMaxYMin slice | 0,0 40,40 | -20,0 20,40",
                "xMinYMid slice | 0,-10 40,30 | 0,0 40,40",
                "xMidYMid slice | 0,-10 40,30 | -10,0 30,40",
                "xMaxYMid slice | 0,-10 40,30 | -20,0 20,40",
                "xMinYMax slice | 0,-20 40,20 | 0,0 40,40",
                "xMidYMax slice | 0,-20 40,20 | -10,0 30,40",
                "xMaxYMax slice | 0,-20 40,20 | -20,0 20,40",
                "none slice | 0,0 40,20 | 0,0 20,40",
                "defer xMinYMin | 0,0 20,20 | 0,0 20,20"
            })
    void the_viewbox_fits_by_every_preserve_aspect_ratio(String aspect, String wide, String tall) {
        String attribute = aspect.isEmpty() ? "" : " preserveAspectRatio='" + aspect + "'";
        String path = "<path stroke='black' d='M5 5l10 10'/>";

        assertEquals(wide, Sheet.text(Sheet.of("width='40mm' height='20mm' viewBox='5 5 10 10'" + attribute, path)));
        assertEquals(tall, Sheet.text(Sheet.of("width='20mm' height='40mm' viewBox='5 5 10 10'" + attribute, path)));
        String nested = "<svg x='1' y='2' width='40' height='20' overflow='visible' viewBox='5 5 10 10'" + attribute
                + ">" + path + "</svg>";
        assertEquals(wide, Sheet.text(Sheet.of("width='100mm' height='100mm' viewBox='1 2 100 100'", nested)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1 2 3", "a", "0 0 -1 5", "0 0 5 5 5", "0 0 1e999 1", ""})
    void a_broken_viewbox_is_ignored_with_a_warning(String viewBox) {
        Drawing drawing = Sheet.of("width='96' height='96' viewBox='" + viewBox + "'", DIAGONAL);

        assertEquals("0,0 2.646,2.646", Sheet.text(drawing));
        assertEquals("svg x 1", Sheet.warnings(drawing));
    }

    @Test
    void an_unknown_preserve_aspect_ratio_is_taken_as_the_usual_one_with_a_warning() {
        Drawing drawing =
                Sheet.of("width='40mm' height='20mm' viewBox='0 0 10 10' preserveAspectRatio='middle'", DIAGONAL);

        assertEquals("10,0 30,20", Sheet.text(drawing));
        assertEquals("svg x 1", Sheet.warnings(drawing));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<line x1='10%' y1='10%' x2='50%' y2='100%'/> | 20,10 100,100",
                "<rect x='50%' y='50%' width='50%' height='50%'/> | 100,50 200,50 200,100 100,100 100,50",
                "<svg x='10%' width='50%' height='50%'><line x2='100%' y2='100%'/></svg> | 20,0 120,50",
                "<svg viewBox='0 0 4 2'><line x2='50%' y2='50%'/></svg> | 0,0 100,50",
                "<line x1='1em' x2='10mm' y2='2pc'/> | 16,0 37.795,32",
                "<g font-size='10'><line x2='1em' y2='2ex'/></g> | 0,0 10,10",
                "<g font-size='50%'><line style='font-size:2em' x2='1em' y2='1rem'/></g> | 0,0 16,16"
            })
    void lengths_in_a_drawing_may_have_any_unit_or_be_percentages(String content, String expected) {
        assertEquals(
                expected,
                Sheet.text(Sheet.of("width='200mm' height='100mm' viewBox='0 0 200 100' stroke='red'", content)));
    }

    @Test
    void the_radius_of_a_circle_in_percent_is_of_the_diagonal() {
        Drawing drawing =
                Sheet.of("width='70mm' height='10mm' viewBox='0 0 70 10'", "<circle r='10%' cx='50%' cy='50%'/>");

        assertEquals("30,0 to 40,10", Sheet.bounds(drawing));
    }

    @Test
    void a_nested_viewport_cuts_off_what_is_outside_of_it() {
        assertEquals(
                "10,15 20,15; 10,10 20,20; 12,12 12,12.5; 10,10 20,10 20,20 10,20 10,10",
                Sheet.text(Sheet.of("<svg x='10' y='10' width='10' height='10'><path d='M-5 5h50M-5 -5l50 50'/>"
                        + "<path d='M2 2v.5M50 2h5'/><rect width='10' height='10'/></svg>")));
    }

    @Test
    void a_nested_viewport_in_another_shows_what_both_show() {
        assertEquals(
                "10,15 15,15",
                Sheet.text(Sheet.of("<svg x='10' y='10' width='10' height='10'>"
                        + "<svg x='-5' y='-5' width='10' height='20'><path d='M-50 10H50'/></svg></svg>")));
    }

    @Test
    void a_turned_viewport_cuts_along_its_turned_edges() {
        assertEquals(
                "50,50 50,64.142",
                Sheet.text(Sheet.of("<svg width='10' height='10' transform='translate(50 50)rotate(45)'>"
                        + "<path d='M0 0L50 50'/></svg>")));
    }

    @Test
    void a_nested_viewport_without_extent_shows_nothing() {
        assertEquals(
                "",
                Sheet.text(Sheet.of(
                        "<svg width='0'><path d='M0 0h1'/></svg><svg viewBox='0 0 0 5'><path d='M0 0h1'/></svg>")));
    }

    @Test
    void the_outermost_svg_may_have_a_transform_of_its_own() {
        assertEquals(
                "20,0 20,10",
                Sheet.text(Sheet.of(
                        "width='100mm' height='100mm' viewBox='0 0 100 100' transform='translate(75.59055 0)rotate(90)'",
                        "<path d='M0 0h10'/>")));
    }
}
