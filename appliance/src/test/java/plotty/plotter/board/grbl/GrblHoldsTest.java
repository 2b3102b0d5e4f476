package plotty.plotter.board.grbl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static plotty.plotter.board.grbl.GrblBench.BANNER;
import static plotty.plotter.board.grbl.GrblBench.MILLI;

import org.junit.jupiter.api.Test;
import plotty.plotter.board.InkStroke;

class GrblHoldsTest {

    private static final String UNLOCK = "[MSG:'$H'|'$X' to unlock]\r\n";

    private final GrblBench bench =
            new GrblBench(GrblSettings.servo().with(120, 500).with(121, 500));

    private void drawing() {
        bench.stream("G21G90", "M3S1000", "G4P0.1");
        bench.send("G1X100F3000\n");
        bench.after(1_000 * MILLI);
    }

    @Test
    void a_hold_brakes_along_the_path_and_a_resume_goes_on_from_there() {
        drawing();
        double before = bench.board.xMm();
        bench.send("!");
        assertTrue(bench.after(2 * MILLI).isEmpty());
        assertTrue(bench.status().startsWith("<Hold:1|MPos:"));
        bench.after(300 * MILLI);

        // 50 mm/s for the 40 ms that the step generator works ahead, then 2.5 mm to brake at 500 mm/s².
        assertEquals(before + 50 * 0.04 + 2.5, bench.board.xMm(), 0.02);
        assertTrue(bench.status().startsWith("<Hold:0|MPos:"));
        bench.send("G1X100Y10\n");
        assertTrue(bench.after(200 * MILLI).isEmpty(), "nothing is parsed in a hold");

        bench.send("~");
        bench.finish();
        bench.stream("M5", "G4P0.1");
        assertEquals(1, bench.ink.strokes().size());
        assertEquals(110, bench.ink.inkLengthMm(), 0.01);
        assertEquals(8000, bench.board.counter(1));
        InkStroke stroke = bench.ink.strokes().getFirst();
        assertTrue(greatestBraking(stroke) < 505, "brakes with " + greatestBraking(stroke));
    }

    /** Over spans of 10 ms, before the corner, mm/s². */
    private static double greatestBraking(InkStroke stroke) {
        double greatest = 0;
        for (int i = 20; i < stroke.size(); i++) {
            double late = speed(stroke, i - 10, i);
            double early = speed(stroke, i - 20, i - 10);
            double seconds = (stroke.nanos()[i] - stroke.nanos()[i - 20]) / 2e9;
            if (seconds < 0.02 && stroke.xMm()[i] < 99) {
                greatest = Math.max(greatest, Math.abs(early - late) / seconds);
            }
        }
        return greatest;
    }

    private static double speed(InkStroke stroke, int from, int to) {
        double way = Math.hypot(stroke.xMm()[to] - stroke.xMm()[from], stroke.yMm()[to] - stroke.yMm()[from]);
        return way / (stroke.nanos()[to] - stroke.nanos()[from]) * 1e9;
    }

    @Test
    void a_reset_in_a_finished_hold_keeps_the_position_and_forgets_the_offsets() {
        bench.stream("G92X5Y5");
        drawing();
        bench.send("!");
        bench.after(500 * MILLI);
        int there = bench.board.counter(1);
        bench.send("\u0018");

        assertEquals(BANNER, bench.after(20 * MILLI));
        assertEquals(there, bench.board.counter(1));
        assertEquals(there / 80.0, bench.board.xMm(), 1e-9);
        bench.after(100 * MILLI);
        assertFalse(bench.board.penOnPaper(), "a reset stops the spindle, and this servo lifts");
        assertTrue(bench.status().startsWith("<Idle|MPos:"));
        assertTrue(bench.ask("$#").contains("[G92:0.000,0.000,0.000]"));
    }

    @Test
    void a_reset_while_it_moves_is_alarm_3_and_the_machine_is_no_longer_where_it_counts() {
        drawing();
        bench.send("\u0018");
        assertEquals("ALARM:3\r\n", bench.after(20 * MILLI));
        assertEquals("", bench.after(470 * MILLI), "the processor waits half a second");
        assertEquals(BANNER + UNLOCK, bench.after(30 * MILLI));

        assertTrue(bench.board.xMm() > bench.board.counter(1) / 80.0 + 0.1);
        assertEquals("error:9\r\n", bench.ask("G0X0"));
        assertTrue(bench.status().startsWith("<Alarm|"));
        assertEquals("[MSG:Caution: Unlocked]\r\nok\r\n", bench.ask("$X"));
        assertEquals("ok\r\n", bench.ask("G0X0"));
    }

    @Test
    void a_reset_while_a_hold_still_brakes_is_an_alarm_too() {
        drawing();
        bench.send("!");
        bench.after(60 * MILLI);
        bench.send("\u0018");
        assertEquals("ALARM:3\r\n", bench.after(20 * MILLI));
    }

    @Test
    void a_hold_while_idle_is_complete_at_once() {
        bench.send("!");
        assertTrue(bench.status().startsWith("<Hold:0|"));
        bench.send("~");
        assertTrue(bench.status().startsWith("<Idle|"));
    }

    @Test
    void a_jog_is_cancelled_with_braking_and_leaves_the_machine_idle() {
        assertEquals("ok\r\n", bench.ask("$J=G91X100F6000"));
        assertEquals("error:9\r\n", bench.ask("G1X0F100"));
        bench.after(500 * MILLI);
        assertTrue(bench.status().startsWith("<Jog|"));
        bench.send("\u0085");
        bench.after(400 * MILLI);

        assertTrue(bench.status().startsWith("<Idle|"));
        assertTrue(bench.board.counter(1) < 8000);
        assertEquals("ok\r\n", bench.ask("G0X0"));
        bench.finish();
        assertEquals(0, bench.board.counter(1));
    }

    @Test
    void a_feed_override_changes_the_speed_while_it_runs() {
        drawing();
        bench.send("\u0092\u0092\u0092\u0092\u0092");
        bench.after(300 * MILLI);
        assertTrue(bench.status().contains("|FS:1500,1000"), bench.status());
        bench.send("\u0090");
        bench.after(300 * MILLI);
        assertTrue(bench.status().contains("|FS:3000,1000"), bench.status());
        bench.finish();
        assertEquals(8000, bench.board.counter(1));
    }

    @Test
    void an_override_is_told_with_the_next_report() {
        bench.after(MILLI);
        String first = bench.status();
        String second = bench.status();
        assertTrue(first.contains("|WCO:0.000,0.000,0.000"), first);
        assertTrue(second.contains("|Ov:100,100,100"), second);
        bench.send("\u0091");
        assertTrue(bench.status().contains("|Ov:110,100,100"));
        assertFalse(bench.status().contains("|Ov:"));
    }
}
