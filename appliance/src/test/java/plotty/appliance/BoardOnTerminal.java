package plotty.appliance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A simulated board as a process of its own on a pseudo-terminal, which takes orders: the plug is pulled, it falls silent. */
final class BoardOnTerminal implements AutoCloseable {
    private final Path terminal;
    private final Process process;
    private final BufferedReader out;
    private final Writer in;

    private BoardOnTerminal(Path terminal, Process process) throws IOException {
        this.terminal = terminal;
        this.process = process;
        this.out = process.inputReader(StandardCharsets.UTF_8);
        this.in = process.outputWriter(StandardCharsets.UTF_8);
        String ready = out.readLine();
        if (ready == null || !ready.startsWith("board: ")) {
            throw new IOException("the board did not start: " + ready);
        }
    }

    /** Starts one of this kind and waits until a client may come. */
    static BoardOnTerminal start(Path folder, String kind) throws IOException {
        Path terminal = Files.createTempDirectory(folder, "board").resolve("tty");
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "plotty.plotter.board.BoardMain",
                        "--board",
                        kind,
                        "--link",
                        terminal.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new BoardOnTerminal(terminal, process);
    }

    /** Where its line is while it is plugged in. */
    Path terminal() {
        return terminal;
    }

    /** Gives it an order and returns its answer. */
    String tell(String order) throws IOException {
        in.write(order + "\n");
        in.flush();
        return out.readLine();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().orTimeout(30, TimeUnit.SECONDS).join();
    }
}
