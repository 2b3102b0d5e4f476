package plotty.plotter.board;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The simulated board as a process of its own, as {@code tools/board} starts it. */
public final class BoardProcess implements AutoCloseable {
    private static final int LOOKS_AT_CLOCK = 5;

    private final Process process;
    private final BufferedReader out;
    private final Writer in;
    private final long aheadNanos;

    /** Starts it and waits until a client may come. */
    public BoardProcess(Path link, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
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
        aheadNanos = aheadNanos();
    }

    /** By how much its clock is ahead of ours: it runs since it was made, which may be long before it is ready. */
    private long aheadNanos() {
        long shortest = Long.MAX_VALUE;
        long ahead = 0;
        for (int i = 0; i < LOOKS_AT_CLOCK; i++) {
            long asked = System.nanoTime();
            long told = (long) (1e6 * Double.parseDouble(state("ms")));
            long took = System.nanoTime() - asked;
            if (took < shortest) {
                shortest = took;
                ahead = told - asked;
            }
        }
        return ahead;
    }

    /** The board's time now, ns, as in its ink log, if it runs at the speed of real time. */
    public long nanoTime() {
        return System.nanoTime() + aheadNanos;
    }

    /** Gives it a command and returns its answer. */
    public synchronized String tell(String command) {
        try {
            in.write(command + "\n");
            in.flush();
            return out.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What its state says of something. */
    public String state(String field) {
        Matcher found = Pattern.compile("\\b" + field + "=(\\S+)").matcher(tell("state"));
        if (!found.find()) {
            throw new AssertionError("the board's state has no " + field);
        }
        return found.group(1);
    }

    /** Sends SIGTERM and waits for the end; returns the exit status. */
    int terminate() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            throw new AssertionError("The board's process does not end on SIGTERM.");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().orTimeout(30, TimeUnit.SECONDS).join();
    }
}
