package plotty.plotter.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class BoardProcessTest {

    @TempDir
    Path folder;

    private static String ask(RandomAccessFile port, String command, String end) throws IOException {
        port.write((command + "\r").getBytes(StandardCharsets.US_ASCII));
        StringBuilder reply = new StringBuilder();
        while (!reply.toString().endsWith(end)) {
            int c = port.read();
            if (c < 0) {
                throw new IOException("hung up after '" + reply + "'");
            }
            reply.append((char) c);
        }
        return reply.toString();
    }

    @Test
    void a_client_draws_over_the_pseudo_terminal_and_the_ink_can_be_read_while_the_board_lives() throws Exception {
        Path link = folder.resolve("ttyEBB");
        Path ink = folder.resolve("ink.log");
        Path svg = folder.resolve("ink.svg");
        try (BoardProcess board =
                new BoardProcess(link, "--ink", ink.toString(), "--svg", svg.toString(), "--speed", "5")) {
            try (RandomAccessFile port = new RandomAccessFile(link.toFile(), "rw")) {
                assertEquals("EBBv13_and_above EB Firmware Version 2.8.1\r\n", ask(port, "V", "\n"));
                for (String command : List.of("SC,4,19800", "SC,5,17750", "SC,10,0", "SP,0,200", "SM,500,800,800")) {
                    assertEquals("OK\r\n", ask(port, command, "\n"));
                }
                assertEquals("OK\r\n", ask(port, "SP,1,200", "\n"));
            }
            await(() -> {
                InkLog log = InkLog.read(ink);
                return log.strokes().size() == 1 && !log.penDown();
            });
            InkLog log = InkLog.read(ink);
            assertEquals(10, log.inkLengthMm(), 0.02);
            assertEquals(800, log.firstCounter());
            await(() -> board.tell("state").contains("pen=up counter1=800 counter2=800 motors=on idle=true"));
            assertEquals("ok", board.tell("svg"));
            assertTrue(Files.readString(svg).contains("<path"));

            assertEquals(143, board.terminate());
            assertFalse(Files.exists(link, LinkOption.NOFOLLOW_LINKS), "the link is gone");
        }
    }

    @Test
    void a_second_client_finds_the_board_as_the_first_left_it() throws Exception {
        Path link = folder.resolve("ttyEBB");
        try (BoardProcess board = new BoardProcess(link, "--firmware", "3.0.3")) {
            try (RandomAccessFile port = new RandomAccessFile(link.toFile(), "rw")) {
                ask(port, "SN,99", "\n");
                board.tell("press");
                assertEquals("30\r\n", ask(port, "QG", "\n"));
            }
            try (RandomAccessFile port = new RandomAccessFile(link.toFile(), "rw")) {
                assertEquals("99\r\nOK\r\n", ask(port, "QN", "OK\r\n"));
            }
        }
    }

    @Test
    void unplugging_hangs_up_and_plugging_in_again_makes_a_new_terminal_at_the_same_place() throws Exception {
        Path link = folder.resolve("ttyEBB");
        try (BoardProcess board = new BoardProcess(link)) {
            Path first = link.toRealPath();
            try (RandomAccessFile port = new RandomAccessFile(link.toFile(), "rw")) {
                ask(port, "SN,7", "\n");
                assertEquals("ok", board.tell("unplug"));
                await(() -> !Files.exists(link, LinkOption.NOFOLLOW_LINKS));
                assertThrows(IOException.class, () -> ask(port, "QN", "OK\r\n"));
            }
            assertFalse(Files.exists(first), "no device is left behind");
            assertEquals("ok", board.tell("replug"));
            await(() -> Files.exists(link));
            try (RandomAccessFile port = new RandomAccessFile(link.toFile(), "rw")) {
                assertEquals("0000000000\r\nOK\r\n", ask(port, "QN", "OK\r\n"));
            }
            assertTrue(board.tell("dance").startsWith("error: there is no command 'dance'"));
        }
    }

    @Test
    void a_grbl_board_is_reset_by_each_client_that_opens_it() throws Exception {
        Path link = folder.resolve("ttyGRBL");
        String greeting = "\r\nGrbl 1.1h ['$' for help]\r\n";
        try (BoardProcess board = new BoardProcess(link, "--board", "grbl", "--speed", "5")) {
            for (int i = 0; i < 2; i++) {
                try (RandomAccessFile port = new RandomAccessFile(link.toFile(), "rw")) {
                    assertEquals(greeting, ask(port, "", "help]\r\n"));
                    assertEquals("ok\r\n", ask(port, "G0X10", "ok\r\n"));
                    await(() -> board.tell("state").contains("counter1=800 "));
                }
            }
            assertTrue(board.tell("state").startsWith("x=20.0000 "));
        }
        try (BoardProcess board = new BoardProcess(link, "--board", "grbl", "--no-dtr-reset")) {
            try (RandomAccessFile port = new RandomAccessFile(link.toFile(), "rw")) {
                assertEquals("ok\r\n", ask(port, "G0X10", "ok\r\n"));
            }
            try (RandomAccessFile port = new RandomAccessFile(link.toFile(), "rw")) {
                assertTrue(ask(port, "$G", "ok\r\n").startsWith("[GC:"));
            }
            await(() -> board.tell("state").contains("counter1=800 "));
        }
    }

    @Test
    void an_hp_plotter_answers_over_the_pseudo_terminal_and_its_buttons_work() throws Exception {
        Path link = folder.resolve("ttyHPGL");
        try (BoardProcess board = new BoardProcess(link, "--board", "hpgl", "--paper", "a3")) {
            try (RandomAccessFile port = new RandomAccessFile(link.toFile(), "rw")) {
                assertEquals("0,0,16158,11040\r", ask(port, "OH;", "\r"));
                assertEquals("ok", board.tell("press view"));
                assertEquals("16\r", ask(port, "PA400,400;PA800,400;PA400,400;PA800,400;\u001b.O", "\r"));
                assertTrue(board.tell("press doorbell").startsWith("error: a 7475A has the buttons view"));
            }
        }
    }

    @Test
    void wrong_options_are_refused_in_words() {
        assertThrows(IllegalArgumentException.class, () -> BoardOptions.parse(List.of("--frimware", "2.8.1")));
        assertThrows(IllegalArgumentException.class, () -> BoardOptions.parse(List.of("--speed", "fast")));
        assertThrows(IllegalArgumentException.class, () -> BoardOptions.parse(List.of("--link")));
        BoardOptions options = BoardOptions.parse(List.of("--parse-ms", "2", "--firmware", "3.0.3"));
        assertEquals(Firmware.V3_0_3, options.settings().firmware());
        assertEquals(2_000_000, options.settings().parseNanos());
        assertThrows(IllegalArgumentException.class, () -> BoardOptions.parse(List.of("--board", "lathe")));
        assertThrows(
                IllegalArgumentException.class,
                () -> BoardOptions.parse(List.of("--board", "grbl", "--firmware", "2")));
        BoardOptions grbl = BoardOptions.parse(List.of("--set", "110=6000", "--pen", "z", "--board", "grbl"));
        assertEquals(Path.of("ttyGRBL"), grbl.link());
        assertEquals(6000, grbl.grbl().registers().get(110));
        assertEquals(
                16_158,
                BoardOptions.parse(List.of("--board", "hpgl", "--paper", "a3"))
                        .hpgl()
                        .sheet()
                        .clipX());
    }

    /** Something that may fail while it is not so yet. */
    @FunctionalInterface
    private interface Condition {
        boolean holds() throws IOException;
    }

    private static void await(Condition condition) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.holds()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("did not happen within 20 s");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }
}
