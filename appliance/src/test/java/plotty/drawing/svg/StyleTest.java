package plotty.drawing.svg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import plotty.drawing.Drawing;

/** The colour of a layer shows which declaration won. */
final class StyleTest {
    private static final String PAGE = "width='100mm' height='100mm' viewBox='0 0 100 100'";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "path{stroke:blue} | stroke='red' | #0000ff",
                "* {stroke:blue} | stroke='red' | #0000ff",
                "path{stroke:blue} .a{stroke:lime} | '' | #00ff00",
                ".a{stroke:lime} path{stroke:blue} | '' | #00ff00",
                "#p{stroke:red} .a{stroke:lime} path{stroke:blue} | '' | #ff0000",
                "#p{stroke:red} .a{stroke:lime} | style='stroke:blue' | #0000ff",
                ".a{stroke:lime} .b{stroke:blue} | '' | #0000ff",
                ".b{stroke:blue} .a{stroke:lime} | '' | #00ff00",
                ".a.b{stroke:red} .a{stroke:lime} | '' | #ff0000",
                "path.a{stroke:red} .a{stroke:lime} | '' | #ff0000",
                "rect, path , .z{stroke:blue} | '' | #0000ff",
                "g path{stroke:blue} | '' | #0000ff",
                "svg > g > path{stroke:blue} | '' | #0000ff",
                "svg > path{stroke:blue} | stroke='red' | #ff0000",
                "svg g.outer path{stroke:blue} path{stroke:lime} | '' | #0000ff",
                "path{stroke:blue !important} | style='stroke:red' | #0000ff",
                "path{stroke:blue!IMPORTANT} | style='stroke:red ! important' | #ff0000",
                "path{stroke:blue /*; stroke:red*/} | '' | #0000ff",
                "/* path{stroke:red} */ path{stroke:blue} | '' | #0000ff",
                "path{nonsense; stroke:blue; stroke} | '' | #0000ff",
                "path{stroke:blurb} | stroke='red' | #ff0000",
                "path{font-family:\"a;}b\"; stroke:blue} | '' | #0000ff",
                "path{background:url(data:a;b); stroke:blue} | '' | #0000ff",
                "@import 'a.css'; path{stroke:blue} | '' | #0000ff",
                "@media print { path{stroke:red} } path{stroke:blue} | '' | #0000ff",
                "PATH{stroke:red} path{STROKE:blue} | '' | #0000ff",
                "path{stroke:blue | '' | #0000ff",
                "path:hover{stroke:red} path{stroke:blue} | '' | #0000ff"
            })
    void the_cascade_decides_as_css_does(String css, String attributes, String expected) {
        Drawing drawing = Sheet.of(
                PAGE,
                "<g class='outer'><path id='p' class='a b' d='M1 1h5' " + attributes + "/></g><style><![CDATA[" + css
                        + "]]></style>");

        assertEquals(expected, drawing.layers().getFirst().color());
    }

    @Test
    void rules_that_are_not_understood_are_warned_of() {
        Drawing drawing =
                Sheet.of("<style>path:hover{stroke:red} a[b]{c:d} @media print{a{b:c}} @charset 'x';</style>");

        assertEquals("style x 3", Sheet.warnings(drawing));
        assertTrue(Sheet.messages(drawing).contains("path:hover"));
    }

    @Test
    void styles_in_another_language_are_not_css() {
        assertEquals(
                "1,1 2,1", Sheet.text(Sheet.of("<style type='text/x'>path{display:none}</style><path d='M1 1h1'/>")));
    }

    @ParameterizedTest
    @CsvSource({
        "red, #ff0000",
        "RebeccaPurple, #663399",
        "#f80, #ff8800",
        "#f808, #ff8800",
        "#FF8800, #ff8800",
        "#ff880080, #ff8800",
        "'rgb(255, 136, 0)', #ff8800",
        "'rgb(100%,50%,0%)', #ff8000",
        "'rgba(255 136 0 / 0.5)', #ff8800",
        "'rgb(300, -5, 0)', #ff0000",
        "'hsl(120, 100%, 50%)', #00ff00",
        "'hsl(240deg 100% 25%)', #000080",
        "currentColor, #123456",
        "url(#none) lime, #00ff00",
        "url(#none), #000000",
        "nocolor, #00ffff"
    })
    void colors_are_read_in_every_notation(String color, String expected) {
        Drawing drawing =
                Sheet.of(PAGE + " color='#123456' stroke='aqua'", "<path d='M1 1h5' stroke='" + color + "'/>");

        assertEquals(expected, drawing.layers().getFirst().color());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "stroke='red' | #ff0000",
                "stroke='red' fill='blue' | #ff0000",
                "fill='blue' | #0000ff",
                "'' | #000000",
                "stroke='none' fill='blue' | #0000ff",
                "style='stroke:none;fill:blue' | #0000ff"
            })
    void every_shape_that_can_be_seen_is_outlined_once(String attributes, String color) {
        Drawing drawing = Sheet.of(PAGE, "<rect width='1' height='1' " + attributes + "/>");

        assertEquals(1, drawing.strokeCount());
        assertEquals(color, drawing.layers().getFirst().color());
        assertEquals("", Sheet.warnings(drawing));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fill='none'",
                "fill='none' stroke='none'",
                "style='fill:none'",
                "fill='transparent' stroke='transparent'",
                "fill='#0000' stroke='rgba(1,2,3,0)'"
            })
    void a_shape_with_neither_stroke_nor_fill_is_left_out_with_a_warning(String attributes) {
        Drawing drawing = Sheet.of(PAGE, "<rect width='1' height='1' " + attributes + "/>");

        assertEquals(0, drawing.strokeCount());
        assertEquals("rect x 1", Sheet.warnings(drawing));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<g display='none'><path d='M1 1h1'/></g> | ''",
                "<g style='display:none'><path style='display:inline' d='M1 1h1'/></g> | ''",
                "<path display='none' d='M1 1h1'/> | ''",
                "<g visibility='hidden'><path d='M1 1h1'/></g> | ''",
                "<g visibility='hidden'><path visibility='visible' d='M1 1h1'/></g> | 1,1 2,1",
                "<g style='visibility:collapse'><path d='M1 1h1'/></g> | ''",
                "<g class='off'><path d='M1 1h1'/></g> | ''",
                "<path opacity='0' d='M1 1h1'/> | 1,1 2,1"
            })
    void what_is_not_displayed_is_not_drawn(String content, String expected) {
        Drawing drawing = Sheet.of("<style>.off{display:none}</style>" + content);

        assertEquals(expected, Sheet.text(drawing));
        assertEquals("", Sheet.warnings(drawing));
    }

    @Test
    void a_drawing_that_is_hidden_as_a_whole_is_empty() {
        assertEquals(0, Sheet.of(PAGE + " display='none'", "<path d='M1 1h1'/>").strokeCount());
    }
}
