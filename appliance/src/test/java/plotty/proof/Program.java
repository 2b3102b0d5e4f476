package plotty.proof;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** A program that runs as a process of its own, its output in a file. */
final class Program implements AutoCloseable {
    private final String name;
    private final Process process;
    private final Path output;

    private Program(String name, Process process, Path output) {
        this.name = name;
        this.process = process;
        this.output = output;
    }

    /** Starts any command; its output goes to a file of that name in the folder. */
    static Program start(Path folder, String name, List<String> command) {
        try {
            Path output = folder.resolve(name + ".out");
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                    .start();
            return new Program(name, process, output);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Runs a command to its end and gives what it printed; fails if it fails. */
    static String run(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = process.onExit().join().exitValue();
            if (code != 0) {
                throw new AssertionError("%s ended with %d:%n%s".formatted(command, code, output));
            }
            return output;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The command that runs a main class of ours with the class path of this test. */
    static List<String> java(List<String> flags, String mainClass, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-Xmx256m"));
        command.add("--enable-native-access=ALL-UNNAMED");
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
        command.addAll(arguments);
        return command;
    }

    Process process() {
        return process;
    }

    String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Waits until the condition holds; fails with the program's output if it does not in time or the program ended. */
    void await(String what, Duration limit, BooleanSupplier condition) {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (!process.isAlive()) {
                throw new AssertionError("%s ended with %d while waiting for %s:%n%s"
                        .formatted(name, process.exitValue(), what, output()));
            }
            if (System.nanoTime() > end) {
                throw new AssertionError("%s: no %s within %s:%n%s".formatted(name, what, limit, output()));
            }
            java.util.concurrent.locks.LockSupport.parkNanos(5_000_000);
        }
    }

    /** Ends it at once, as a pulled plug would. */
    void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Asks it to end, as systemd or Ctrl-C would (if it runs under another program, not that one), and tells how long that took. */
    Duration terminate() {
        long start = System.nanoTime();
        process.children().findFirst().ifPresentOrElse(ProcessHandle::destroy, process::destroy);
        process.onExit().join();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            kill();
        }
    }
}
