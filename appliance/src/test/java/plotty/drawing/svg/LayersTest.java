package plotty.drawing.svg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import plotty.drawing.Drawing;
import plotty.drawing.Layer;

final class LayersTest {

    private static String layer(String label, String content) {
        return "<g inkscape:groupmode='layer' inkscape:label='" + label + "'>" + content + "</g>";
    }

    private static String line(int y) {
        return "<path d='M0 " + y + "h1'/>";
    }

    /** As {@code number name strokes}, in order. */
    private static String layers(Drawing drawing) {
        return drawing.layers().stream()
                .map(layer -> layer.number() + " " + layer.name() + " "
                        + layer.strokes().size())
                .collect(Collectors.joining(", "));
    }

    @Test
    void a_document_without_layers_is_one_layer() {
        assertEquals("1 Layer 1 3", layers(Sheet.of("<g>" + line(1) + "</g>" + line(2) + line(3))));
    }

    @Test
    void a_document_without_anything_has_no_layer() {
        assertEquals("", layers(Sheet.of("<g></g>")));
    }

    @Test
    void inkscape_layers_keep_name_color_and_order() {
        Drawing drawing = Sheet.of(layer("outline", line(1))
                + "<g inkscape:groupmode='layer' inkscape:label='fill' stroke='blue'>" + line(2) + line(3) + "</g>");

        assertEquals("1 outline 1, 2 fill 2", layers(drawing));
        assertEquals("#000000", drawing.layers().getFirst().color());
        assertEquals("#0000ff", drawing.layers().getLast().color());
    }

    @Test
    void numbered_layers_of_vpype_keep_their_number_as_name() {
        assertEquals("1 3 1, 2 7 1", layers(Sheet.of(layer("3", line(1)) + layer("7", line(2)))));
    }

    @Test
    void a_layer_in_a_layer_belongs_to_the_outer_one() {
        assertEquals(
                "1 outer 3, 2 next 1",
                layers(Sheet.of(layer("outer", line(1) + layer("inner", line(2)) + line(3)) + layer("next", line(4)))));
    }

    @Test
    void a_layer_may_stand_in_a_plain_group() {
        assertEquals(
                "1 a 1, 2 b 1",
                layers(Sheet.of("<g transform='scale(2)'>" + layer("a", line(1)) + "</g>" + layer("b", line(2)))));
    }

    @Test
    void what_is_outside_of_layers_makes_layers_of_its_own_in_drawing_order() {
        assertEquals(
                "1 Outside layers 2, 2 a 1, 3 Outside layers 1, 4 b 1",
                layers(Sheet.of(line(1) + line(2) + layer("a", line(3)) + line(4) + layer("b", line(5)))));
    }

    @Test
    void layers_without_strokes_are_kept_but_hidden_ones_are_not() {
        assertEquals(
                "1 empty 0, 2 b 1",
                layers(Sheet.of(
                        layer("empty", "") + "<g inkscape:groupmode='layer' inkscape:label='off' style='display:none'>"
                                + line(1) + "</g>" + layer("b", line(2)))));
    }

    @Test
    void a_layer_without_a_label_has_its_id_or_its_number_as_name() {
        assertEquals(
                "1 layer7 1, 2 Layer 2 1",
                layers(Sheet.of("<g inkscape:groupmode='layer' id='layer7'>" + line(1) + "</g>"
                        + "<g inkscape:groupmode='layer'>" + line(2) + "</g>")));
    }

    @Test
    void control_codes_in_names_become_directives() {
        Layer layer = Sheet.of(layer("!3+h40+s50+d500 blue", line(1))).layers().getFirst();

        assertEquals("!3+h40+s50+d500 blue", layer.name());
        assertTrue(layer.directives().pauseBefore());
        assertEquals(40, layer.directives().penHeightPercent().orElseThrow());
        assertEquals(Duration.ofMillis(500), layer.directives().delay());
        assertTrue(Sheet.of(layer("%notes", line(1)))
                .layers()
                .getFirst()
                .directives()
                .documentation());
    }

    @Test
    void duplicate_and_hostile_names_stay_apart_and_as_they_are() {
        assertEquals(
                "1 a 1, 2 a 1, 3 <script>&\"' 1, 4 ../../x 1",
                layers(Sheet.of(layer("a", line(1))
                        + layer("a", line(2))
                        + layer("&lt;script&gt;&amp;&quot;&apos;", line(3))
                        + layer("../../x", line(4)))));
    }

    @Test
    void a_name_of_unreasonable_length_is_cut() {
        String name = Sheet.of(layer("ä".repeat(100_000), line(1)))
                .layers()
                .getFirst()
                .name();

        assertEquals("ä".repeat(200) + "…", name);
    }

    @Test
    void the_color_of_a_layer_is_that_of_its_first_shape() {
        Drawing drawing =
                Sheet.of(layer("a", "<path stroke='none' d='M1 1h1'/><path stroke='lime' d='M1 1h1'/>" + line(1)));

        assertEquals("#00ff00", drawing.layers().getFirst().color());
    }
}
