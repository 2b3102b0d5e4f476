package plotty.plotter.board.hpgl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static plotty.plotter.board.hpgl.HpglBench.MILLI;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import plotty.plotter.board.ExecutedMove;
import plotty.plotter.board.InkStroke;
import plotty.plotter.board.VirtualBoardLink;

class HpglDrawsTest {

    private final HpglBench bench = new HpglBench();

    private double mmDown(double units) {
        return (7721 - units) / 40;
    }

    @Test
    void a_square_is_drawn_where_it_was_asked_for() {
        bench.send("IN;DF;SP1;PU400,400;PD2400,400,2400,2400,400,2400,400,400;PU;SP0;");
        bench.finish();

        assertEquals(1, bench.ink.strokes().size());
        InkStroke stroke = bench.ink.strokes().getFirst();
        assertEquals(200, stroke.lengthMm(), 1e-6);
        assertEquals(10, stroke.xMm()[0], 1e-9);
        assertEquals(mmDown(400), stroke.yMm()[0], 1e-9);
        assertEquals(0, bench.board.pen());
        assertTrue(bench.ink.moves().stream().anyMatch(move -> move.command().equals("PD1")));
    }

    @Test
    void nothing_is_drawn_without_a_pen() {
        bench.send("IN;PU400,400;PD2400,400;PU;");
        bench.finish();
        assertTrue(bench.ink.strokes().isEmpty());
        assertEquals(2400, bench.board.counter(1));
    }

    @Test
    void a_vector_lasts_what_the_trapezoid_says() {
        bench.send("SP1;VS10;PU0,0;PD4000,0;PU;");
        bench.finish();

        ExecutedMove move = bench.ink.moves().getLast();
        // 100 mm at 100 mm/s, with 19.6 m/s² at both ends.
        assertEquals(1 + 100.0 / 19_600, move.nanos() / 1e9, 1e-6);
        bench.send("VS;PU0,0;");
        bench.finish();
        assertEquals(100.0 / 381 + 381.0 / 19_600, bench.ink.moves().getLast().nanos() / 1e9, 1e-6);
    }

    @Test
    void speed_counts_on_each_axis() {
        bench.send("SP1;VS10;PU0,0;PD4000,4000;PU;");
        bench.finish();
        assertEquals(1, bench.ink.moves().getLast().nanos() / 1e9, 0.01);
    }

    @Test
    void a_line_over_the_edge_is_drawn_up_to_it_and_goes_on_where_it_comes_back() {
        bench.send("SP1;PU1000,7000;PD1000,9000,2000,9000,2000,7000;PU;OE;");
        assertEquals("0\r", bench.finish());

        assertEquals(2, bench.ink.strokes().size());
        assertEquals(721 / 40.0, bench.ink.strokes().get(0).lengthMm(), 1e-6);
        assertEquals(721 / 40.0, bench.ink.strokes().get(1).lengthMm(), 1e-6);
    }

    @Test
    void relative_scaled_and_windowed_points_are_understood() {
        bench.send("SP1;IP0,0,4000,4000;SC0,100,0,100;PA10,10;PD;PR10,0;PA20,30;PU;OC;SC;OC;");
        assertEquals("20.0000,30.0000,0\r800,1200,0\r", bench.finish());
        assertEquals(30, bench.ink.inkLengthMm(), 1e-6);

        bench.send("IW0,0,400,400;PA200,200;PD800,200;PU;OW;");
        assertEquals("0,0,400,400\r", bench.finish());
        assertEquals(35, bench.ink.inkLengthMm(), 1e-6);
    }

    @Test
    void circles_and_arcs_are_chords_of_five_degrees() {
        bench.send("SP1;PA4000,4000;CI400;PU4400,4000;PD;AA4000,4000,90;OC;");
        assertEquals("4000,4400,1\r", bench.finish());
        assertEquals(2, bench.ink.strokes().size());
        assertEquals(
                72 * 2 * 10 * Math.sin(Math.toRadians(2.5)),
                bench.ink.strokes().getFirst().lengthMm(),
                1e-6);
    }

