package plotty.drawing.hpgl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import plotty.drawing.Drawing;

/** Which layers and which page a file comes to, in the manners of the programs that write such files. */
class PensAndSheetsTest {

    private static String layers(Drawing drawing) {
        return drawing.layers().stream()
                .map(layer -> layer.number() + " " + layer.name() + " " + layer.color() + " x"
                        + layer.strokes().size())
                .collect(Collectors.joining(", "));
    }

    @Test
    void each_pen_is_a_layer_in_the_order_in_which_they_draw() {
        Drawing drawing =
                Plots.read("IN;DF;SP3;PU0,0;PD400,0;PU;SP1;PU0,400;PD400,400;PU;SP3;PU0,800;PD400,800;PU;SP0;IN;");
        assertEquals("3 Pen 3 #008000 x2, 1 Pen 1 #000000 x1", layers(drawing));
    }

    @Test
    void a_file_in_the_manner_of_vpype_lies_on_the_sheet_that_its_plotter_has() {
        Drawing drawing =
                Plots.read("IN;DF;PS4;SP1;PU0,0;PD4000,0,4000,4000;PU;SP2;PU11040,7721;PD11000,7700;PU;SP0;IN;");
        assertEquals("297.0 x 210.0", drawing.widthMm() + " x " + drawing.heightMm());
        assertEquals("10,4 110,4 110,104; 286,197.025 285,196.5", Plots.text(drawing));
        assertEquals("1 Pen 1 #000000 x1, 2 Pen 2 #d40000 x1", layers(drawing));
        assertEquals("", Plots.warnings(drawing));
    }

    @Test
    void the_larger_and_the_imperial_sheets_of_that_plotter_are_told_by_size() {
        assertEquals(420, Plots.read("IN;PS0;SP1;PU0,0;PD16158,11040;PU;").widthMm());
        assertEquals(431.8, Plots.read("IN;PS0;SP1;PU0,0;PD16640,10365;PU;").widthMm());
        assertEquals(279.4, Plots.read("IN;PS4;SP1;PU0,0;PD10365,7962;PU;").widthMm());
        assertEquals(297, Plots.read("IN;PS4;SP1;PU0,0;PD20000,20000;PU;").widthMm());
    }

    @Test
    void a_file_in_the_manner_of_inkscape_lies_on_the_smallest_sheet_from_the_lower_left_corner() {
        Drawing drawing = Plots.read("IN;SP1;PU400,400;PD7600,400,7600,11000;PU0,0;SP0;IN; ");
        assertEquals("210.0 x 297.0", drawing.widthMm() + " x " + drawing.heightMm());
        assertEquals("10,10 190,10 190,275", Plots.text(drawing));
        assertEquals(
                "The file does not say how large its page is; it was taken as 210.0 x 297.0 mm.",
                Plots.warning(drawing, "page").message());
        assertEquals(297, Plots.read("IN;SP1;PU0,0;PD11000,7600;PU").widthMm());
    }

    @Test
    void ink_around_an_origin_in_the_middle_gets_a_page_that_fits() {
        Drawing drawing = Plots.read("IN;SP1;PU-4000,-2000;PD4000,2000;PU;");
        assertEquals("200.0 x 100.0", drawing.widthMm() + " x " + drawing.heightMm());
        assertEquals("0,0 200,100", Plots.text(drawing));
    }

    @Test
    void y_goes_up_in_the_file_and_down_on_the_page() {
        var stroke =
                Plots.strokes(Plots.read(Plots.SHEET + "PU0,0;PD0,4000;PU")).getFirst();
        assertEquals(100, stroke.y(0));
        assertEquals(0, stroke.y(1));
    }

    @Test
    void scaling_lays_user_units_between_the_scaling_points() {
        assertEquals("10,10 60,35", Plots.drawn("IP400,400,2400,1400;SC0,100,0,100;PU0,0;PD100,100;PU;"));
        assertEquals("60,10 10,10", Plots.drawn("IP400,400,2400,1400;SC100,0,0,1;PU0,0;PD100,0;PU;"));
        assertEquals("10,10 12.5,11", Plots.drawn("IP400,400;SC0,1,0,1,2;SC0,100,0,40,2;PU0,0;PD1,1;PU;"));
    }

    @Test
    void scaling_in_proportion_is_centred_or_as_the_file_says() {
        assertEquals("22.5,10 47.5,35", Plots.drawn("IP400,400,2400,1400;SC0,10,0,10,1;PU0,0;PD10,10;PU;"));
        assertEquals("10,10 35,35", Plots.drawn("IP400,400,2400,1400;SC0,10,0,10,1,0,0;PU0,0;PD10,10;PU;"));
    }

    @Test
    void scaling_ends_with_itself_and_with_defaults() {
        assertEquals("10,10 20,10", Plots.drawn("IP0,0,40,40;SC0,1,0,1;SC;PU400,400;PD800,400;PU"));
        assertEquals("10,10 20,10", Plots.drawn("IP0,0,40,40;SC0,1,0,1;DF;PU400,400;PD800,400;PU"));
        assertEquals("10,10 11,10", Plots.drawn("IP0,0,40,40;SC0,1,0,1;PU10,10;PD11,10;PU"));
    }

    @Test
    void scaling_to_corners_that_only_the_plotter_knows_is_a_warning() {
        Drawing drawing = Plots.read("IN;SC0,10000,0,7200;SP1;PU0,0;PD10000,7200;PU;");
        assertEquals("15.075,13.025 265.075,193.025", Plots.text(drawing));
        assertTrue(Plots.warnings(drawing).startsWith("SC "), Plots.warnings(drawing));
    }

    @Test
    void turned_coordinates_lie_where_the_plotter_would_draw_them() {
        assertEquals("100,0 90,0", Plots.drawn("RO90;PU0,0;PD0,400;PU"));
        assertEquals("100,100 90,100", Plots.drawn("RO180;PU0,0;PD400,0;PU"));
        assertEquals("0,100 0,90", Plots.drawn("RO270;PU0,0;PD400,0;PU"));
        assertEquals("0,0 10,0", Plots.drawn("RO90;RO0;PU0,0;PD400,0;PU"));
    }

    @Test
    void lines_drawn_with_no_pen_leave_no_ink_unless_the_file_knows_of_none() {
        Drawing drawing = Plots.read("IN;PS4000,4000;SP1;PU0,0;PD400,0;PU;SP0;PU0,400;PD400,400;PU;");
        assertEquals("0,0 10,0", Plots.text(drawing));
        assertEquals("SP 1", Plots.warnings(drawing));
        assertEquals("1 Pen 1 #000000 x1", layers(Plots.read("IN;SP0;PU0,400;PD400,400;PU;")));
        assertEquals("1 Pen 1 #000000 x1", layers(Plots.read("IN;PU0,400;PD400,400;PU;")));
    }
}
