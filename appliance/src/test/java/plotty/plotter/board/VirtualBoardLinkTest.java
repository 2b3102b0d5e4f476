package plotty.plotter.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static plotty.plotter.board.Bench.MILLI;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import plotty.plotter.LinkLostException;

class VirtualBoardLinkTest {

    private final InkLog ink = new InkLog();
    private final EbbBoard board = new EbbBoard(BoardSettings.of(Firmware.V2_8_1), ink);
    private final VirtualBoardLink link = new VirtualBoardLink(board);
    private final byte[] buffer = new byte[100];

    private String ask(String command) {
        link.write((command + "\r").getBytes(StandardCharsets.US_ASCII));
        return new String(buffer, 0, link.read(buffer, 1_000 * MILLI), StandardCharsets.US_ASCII);
    }

    @Test
    void reading_leaps_to_the_moment_when_the_reply_is_there() {
        assertEquals("QM,0,0,0,0\n\r", ask("QM"));
        assertEquals(2_600_000, link.nanoTime());
    }

    @Test
    void reading_nothing_takes_the_whole_timeout_of_virtual_time() {
        assertEquals(0, link.read(buffer, 3_600_000 * MILLI));
        assertEquals(3_600_000 * MILLI, link.nanoTime());
    }

    @Test
    void a_short_buffer_gets_the_rest_with_the_next_read() {
        link.write("QB\r".getBytes(StandardCharsets.US_ASCII));
        byte[] two = new byte[2];

        assertEquals(2, link.read(two, 1_000 * MILLI));
        assertEquals("0\r", new String(two, StandardCharsets.US_ASCII));
        assertEquals(5, link.read(buffer, 0));
    }

    @Test
    void actions_happen_at_their_time_in_order_and_may_wake_the_reader() {
        List<String> seen = new ArrayList<>();
        link.at(20 * MILLI, () -> seen.add("second at " + link.nanoTime()));
        link.at(10 * MILLI, () -> seen.add("first at " + link.nanoTime()));
        link.at(30 * MILLI, link::wake);

        assertEquals(0, link.read(buffer, 1_000 * MILLI));
        assertEquals(30 * MILLI, link.nanoTime());
        assertEquals(List.of("first at 10000000", "second at 20000000"), seen);
    }

    @Test
    void an_unplugged_board_is_a_lost_line_until_it_is_back() {
        link.at(5 * MILLI, () -> board.unplug(false));

        assertThrows(LinkLostException.class, () -> link.read(buffer, 1_000 * MILLI));
        assertThrows(LinkLostException.class, link::open);
        board.plugIn();
        link.open();
        assertEquals("QM,0,0,0,0\n\r", ask("QM"));
    }

    @Test
    void time_does_not_pass_the_horizon_until_it_is_moved() throws Exception {
        link.horizon(50 * MILLI);
        CompletableFuture<Integer> read = CompletableFuture.supplyAsync(() -> link.read(buffer, 80 * MILLI));
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (link.nanoTime() < 50 * MILLI && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertEquals(50 * MILLI, link.nanoTime());
        assertTrue(!read.isDone());

        link.horizon(Long.MAX_VALUE);
        assertEquals(0, read.get(10, TimeUnit.SECONDS));
        assertEquals(80 * MILLI, link.nanoTime());
    }

    @Test
    void a_minute_of_drawing_takes_well_under_a_second_and_is_always_the_same() {
        long start = System.nanoTime();
        draw();
        double seconds = (System.nanoTime() - start) / 1e9;
        List<ExecutedMove> first = ink.moves();

        VirtualBoardLinkTest again = new VirtualBoardLinkTest();
        again.draw();

        assertEquals(first, again.ink.moves());
        assertEquals(7_500, first.size());
        assertEquals(List.of(), ink.gaps());
        assertTrue(seconds < 5, "took " + seconds + " s");
    }

    private void draw() {
        for (int i = 0; i < 7_500; i++) {
            int steps = i % 2 == 0 ? 30 : -30;
            assertEquals("OK\r\n", ask("LM,322122547," + steps + ",0,322122547,30,0,3"));
        }
        link.read(buffer, 100 * MILLI);
    }
}
