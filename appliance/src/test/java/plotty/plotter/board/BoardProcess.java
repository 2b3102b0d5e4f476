package plotty.plotter.board;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The simulated board as a process of its own, as {@code tools/board} starts it. */
final class BoardProcess implements AutoCloseable {

    private final Process process;
    private final BufferedReader out;
    private final Writer in;

    /** Starts it and waits until a client may come. */
    BoardProcess(Path link, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                BoardMain.class.getName(),
                "--link",
                link.toString()));
        command.addAll(List.of(options));
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        out = process.inputReader(StandardCharsets.UTF_8);
        in = process.outputWriter(StandardCharsets.UTF_8);
        String ready = out.readLine();
        if (ready == null || !ready.startsWith("board: ")) {
            throw new IOException("The board's process did not start; it said: " + ready);
        }
    }

    /** Gives it a command and returns its answer. */
    String tell(String command) throws IOException {
        in.write(command + "\n");
        in.flush();
        return out.readLine();
    }

    /** Sends SIGTERM and waits for the end; returns the exit status. */
    int terminate() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            throw new AssertionError("The board's process does not end on SIGTERM.");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
    }
}
