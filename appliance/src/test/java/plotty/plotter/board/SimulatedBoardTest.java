package plotty.plotter.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import plotty.plotter.LinkLostException;
import plotty.plotter.SerialLink;
import plotty.plotter.board.grbl.GrblBoard;
import plotty.plotter.board.grbl.GrblSettings;

class SimulatedBoardTest {

    private static String ask(SerialLink link, String command) {
        link.write((command + "\r").getBytes(StandardCharsets.US_ASCII));
        byte[] buffer = new byte[100];
        int count = link.read(buffer, TimeUnit.SECONDS.toNanos(600));
        return new String(buffer, 0, count, StandardCharsets.US_ASCII);
    }

    @Test
    void a_reply_arrives_in_the_boards_own_time() {
        SimulatedBoard<EbbBoard> board =
                new SimulatedBoard<>(new EbbBoard(BoardSettings.of(Firmware.V2_8_1), InkWitness.NONE), 1);
        SerialLink link = board.open();
        long start = System.nanoTime();

        assertEquals("0,0\n\rOK\r\n", ask(link, "QS"));
        assertTrue(System.nanoTime() - start >= 2_600_000);
    }

    @Test
    void a_faster_clock_makes_a_minute_short() {
        SimulatedBoard<EbbBoard> board =
                new SimulatedBoard<>(new EbbBoard(BoardSettings.of(Firmware.V2_8_1), InkWitness.NONE), 1000);
        SerialLink link = board.open();
        long real = System.nanoTime();
        long start = link.nanoTime();
        link.write("SM,30000,9000,0\rSM,30000,9000,0\rSM,1,1,0\r".getBytes(StandardCharsets.US_ASCII));
        byte[] buffer = new byte[100];
        int replies = 0;
        while (replies < 12) {
            replies += link.read(buffer, TimeUnit.SECONDS.toNanos(60));
        }

        assertTrue(link.nanoTime() - start >= TimeUnit.SECONDS.toNanos(30));
        assertTrue(System.nanoTime() - real < TimeUnit.SECONDS.toNanos(10));
    }

    @Test
    void the_board_outlives_its_lines() {
        SimulatedBoard<EbbBoard> board =
                new SimulatedBoard<>(new EbbBoard(BoardSettings.of(Firmware.V2_8_1), InkWitness.NONE), 100);
        try (SerialLink first = board.open()) {
            assertEquals("OK\r\n", ask(first, "SN,42"));
        }
        SerialLink second = board.open();
        assertEquals("0000000042\r\nOK\r\n", ask(second, "QN"));

        SerialLink third = board.open();
        assertThrows(LinkLostException.class, () -> ask(second, "QN"));
        assertEquals("0000000042\r\nOK\r\n", ask(third, "QN"));
    }

    @Test
    void a_waiting_reader_can_be_woken_and_learns_of_an_unplugged_board() throws Exception {
        SimulatedBoard<EbbBoard> board =
                new SimulatedBoard<>(new EbbBoard(BoardSettings.of(Firmware.V2_8_1), InkWitness.NONE), 1);
        SerialLink link = board.open();
        byte[] buffer = new byte[10];
        CompletableFuture<Integer> woken = CompletableFuture.supplyAsync(() -> link.read(buffer, Long.MAX_VALUE));
        link.wake();
        assertEquals(0, woken.get(10, TimeUnit.SECONDS));

        CompletableFuture<Void> lost = CompletableFuture.runAsync(
                () -> assertThrows(LinkLostException.class, () -> link.read(buffer, Long.MAX_VALUE)));
        board.with(b -> b.unplug(false));
        lost.get(10, TimeUnit.SECONDS);
        assertThrows(LinkLostException.class, board::open);
        board.with(EbbBoard::plugIn);
        assertEquals("0000000000\r\nOK\r\n", ask(board.open(), "QN"));
    }

    @Test
    void opening_a_line_resets_a_board_that_dtr_resets() {
        GrblBoard grbl = new GrblBoard(GrblSettings.servo(), InkWitness.NONE);
        SimulatedBoard<GrblBoard> board = new SimulatedBoard<>(grbl, 100);
        SerialLink link = board.open();
        byte[] buffer = new byte[100];
        int count = link.read(buffer, TimeUnit.SECONDS.toNanos(600));
        assertEquals("\r\nGrbl 1.1h ['$' for help]\r\n", new String(buffer, 0, count, StandardCharsets.US_ASCII));
        assertTrue(link.nanoTime() >= TimeUnit.MILLISECONDS.toNanos(1_500));
    }
}
