package plotty.plotter.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static plotty.plotter.board.Bench.MILLI;

import org.junit.jupiter.api.Test;

class BoardStateTest {

    @Test
    void the_button_is_reported_once_by_whichever_query_comes_first() {
        Bench bench = new Bench("2.8.1");
        bench.board.pressButton();
        assertEquals("30\r\n", bench.ask("QG"));
        assertEquals("10\r\n", bench.ask("QG"));
        assertEquals("0\r\nOK\r\n", bench.ask("QB"));

        bench.board.pressButton();
        assertEquals("1\r\nOK\r\n", bench.ask("QB"));
        assertEquals("10\r\n", bench.ask("QG"));
    }

    @Test
    void the_status_shows_what_moves_and_what_waits() {
        Bench bench = new Bench("2.8.1");
        bench.ask("SM,500,100,0");
        assertEquals("1C\r\n", bench.ask("QG"));
        assertEquals("QM,1,1,0,0\n\r", bench.ask("QM"));
        bench.ask("SM,500,0,100");
        assertEquals("1D\r\n", bench.ask("QG"));
        bench.after(500 * MILLI);
        assertEquals("1A\r\n", bench.ask("QG"));
    }

    @Test
    void a_failing_supply_is_latched_from_3_0_on_if_a_threshold_was_set() {
        Bench bench = new Bench("3.0.3");
        bench.ask("CU,60,200");
        bench.board.supplyMotors(false);
        bench.board.supplyMotors(true);
        assertEquals("50\r\n", bench.ask("QG"));
        assertEquals("10\r\n", bench.ask("QG"));

        Bench unset = new Bench("3.0.3");
        unset.board.supplyMotors(false);
        assertEquals("10\r\n", unset.ask("QG"));
        assertEquals("394,9\r\nOK\r\n", unset.ask("QC"));
    }

    @Test
    void without_supply_the_counters_run_on_and_the_carriage_stays() {
        Bench bench = new Bench("2.8.1");
        bench.ask("SM,500,800,800");
        bench.finish();
        bench.board.supplyMotors(false);
        bench.ask("SM,500,800,800");
        bench.finish();
        bench.board.supplyMotors(true);

        assertEquals("1600,1600\n\rOK\r\n", bench.ask("QS"));
        assertEquals(10, bench.board.xMm(), 0.02);
    }

    @Test
    void a_slip_moves_the_carriage_behind_the_counters_back() {
        Bench bench = new Bench("2.8.1");
        bench.board.slip(3, -2);

        assertEquals("0,0\n\rOK\r\n", bench.ask("QS"));
        assertEquals(3, bench.board.xMm(), 1e-9);
        assertEquals(-2, bench.board.yMm(), 1e-9);
    }

    @Test
    void motors_switched_off_still_switch_on_for_a_move() {
        Bench bench = new Bench("2.8.1");
        bench.ask("EM,0,0");
        assertFalse(bench.board.motorOn(1));
        bench.ask("SM,100,80,80");
        assertTrue(bench.board.motorOn(1) && bench.board.motorOn(2));
        bench.finish();
        assertEquals("16,16\n\rOK\r\n", bench.ask("QE"));
    }

    @Test
    void a_node_counter_proves_that_nothing_was_reset() {
        Bench bench = new Bench("2.8.1");
        bench.ask("SN,4711");
        bench.ask("NI");
        assertEquals("0000004712\r\nOK\r\n", bench.ask("QN"));
        bench.board.reset();
        assertEquals("0000000000\r\nOK\r\n", bench.ask("QN"));
    }

    @Test
    void a_reset_forgets_the_counters_the_queue_and_the_syntax_and_lets_the_motors_go() {
        Bench bench = new Bench("3.0.3");
        bench.ask("CU,10,1");
        bench.ask("CU,4,8");
        bench.ask("EM,2,2");
        bench.ask("SM,1000,1000,0");
        bench.ask("SM,1000,1000,0");
        assertEquals("R\n", bench.ask("R"));

        assertEquals("0,0\n\rOK\r\n", bench.ask("QS"));
        assertEquals("0,0\n\rOK\r\n", bench.ask("QE"));
        assertEquals("QU,1\r\nOK\r\n", bench.ask("QU,3"));
        assertTrue(bench.board.idle());
    }

    @Test
    void a_reboot_leaves_the_bus_for_a_while_and_keeps_the_nickname() {
        Bench bench = new Bench("2.8.1");
        bench.ask("ST,Left");
        bench.ask("SN,5");
        bench.ask("RB");
        assertFalse(bench.board.plugged());
        bench.after(2_000 * MILLI);

        assertTrue(bench.board.plugged());
        assertEquals("Left\r\nOK\r\n", bench.ask("QT"));
        assertEquals("0000000000\r\nOK\r\n", bench.ask("QN"));
    }

    @Test
    void an_unplugged_board_without_a_supply_of_its_own_stops_and_forgets() {
        Bench bench = new Bench("2.8.1");
        bench.ask("SN,5");
        bench.ask("SM,1000,1000,0");
        bench.board.unplug(false);
        int stopped = bench.board.counter(1);
        bench.after(2_000 * MILLI);
        bench.board.plugIn();

        assertEquals(0, stopped);
        assertEquals("0000000000\r\nOK\r\n", bench.ask("QN"));
        assertTrue(bench.board.xMm() < 1 && bench.board.xMm() > 0, "the carriage stays where it stopped");
    }

    @Test
    void an_unplugged_board_with_a_supply_of_its_own_goes_on() {
        Bench bench = new Bench("2.8.1");
        bench.ask("SN,5");
        bench.ask("SM,1000,1000,0");
        bench.board.unplug(true);
        bench.after(2_000 * MILLI);
        bench.board.plugIn();

        assertEquals("1000,0\n\rOK\r\n", bench.ask("QS"));
        assertEquals("0000000005\r\nOK\r\n", bench.ask("QN"));
    }

    @Test
    void replies_can_be_lost_or_garbled_and_commands_refused() {
        Bench bench = new Bench("2.8.1");
        bench.board.faults().dropReplies(1);
        assertEquals("", bench.ask("QB"));
        assertEquals("0\r\nOK\r\n", bench.ask("QB"));

        bench.board.faults().garbleReplies(1);
        assertEquals("0#\n#K#\n", bench.ask("QB"));

        bench.board.faults().failCommand(2);
        assertEquals("OK\r\n", bench.ask("SM,100,50,0"));
        assertEquals("!4 Err: Missing parameter(s)\r\n", bench.ask("SM,100,50,0"));
        bench.finish();
        assertEquals(50, bench.board.counter(1));
    }

    @Test
    void a_frozen_board_goes_on_moving_and_answers_later() {
        Bench bench = new Bench("2.8.1");
        bench.ask("SM,500,500,0");
        bench.board.faults().freezeUntil(bench.now + 1_000 * MILLI);
        assertEquals("", bench.ask("QS"));
        bench.after(900 * MILLI);
        assertEquals(500, bench.board.counter(1));
        assertEquals("500,0\n\rOK\r\n", bench.after(100 * MILLI));
    }
}
