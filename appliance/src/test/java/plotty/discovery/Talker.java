package plotty.discovery;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A process in one of the {@link TwoNetworks} that says what happens there and when, a line each. */
final class Talker implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /**
     * What was said.
     *
     * @param nanos the machine's clock, the same in all processes
     */
    record Line(long nanos, String text) {}

    private final Process process;
    private final PrintStream in;
    private final List<String> all = new ArrayList<>();
    private final List<Line> lines = new ArrayList<>();

    private Talker(List<String> command) throws IOException {
        process = new ProcessBuilder(command).redirectErrorStream(true).start();
        in = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        Thread.ofPlatform().daemon().start(this::listen);
    }

    /** A box that announces itself. */
    static Talker box(String network, String id, String name, String host) throws IOException {
        return program(network, StandingBox.class.getName(), id, name, host);
    }

    /** A program of ours. */
    static Talker program(String network, String mainClass, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "ip",
                "netns",
                "exec",
                network,
                ProcessHandle.current().info().command().orElseThrow(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                mainClass));
        command.addAll(List.of(arguments));
        return new Talker(command);
    }

    /** Something that can be asked of others. */
    interface Question {
        boolean isTrue() throws IOException;
    }

    /** Asks until it is true. */
    static void await(Question question) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!question.isTrue()) {
            if (System.nanoTime() > deadline) {
                fail("was not true within " + PATIENCE);
            }
        }
    }

    /** Of the process; {@code ip} has become the program. */
    long pid() {
        return process.pid();
    }

    /** The neighbour, ready. */
    static Talker neighbour(String... arguments) throws IOException, URISyntaxException {
        List<String> command =
                new ArrayList<>(List.of("ip", "netns", "exec", TwoNetworks.NEIGHBOUR, "/usr/bin/python3", "-u"));
        command.add(Path.of(Talker.class.getResource("neighbour.py").toURI()).toString());
        command.addAll(List.of(arguments));
        Talker talker = new Talker(command);
        talker.await("ready"::equals);
        return talker;
    }

    private void listen() {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                hear(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized void hear(String line) {
        all.add(line);
        int blank = line.indexOf(' ');
        if (blank > 0 && line.substring(0, blank).matches("[0-9]{10,}")) {
            lines.add(new Line(Long.parseLong(line.substring(0, blank)), line.substring(blank + 1)));
        }
        notifyAll();
    }

    /** Says a line to it. */
    void tell(String line) {
        in.println(line);
    }

    /** The first line like that. */
    Line await(Predicate<String> like) {
        return awaitAfter(Long.MIN_VALUE, like);
    }

    /** The first line like that since a time. */
    synchronized Line awaitAfter(long nanos, Predicate<String> like) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            for (Line line : lines) {
                if (line.nanos() >= nanos && like.test(line.text())) {
                    return line;
                }
            }
            pause(deadline);
        }
    }

    /** Waits until its log holds these words. */
    synchronized void awaitLog(String words) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (all.stream().noneMatch(line -> line.contains(words))) {
            pause(deadline);
        }
    }

    private void pause(long deadline) {
        long left = deadline - System.nanoTime();
        if (left <= 0) {
            fail("was not said within " + PATIENCE + "; all that was: " + String.join("\n", all));
        }
        try {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            fail("interrupted");
        }
    }

    /** Ends it, if it has not ended yet. */
    @Override
    public void close() {
        tell("stop");
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
