package plotty.plotter.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static plotty.plotter.board.Bench.MILLI;

import org.junit.jupiter.api.Test;

class MotionQueueTest {

    @Test
    void a_reply_takes_the_time_to_parse_and_the_time_to_reply() {
        Bench bench = new Bench("2.8.1");
        bench.send("QG");

        assertEquals(2_600_000, bench.waitForReply());
    }

    @Test
    void one_move_runs_and_one_waits_and_the_third_is_acknowledged_only_when_there_is_room() {
        Bench bench = new Bench("2.8.1");
        assertEquals("OK\r\n", bench.ask("SM,500,500,0"));
        assertEquals("OK\r\n", bench.ask("SM,500,500,0"));
        bench.send("SM,500,500,0");

        long waited = bench.waitForReply();

        assertTrue(waited > 455 * MILLI && waited < 470 * MILLI, "waited " + waited);
    }

    @Test
    void nothing_is_read_behind_a_stuck_move_not_even_an_emergency_stop() {
        Bench bench = new Bench("2.8.1");
        bench.ask("SM,500,500,0");
        bench.ask("SM,500,500,0");
        bench.send("SM,500,500,0");
        bench.send("ES");
        String early = bench.after(400 * MILLI);
        bench.after(100 * MILLI);

        assertEquals("", early);
        assertTrue(bench.board.counter(1) >= 495, "the first move was drawn to its end");
        assertTrue(bench.board.idle(), "and then everything was stopped");
    }

    @Test
    void with_the_parser_free_an_emergency_stop_stops_at_once() {
        Bench bench = new Bench("2.8.1");
        bench.ask("SM,500,500,250");
        bench.ask("SM,500,600,-300");

        String reply = bench.ask("ES");

        assertTrue(reply.matches("1,600,300,4\\d\\d,2\\d\\d\n\rOK\r\n"), reply);
        int stopped = bench.board.counter(1);
        bench.after(1000 * MILLI);
        assertEquals(stopped, bench.board.counter(1));
        assertTrue(bench.ink.moves().getLast().stopped());
    }

    @Test
    void before_3_0_an_emergency_stop_leaves_pen_moves_and_delays_in_the_queue() {
        Bench old = new Bench("2.8.1");
        old.ask("SM,500,500,250");
        old.ask("SP,0,300");
        old.ask("ES");
        assertTrue(!old.board.idle(), "the pen is being lowered");

        Bench since3 = new Bench("3.0.3");
        since3.ask("SM,500,500,250");
        since3.ask("SP,0,300");
        assertEquals("1\n\rOK\r\n", since3.ask("ES"));
        assertTrue(since3.board.idle());
    }

    @Test
    void since_3_0_the_queue_can_be_made_deeper_once_the_board_is_idle() {
        Bench bench = new Bench("3.0.3");
        assertEquals("QU,1\r\nOK\r\n", bench.ask("QU,3"));
        bench.ask("SM,100,50,0");
        bench.send("CU,4,99");
        assertTrue(bench.waitForReply() > 75 * MILLI, "waits for the end of all motion");
        assertEquals("QU,32\r\nOK\r\n", bench.ask("QU,3"));

        for (int i = 0; i < 33; i++) {
            assertEquals("OK\r\n", bench.ask("SM,1000,50,0"), "command " + i);
        }
        assertEquals("QU,32\r\nOK\r\n", bench.ask("QU,6"));
        assertEquals("", bench.ask("SM,1000,50,0"));
    }

    @Test
    void moves_that_wait_follow_without_a_gap() {
        Bench bench = new Bench("3.0.3");
        bench.ask("SM,100,100,0");
        bench.ask("LM,85899346,50,0,0,0,0");
        bench.finish();

        var moves = bench.ink.moves();
        assertEquals(moves.get(0).endNanos(), moves.get(1).startNanos());
        assertEquals(100, Bench.millis(moves.get(0).nanos()), 0.05);
        assertEquals(50, Bench.millis(moves.get(1).nanos()), 0.05);
        assertEquals(150, bench.board.counter(1));
    }

    @Test
    void a_move_shorter_than_the_board_sustains_stalls_the_motors() {
        Bench bench = new Bench("3.0.3");
        bench.ask("LM,859000000,10,0,0,0,0");
        bench.finish();

        ExecutedMove move = bench.ink.moves().getFirst();
        assertTrue(move.stalled());
        assertEquals(4 * MILLI, move.nanos());
        assertEquals(1, Bench.millis(move.moving()), 0.04);
        assertEquals(1, bench.ink.stalls());
    }

    @Test
    void going_to_an_absolute_place_waits_for_rest_and_keeps_the_parser_busy() {
        Bench bench = new Bench("2.8.1");
        bench.ask("SM,200,400,-100");
        bench.send("HM,2000");
        bench.send("QS");
        assertEquals("", bench.after(150 * MILLI));
        bench.finish();

        assertEquals("0,0\n\rOK\r\n", bench.ask("QS"));

        bench.ask("HM,2000,70,-20");
        bench.finish();
        assertEquals("70,-20\n\rOK\r\n", bench.ask("QS"));
    }

    @Test
    void a_delay_takes_its_time_and_moves_nothing() {
        Bench bench = new Bench("2.8.1");
        bench.ask("SM,100,0,0");
        assertEquals("QM,1,0,0,0\n\r", bench.ask("QM"));
        bench.after(80 * MILLI);
        assertEquals("QM,0,0,0,0\n\r", bench.ask("QM"));
        assertEquals(0, bench.ink.moves().size());
    }
}