    @Test
    void a_label_makes_no_move_and_does_not_confuse() {
        bench.send("SP1;PA100,100;LBPD5000,5000;\u0003PA200,100;OA;");
        assertEquals("200,100,0\r", bench.finish());
    }

    @Test
    void changing_pens_takes_its_time() {
        bench.send("SP1;");
        bench.after(1_400 * MILLI);
        assertEquals(0, bench.board.pen());
        bench.after(200 * MILLI);
        assertEquals(1, bench.board.pen());
        bench.send("SP4;");
        bench.after(2_900 * MILLI);
        assertEquals(1, bench.board.pen());
        bench.after(200 * MILLI);
        assertEquals(4, bench.board.pen());
    }

    @Test
    void a_pen_left_on_the_paper_is_lifted_after_65_seconds_and_lowered_for_the_next_vector() {
        bench.send("SP1;PA0,0;PD400,0;");
        bench.finish();
        assertTrue(bench.board.penOnPaper());
        bench.after(66_000 * MILLI);
        assertTrue(!bench.board.penOnPaper());
        bench.send("PA800,0;PU;");
        bench.finish();
        assertEquals(20, bench.ink.inkLengthMm(), 1e-6);
        assertEquals(2, bench.ink.strokes().size());
    }

    @Test
    void view_stops_after_the_vector_with_the_pen_up_and_goes_on_without_a_gap() {
        bench.send("SP1;VS5;PA0,0;PD2000,0,2000,2000;PU;");
        bench.after(2_000 * MILLI);
        bench.board.press("view");
        bench.after(3_000 * MILLI);
        assertEquals(2000, bench.board.counter(1));
        assertEquals(0, bench.board.counter(2));
        assertTrue(!bench.board.penOnPaper());
        assertEquals("24\r", bench.ask("\u001b.O"));

        bench.board.press("view");
        bench.finish();
        assertEquals(100, bench.ink.inkLengthMm(), 1e-6);
        assertEquals("8\r", bench.ask("\u001b.O"));
    }

    /** Ten characters a vertex are 10 ms on the line; a vector takes 16. */
    @Test
    void a_long_stroke_is_polled_through_the_buffer_without_a_pause() {
        VirtualBoardLink link = new VirtualBoardLink(bench.board);
        StringBuilder text = new StringBuilder("IN;SP1;VS5;PU2000,4000;PD");
        for (int i = 1; i <= 400; i++) {
            double angle = 2 * Math.PI * i / 400;
            text.append(i == 1 ? "" : ",")
                    .append(Math.round(4000 - 2000 * Math.cos(angle)))
                    .append(',')
                    .append(Math.round(4000 - 2000 * Math.sin(angle)));
        }
        text.append(";PU;SP0;OE;");
        byte[] buffer = new byte[100];
        for (int sent = 0; sent < text.length(); ) {
            link.write("\u001b.B".getBytes(StandardCharsets.US_ASCII));
            int count = link.read(buffer, 1_000 * MILLI);
            int free = Integer.parseInt(new String(buffer, 0, count, StandardCharsets.US_ASCII).strip());
            int block = Math.min(text.length() - sent, Math.max(0, free - 128));
            link.write(text.substring(sent, sent + block).getBytes(StandardCharsets.US_ASCII));
            sent += block;
            if (block == 0) {
                link.read(buffer, 100 * MILLI);
            }
        }

        assertEquals("0\r", new String(buffer, 0, link.read(buffer, 600_000 * MILLI), StandardCharsets.US_ASCII));
        assertEquals(1, bench.ink.strokes().size());
        assertEquals(2 * Math.PI * 50, bench.ink.inkLengthMm(), 0.3);
        assertTrue(bench.ink.gaps().isEmpty());
        assertEquals(0, bench.board.lostBytes());
    }
}
