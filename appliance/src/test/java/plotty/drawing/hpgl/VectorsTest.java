package plotty.drawing.hpgl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import plotty.drawing.Drawing;

/** Pens, vectors and how tolerantly instructions are cut apart. */
class VectorsTest {

    @Test
    void a_pen_goes_up_to_a_place_and_down_along_a_line() {
        assertEquals("10,10 30,10 30,20", Plots.drawn("PU400,400;PD1200,400,1200,800;PU;SP0;"));
    }

    @Test
    void moves_count_from_the_origin_or_from_the_pen() {
        assertEquals("10,10 20,10 20,15; 25,15 26,16", Plots.drawn("PA400,400;PD;PR400,0,0,200;PU200,0;PD40,40;PU;"));
        assertEquals("10,10 20,10 5,5", Plots.drawn("PU400,400;PR;PD400,0;PA200,200;PU"));
    }

    @Test
    void a_pen_that_goes_down_and_up_in_place_leaves_a_dot() {
        assertEquals("5,5; 10,10", Plots.drawn("PU200,200;PD;PU400,400;PD;PU;"));
        assertEquals("5,5", Plots.drawn("PU200,200;PD200,200;PU;"));
    }

    @Test
    void a_line_goes_on_over_several_instructions() {
        assertEquals("0,0 10,0 10,10 20,20", Plots.drawn("PU0,0;PD400,0;PD400,400;PA800,800;PU;"));
    }

    @Test
    void semicolons_may_be_missing_and_letters_small() {
        assertEquals("10,10 30,10", Plots.text(Plots.read("inps4000,4000sp1pa400,400pd1200,400pu")));
        assertEquals("10,10 30,10", Plots.drawn("PU400 400PD1200 400\r\nPU"));
        assertEquals("10,10 5,7.5", Plots.drawn("PU 400,400; PD 200 , +300 ;PU"));
    }

    @Test
    void a_sign_or_a_point_parts_numbers() {
        assertEquals("10,10 5,15 5.013,15.025", Plots.drawn("PU400,400;PR;PD-200+200,.5,1;PU"));
        assertEquals("2.5,5", Plots.drawn("PU+100+200;PD;PU"));
    }

    @Test
    void escape_sequences_comments_and_control_characters_are_passed_over() {
        String file = "\u001b.(\u001b.@;0:\u001b.I81;;17:\u001b.N;19:\u001b%0B\u001b&l0OIN;PS4000,4000;CO \"PD0,0;\";"
                + "SP1;PU400,\u001b.B400;\nPD1200,400;PU;\u001b.Y\u001b%-12345X@PJL RESET\nPG;";
        Drawing drawing = Plots.read(file);
        assertEquals("10,10 30,10", Plots.text(drawing));
        assertEquals("", Plots.warnings(drawing));
    }

    @Test
    void labels_are_a_warning_up_to_their_own_end() {
        Drawing drawing = Plots.read(Plots.SHEET + "LBPD0,0;\u0003PU400,400;DT#;LBmore;PD#PD1200,400;PU;");
        assertEquals("10,10 30,10", Plots.text(drawing));
        assertEquals("text 2", Plots.warnings(drawing));
    }

    @Test
    void a_label_without_end_says_where_it_begins() {
        Drawing drawing = Plots.read("IN;PS4000,4000;LBabc");
        assertEquals(
                "The label at byte 15 has no end: what follows it was taken for its text.",
                Plots.warning(drawing, "label").message());
    }

    @Test
    void instructions_that_are_not_known_are_counted_by_name() {
        Drawing drawing = Plots.read(Plots.SHEET + "ZZ1,2;QQ;PU400,400;ZZ;PD1200,400;PU;");
        assertEquals("10,10 30,10", Plots.text(drawing));
        assertEquals("ZZ 2, QQ 1", Plots.warnings(drawing));
        assertEquals(
                "The instruction ZZ is not known here and was passed over, the first time at byte 19.",
                Plots.warning(drawing, "ZZ").message());
    }

    @Test
    void a_number_too_many_is_left_out_as_plotters_do() {
        Drawing drawing = Plots.read(Plots.SHEET + "PU400,400,7;PD1200,400;PU;AA1,2;");
        assertEquals("10,10 30,10", Plots.text(drawing));
        assertEquals("parameters 2", Plots.warnings(drawing));
    }

    @Test
    void what_cannot_be_drawn_is_a_warning() {
        Drawing drawing = Plots.read(Plots.SHEET + "LT2,4;PU400,400;SM*;XT;RA800,800;VS20;OA;PU;");
        assertEquals("10,10 20,10 20,20 10,20 10,10", Plots.text(drawing));
        assertEquals("LT 1, SM 1, XT 1, RA 1", Plots.warnings(drawing));
    }

    @Test
    void outside_of_a_window_nothing_is_drawn() {
        assertEquals(
                "5,10 15,10; 15,12 5,12; 20,20 30,20",
                Plots.drawn("IW200,200,600,600;PU0,400;PD1000,400,1000,480,0,480;PU;IW;PU800,800;PD1200,800;PU;"));
        assertEquals("10,10 10,15", Plots.drawn("IW200,200,600,600;PU400,400;PD400,1000;PU"));
        assertEquals("", Plots.drawn("IW200,200,600,600;PU0,0;PD400,0;PU0,900;PD;PU"));
    }

    @Test
    void encoded_polylines_are_decoded_in_both_bases() {
        assertEquals(
                "10,10 30,10 30,20",
                Plots.drawn("PE<=" + pair(400, 400, 6) + pair(800, 0, 6) + pair(0, 400, 6) + ";PU"));
        assertEquals(
                "10,10 30,10 25,10",
                Plots.drawn("PE7<=" + pair(400, 400, 5) + pair(800, 0, 5) + pair(-200, 0, 5) + ";PU"));
        assertEquals(
                "10,10 10.006,10",
                Plots.drawn("PE>" + digits(2, 6) + "<=" + pair(1600, 1600, 6) + pair(1, 0, 6) + ";PU"));
    }

    private static String pair(int x, int y, int bits) {
        return digits(x, bits) + digits(y, bits);
    }

    private static String digits(int value, int bits) {
        int left = value >= 0 ? 2 * value : -2 * value + 1;
        StringBuilder text = new StringBuilder();
        while (left >= 1 << bits) {
            text.append((char) (63 + left % (1 << bits)));
            left >>= bits;
        }
        return text.append((char) ((bits == 6 ? 191 : 95) + left)).toString();
    }
}
