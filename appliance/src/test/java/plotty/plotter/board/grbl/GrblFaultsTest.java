package plotty.plotter.board.grbl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static plotty.plotter.board.grbl.GrblBench.BANNER;
import static plotty.plotter.board.grbl.GrblBench.MILLI;

import org.junit.jupiter.api.Test;

class GrblFaultsTest {

    private final GrblBench bench = new GrblBench();

    @Test
    void answers_are_dropped_and_garbled_but_reports_are_not() {
        bench.board.faults().dropReplies(1);
        assertEquals("", bench.ask("G0X1"));
        assertTrue(bench.status().startsWith("<"));
        bench.board.faults().garbleReplies(1);
        assertEquals("o#\r#", bench.ask("G0X2"));
        assertEquals("ok\r\n", bench.ask("G0X3"));
    }

    @Test
    void the_nth_line_fails_and_is_not_carried_out() {
        bench.board.faults().failCommand(2);
        assertEquals("ok\r\n", bench.ask("G0X1"));
        assertEquals("error:20\r\n", bench.ask("G0X5"));
        bench.finish();
        assertEquals(80, bench.board.counter(1));
    }

    @Test
    void frozen_it_obeys_nothing_and_goes_on_moving() {
        bench.ask("G1X20F1200");
        bench.board.faults().freezeUntil(bench.now + 500 * MILLI);
        bench.send("!?G1X40\n");
        assertEquals("", bench.after(450 * MILLI));
        assertTrue(bench.board.xMm() > 5);
        assertTrue(bench.after(100 * MILLI).startsWith("<Hold:1|"));
    }

    @Test
    void unplugged_with_power_it_goes_on_and_is_found_where_it_went() {
        bench.ask("G1X20F1200");
        bench.board.unplug(true);
        bench.after(3_000 * MILLI);
        bench.board.plugIn();
        assertEquals(1600, bench.board.counter(1));
        assertTrue(bench.status().startsWith("<Idle|MPos:20.000,"));
    }

    @Test
    void unplugged_without_power_it_stops_and_counts_from_zero_where_it_stands() {
        bench.ask("G1X20F1200");
        bench.after(500 * MILLI);
        bench.board.unplug(false);
        double there = bench.board.xMm();
        bench.after(3_000 * MILLI);
        bench.board.plugIn();
        assertEquals(BANNER, bench.after(2_000 * MILLI));
        assertTrue(there > 5);
        assertEquals(there, bench.board.xMm(), 1e-9);
        assertEquals(0, bench.board.counter(1));
        bench.ask("G0X10");
        bench.finish();
        assertEquals(there + 10, bench.board.xMm(), 1e-9);
    }

    @Test
    void a_reset_behind_the_hosts_back_greets_and_forgets_the_place() {
        bench.ask("G0X5");
        bench.finish();
        bench.board.reset();
        assertEquals(BANNER, bench.after(2_000 * MILLI));
        assertTrue(bench.status().contains("MPos:0.000,"));
        assertEquals(5, bench.board.xMm(), 1e-9);
    }

    @Test
    void slipping_and_unpowered_motors_leave_the_counters_in_the_dark() {
        bench.board.slip(1, 2);
        bench.board.supplyMotors(false);
        bench.ask("G0X10");
        bench.finish();
        bench.board.supplyMotors(true);
        bench.ask("G0Y10");
        bench.finish();
        assertEquals(800, bench.board.counter(1));
        assertEquals(1, bench.board.xMm(), 1e-9);
        assertEquals(12, bench.board.yMm(), 1e-9);
    }

    @Test
    void a_limit_switch_is_alarm_1_and_critical() {
        GrblBench guarded = new GrblBench(GrblSettings.servo().with(21, 1));
        guarded.ask("G1X20F1200");
        guarded.board.press("limit");
        assertEquals("ALARM:1\r\n[MSG:Reset to continue]\r\n", guarded.after(1_000 * MILLI));
        assertThrows(IllegalArgumentException.class, () -> guarded.board.press("doorbell"));
    }

    @Test
    void idle_motors_lose_their_current_after_the_time_of_setting_1() {
        GrblBench lazy = new GrblBench(GrblSettings.servo().with(1, 25));
        assertFalse(lazy.board.motorOn(1));
        lazy.ask("G1X1F600");
        assertTrue(lazy.board.motorOn(1));
        lazy.finish();
        assertFalse(lazy.board.motorOn(1));
    }

    @Test
    void a_pen_on_z_touches_where_z_passes_the_paper() {
        GrblBench drill = new GrblBench(GrblSettings.iDraw2());
        drill.stream("G21G90G0Z0.5", "G0X10Y10", "G1Z5F3000");
        drill.finish();
        assertTrue(drill.board.penOnPaper());
        drill.stream("G1X20F3000", "G0Z0.5");
        drill.finish();
        assertFalse(drill.board.penOnPaper());
        assertEquals(1, drill.ink.strokes().size());
        assertEquals(10, drill.ink.inkLengthMm(), 1e-6);
        assertEquals(-10, drill.ink.strokes().getFirst().yMm()[0], 1e-9);
    }

    @Test
    void a_pen_on_z_stays_down_through_a_reset_that_forgets_where_z_is() {
        GrblBench drill = new GrblBench(GrblSettings.zAxis());
        drill.stream("G21G90", "G0Z-2");
        drill.finish();
        assertTrue(drill.board.penOnPaper());
        drill.board.opened(drill.now);
        drill.after(2_000 * MILLI);
        assertTrue(drill.board.penOnPaper());
        drill.ask("G0Z1");
        drill.finish();
        assertTrue(drill.board.penOnPaper(), "true height is -1");
        drill.ask("G0Z3");
        drill.finish();
        assertFalse(drill.board.penOnPaper());
    }

    @Test
    void a_pen_on_z_cannot_be_lifted_in_a_hold_but_after_a_reset_there() {
        GrblBench drill = new GrblBench(GrblSettings.zAxis());
        drill.stream("G21G90", "G0Z-2", "G1X50F1200");
        drill.send("G0Z2\n");
        drill.after(1_000 * MILLI);
        drill.send("!");
        drill.after(500 * MILLI);
        assertTrue(drill.status().startsWith("<Hold:0|"));
        assertEquals("", drill.ask("G0Z2"));
        assertTrue(drill.board.penOnPaper());
        drill.send("\u0018");
        drill.after(100 * MILLI);
        drill.stream("G21G90G0Z2");
        drill.finish();
        assertFalse(drill.board.penOnPaper());
    }
}
