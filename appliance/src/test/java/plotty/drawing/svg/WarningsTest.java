package plotty.drawing.svg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import plotty.drawing.Drawing;

final class WarningsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<text x='1'>Hello <tspan>you</tspan></text><g><text/></g> | text x 2",
                "<flowRoot/> | flowRoot x 1",
                "<image href='a.png' width='5' height='5'/> | image x 1",
                "<foreignObject><div xmlns='http://www.w3.org/1999/xhtml'/></foreignObject> | foreignObject x 1",
                "<path d='M1 1h1' filter='url(#f)'/><g style='filter:url(#f)'/> | filter x 2",
                "<path d='M1 1h1' clip-path='url(#c)'/><g mask='url(#m)'/> | clip-path x 1, mask x 1",
                "<g stroke-dasharray='1 2'><path d='M1 1h1'/><path d='M1 1h1'/></g> | stroke-dasharray x 2",
                "<path d='M1 1h1' marker-end='url(#m)'/><rect width='1' height='1' marker-end='url(#m)'/> | marker x 1",
                "<path d='M1 1h1' style='marker:url(#m)'/> | marker x 1",
                "<pattern id='p'/><rect width='1' height='1' fill='url(#p)'/> | pattern x 1",
                "<linearGradient id='p'/><rect width='1' height='1' stroke='url(#p)'/> | linearGradient x 1",
                "<path d='M1 1h1'><animate attributeName='d'/></path><set/><script/> | set x 1, script x 1",
                "<wobble/><wobble/> | wobble x 2",
                "<path d='M1 1h1e300'/><path d='M1 1h1e308h1e308'/> | path x 2",
                "<use href='#t'/><defs><text id='t'/></defs> | text x 1"
            })
    void what_cannot_be_plotted_is_named_and_counted(String content, String expected) {
        Drawing drawing = Sheet.of(content);

        assertEquals(expected, Sheet.warnings(drawing));
        assertTrue(drawing.warnings().stream()
                .allMatch(warning -> warning.message().endsWith(".")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<title>t</title><desc>d</desc><metadata><x xmlns='urn:x'/></metadata>",
                "<plotdata layer='1' application='axidraw'/>",
                "<defs><text/><image/><clipPath/><filter id='f'/></defs>",
                "<text display='none'/><g visibility='hidden'><text/></g>",
                "<path d='M1 1h1' stroke-dasharray='none' filter='none' clip-path='none' mask='none' marker-end='none'/>",
                "<g stroke-dasharray='1 2'><path d='M1 1h1' stroke-dasharray='0 0px, 0%'/></g>",
                "<path d='M1 1h1' fill='red' stroke='blue' opacity='.5'/>",
                "<sodipodi:namedview xmlns:sodipodi='urn:s'><inkscape:page/></sodipodi:namedview>"
            })
    void what_says_nothing_to_a_pen_is_passed_over_in_silence(String content) {
        assertEquals("", Sheet.warnings(Sheet.of(content)));
    }

    @Test
    void animations_inside_of_shapes_are_warned_of_too() {
        assertEquals("", Sheet.warnings(Sheet.of("<path d='M1 1h1'/>")));
        assertEquals("animate x 1", Sheet.warnings(Sheet.of("<g><animate/></g>")));
    }

    @Test
    void thousands_of_kinds_are_summed_up() {
        StringBuilder content = new StringBuilder();
        for (int i = 0; i < 1000; i++) {
            content.append("<e").append(i).append("/>");
        }
        Drawing drawing = Sheet.of(content.toString());

        assertEquals(61, drawing.warnings().size());
        assertEquals("other", drawing.warnings().getLast().element());
        assertEquals(940, drawing.warnings().getLast().count());
    }

    @Test
    void foreign_text_is_quoted_briefly_and_on_one_line() {
        String message = Sheet.messages(Sheet.of("<g transform='" + "wobble \n".repeat(10_000) + "'/>"));

        assertTrue(message.length() < 200 && !message.contains("\n"), message);
    }
}
