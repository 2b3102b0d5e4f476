package plotty.plotter.serial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plotty.plotter.SerialLink;
import plotty.plotter.board.BoardMain;

/** A port is set as its device wants it; judged by what the system says of a pseudo-terminal. */
class SerialLineTest {
    @TempDir
    Path folder;

    private String settingsOf(SerialLine line) throws IOException, InterruptedException {
        Path terminal = folder.resolve("tty");
        Process board = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BoardMain.class.getName(),
                        "--link",
                        terminal.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            assertTrue(board.inputReader(StandardCharsets.UTF_8).readLine().startsWith("board: "));
            try (SerialLink link = SerialPortLink.at(terminal.toString(), line).open()) {
                assertTrue(link.nanoTime() != 0);
                Process stty = new ProcessBuilder("stty", "-a", "-F", terminal.toString())
                        .redirectErrorStream(true)
                        .start();
                String said = new String(stty.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertTrue(stty.waitFor(5, TimeUnit.SECONDS));
                return said;
            }
        } finally {
            board.destroy();
            board.onExit().orTimeout(10, TimeUnit.SECONDS).join();
        }
    }

    @Test
    void an_hpgl_plotters_line_is_slow_and_plain() throws IOException, InterruptedException {
        String said = settingsOf(SerialLine.HPGL);
        assertTrue(said.contains("speed 9600 baud"), said);
        assertTrue(said.contains("-ixon") && said.contains("-crtscts"), said);
    }

    @Test
    void a_device_may_hold_us_up_by_xoff() throws IOException, InterruptedException {
        String said = settingsOf(new SerialLine(2400, SerialLine.Parity.NONE, SerialLine.Handshake.SOFTWARE));
        assertTrue(said.contains("speed 2400 baud"), said);
        assertTrue(said.contains(" ixon"), said);
    }

    @Test
    void a_device_may_hold_us_up_by_its_line() throws IOException, InterruptedException {
        String said = settingsOf(new SerialLine(19_200, SerialLine.Parity.NONE, SerialLine.Handshake.HARDWARE));
        assertTrue(said.contains("speed 19200 baud"), said);
        assertTrue(said.contains(" crtscts"), said);
    }

    @Test
    void a_line_needs_a_speed() {
        assertEquals(
                "the line's speed must be more than 0 baud, got 0",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> new SerialLine(0, SerialLine.Parity.NONE, SerialLine.Handshake.NONE))
                        .getMessage());
    }
}
