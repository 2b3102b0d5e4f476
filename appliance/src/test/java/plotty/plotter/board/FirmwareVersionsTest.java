package plotty.plotter.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FirmwareVersionsTest {

    @ParameterizedTest
    @CsvSource({
        "LT,  2.6.5, 2.7.0",
        "HM,  2.6.1, 2.6.2",
        "QG,  2.6.0, 2.6.1",
        "SR,  2.5.9, 2.6.0",
        "QR,  2.5.9, 2.6.0",
        "QE,  2.7.1, 2.8.0",
        "QT,  2.5.3, 2.5.4",
        "ST,  2.5.3, 2.5.4",
        "QU,  2.8.1, 3.0.0",
    })
    void a_version_that_lacks_a_command_says_so(String command, String without, String with) {
        assertTrue(new Bench(without).ask(command).startsWith("!8 Err: Unknown command '" + command), without);
        assertTrue(!new Bench(with).ask(command).startsWith("!8"), with);
    }

    @Test
    void moves_are_cleared_of_their_accumulators_only_since_2_7_0() {
        assertTrue(new Bench("2.6.5").ask("LM,100000,5,0,0,0,0,3").contains("!7 Err"));
        assertEquals("OK\r\n", new Bench("2.7.0").ask("LM,100000,5,0,0,0,0,3"));
    }

    @Test
    void enabling_motors_zeroes_the_counters_since_2_6_2() {
        assertEquals("200,0\n\rOK\r\n", movedThenEnabled("2.5.3"));
        assertEquals("0,0\n\rOK\r\n", movedThenEnabled("2.6.2"));
        assertEquals("0,0\n\rOK\r\n", movedThenEnabled("3.0.3"));
    }

    private static String movedThenEnabled(String firmware) {
        Bench bench = new Bench(firmware);
        bench.ask("SM,100,200,0");
        bench.finish();
        bench.ask("EM,1,1");
        return bench.ask("QS");
    }

    @Test
    void enabling_motors_waits_its_turn_in_the_queue_since_2_8_0() {
        Bench now = new Bench("2.7.0");
        now.ask("SM,500,2000,0");
        now.ask("EM,1,1");
        assertTrue(now.board.counter(1) < 200, "zeroed at once, in the middle of the move");
        now.finish();
        assertTrue(now.board.counter(1) > 1800, "and counted on from there");

        Bench queued = new Bench("2.8.0");
        queued.ask("SM,500,2000,0");
        queued.ask("EM,1,1");
        assertTrue(queued.board.counter(1) > 50, "not yet");
        queued.finish();
        assertEquals(0, queued.board.counter(1));
    }

    @Test
    void versions_are_read_strictly() {
        assertEquals(new Firmware(2, 6, 5), Firmware.parse("2.6.5"));
        assertThrows(IllegalArgumentException.class, () -> Firmware.parse("2.8"));
        assertThrows(IllegalArgumentException.class, () -> Firmware.parse("2.4.0"));
    }
}
