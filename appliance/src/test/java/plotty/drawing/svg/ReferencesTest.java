package plotty.drawing.svg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import plotty.drawing.Drawing;

final class ReferencesTest {
    private static final String SQUARE = "<symbol id='s' viewBox='0 0 10 10'><path d='M0 0L10 10'/></symbol>";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<defs><path id='p' d='M1 1h1'/></defs> | ''",
                "<defs><path id='p' d='M1 1h1'/></defs><use href='#p'/> | 1,1 2,1",
                "<use xlink:href='#p' x='5' y='6'/><defs><path id='p' d='M1 1h1'/></defs> | 6,7 7,7",
                "<defs><path id='p' d='M1 1h1'/></defs><use href='#p' xlink:href='#q' transform='scale(2)' x='5'/> | 12,2 14,2",
                "<g id='g'><path d='M1 1h1'/></g><use href='#g' x='5'/> | 1,1 2,1; 6,1 7,1",
                "<use href='#u'/><defs><use id='u' href='#p' x='1'/><path id='p' d='M1 1h1'/></defs> | 2,1 3,1",
                "<path id='p' d='M1 1h1'/><path id='p' d='M9 9h1'/><use href='#p' y='1'/> | 1,1 2,1; 9,9 10,9; 1,2 2,2",
                "<clipPath id='c'><path id='p' d='M1 1h1'/></clipPath><use href='#p'/> | 1,1 2,1"
            })
    void a_use_draws_what_it_refers_to_at_its_place(String content, String expected) {
        Drawing drawing = Sheet.of(content);

        assertEquals(expected, Sheet.text(drawing));
        assertEquals("", Sheet.warnings(drawing));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<use href='#s' width='20' height='20'/> | 0,0 20,20",
                "<use href='#s' x='5' y='6' width='20' height='20'/> | 5,6 25,26",
                "<use href='#s' width='40' height='20'/> | 10,0 30,20",
                "<use href='#s'/> | 0,0 100,100",
                "<use href='#s' width='50%' height='50%'/> | 0,0 50,50",
                "<use href='#s' width='0' height='20'/> | ''"
            })
    void a_symbol_fills_the_size_that_its_use_gives_it(String use, String expected) {
        assertEquals(expected, Sheet.text(Sheet.of(SQUARE + use)));
    }

    @Test
    void a_symbol_keeps_its_own_size_if_its_use_gives_none() {
        assertEquals(
                "2,3 7,8",
                Sheet.text(Sheet.of("<symbol id='s' x='1' y='1' width='5' height='5' viewBox='0 0 10 10'><path"
                        + " d='M0 0L10 10'/></symbol><use href='#s' x='1' y='2'/>")));
    }

    @Test
    void a_symbol_cuts_off_what_is_outside_of_it_unless_it_overflows() {
        String content = "<symbol id='s' viewBox='0 0 10 10' %s><path d='M-5 5h20'/></symbol><use href='#s' width='10'"
                + " height='10'/>";

        assertEquals("0,5 10,5", Sheet.text(Sheet.of(content.formatted(""))));
        assertEquals("-5,5 15,5", Sheet.text(Sheet.of(content.formatted("overflow='visible'"))));
    }

    @Test
    void a_use_may_resize_an_svg() {
        assertEquals(
                "0,0 5,5; 0,0 20,20",
                Sheet.text(Sheet.of("<svg id='v' width='5' height='5' viewBox='0 0 10 10'><path d='M0 0L10 10'/></svg>"
                        + "<use href='#v' width='20' height='20'/>")));
    }

    @Test
    void what_is_used_inherits_from_the_use_and_is_styled_where_it_stands() {
        Drawing drawing = Sheet.of("<style>defs path{visibility:visible}</style><defs><path id='p' d='M1 1h1'/></defs>"
                + "<use href='#p' stroke='lime' visibility='hidden'/>");

        assertEquals("1,1 2,1", Sheet.text(drawing));
        assertEquals("#00ff00", drawing.layers().getFirst().color());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<use id='a' href='#a'/>",
                "<g id='a'><use href='#a'/></g>",
                "<g id='a'><g><use href='#a' x='5'/></g></g>",
                "<symbol id='a'><use href='#a'/></symbol><use href='#a'/>",
                "<defs><g id='a'><use href='#b'/></g><g id='b'><use href='#a'/></g></defs><use href='#a'/>"
            })
    void a_use_of_itself_is_not_drawn_but_warned_of(String content) {
        Drawing drawing = Sheet.of(content + "<path d='M1 1h1'/>");

        assertEquals("1,1 2,1", Sheet.text(drawing));
        assertEquals("use x 1", Sheet.warnings(drawing));
        assertTrue(Sheet.messages(drawing).contains("part of"), Sheet.messages(drawing));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"href='#none'", "href='other.svg#a'", "xlink:href='http://example.org/a.svg'", "href=''", ""})
    void a_use_of_what_is_not_in_the_file_is_warned_of(String attribute) {
        Drawing drawing = Sheet.of("<use " + attribute + "/><use " + attribute + "/>");

        assertEquals("use x 2", Sheet.warnings(drawing));
        assertTrue(Sheet.messages(drawing).contains("not in the file"));
    }

    @Test
    void a_layer_that_is_used_is_no_layer_there() {
        Drawing drawing = Sheet.of("<g id='l' inkscape:groupmode='layer' inkscape:label='a'><path d='M1 1h1'/></g>"
                + "<use href='#l' y='1'/>");

        assertEquals(2, drawing.layers().size());
        assertEquals("Outside layers", drawing.layers().getLast().name());
        assertEquals("1,1 2,1; 1,2 2,2", Sheet.text(drawing));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<path d='M1 1h1'/><path d='M2 2h1'/> | 1,1 2,1",
                "<g systemLanguage='de'><path d='M1 1h1'/></g><path d='M2 2h1'/> | 2,2 3,2",
                "<path systemLanguage='fr, en-GB' d='M1 1h1'/><path d='M2 2h1'/> | 1,1 2,1",
                "<path systemLanguage='' d='M1 1h1'/><path d='M2 2h1'/> | 2,2 3,2",
                "<foreignObject requiredExtensions='http://ns.adobe.com/'/><g><path d='M2 2h1'/></g> | 2,2 3,2",
                "<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'/></foreignObject><path d='M2 2h1'/> | 2,2 3,2",
                "<path requiredFeatures='x' d='M1 1h1'/><path d='M2 2h1'/> | 1,1 2,1",
                "<title>t</title><path d='M2 2h1'/> | 2,2 3,2",
                "<path systemLanguage='de' d='M1 1h1'/> | ''"
            })
    void a_switch_draws_its_first_child_that_can_be(String children, String expected) {
        Drawing drawing = Sheet.of("<switch>" + children + "</switch>");

        assertEquals(expected, Sheet.text(drawing));
        assertEquals("", Sheet.warnings(drawing));
    }

    @Test
    void links_are_groups() {
        assertEquals("1,1 2,1", Sheet.text(Sheet.of("<a href='http://example.org'><path d='M1 1h1'/></a>")));
    }

    @Test
    void prefixed_elements_are_svg_if_their_namespace_is() {
        assertEquals(
                "1,1 2,1",
                Sheet.text(Sheet.document("<s:svg xmlns:s='http://www.w3.org/2000/svg' xmlns:i='urn:x' width='96mm'"
                        + " height='96mm' viewBox='0 0 96 96'><s:path d='M1 1h1'/><i:path d='M5 5h1'/></s:svg>")));
    }

    @Test
    void a_file_without_the_namespace_is_read_all_the_same() {
        assertEquals(
                "1,1 2,1", Sheet.text(Sheet.document("<svg viewBox='0 0 9 9' width='9mm'><path d='M1 1h1'/></svg>")));
    }
}
