package plotty.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * From the bytes of an SVG file to a finished plan, on a JVM with the options that {@code tools/run} gives to the service. Times
 * are judged by the clock if the machine is quiet: no more runs on it than it has processors. Else they are judged by what the
 * process takes of a processor, for what it takes by the clock depends on who else is served. Both are printed.
 */
final class Planning {
    private static final List<String> SERVICE = List.of(
            "-XX:+UseSerialGC",
            "-Xms16m",
            "-Xmx256m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseCompactObjectHeaders",
            "-XX:ReservedCodeCacheSize=24m",
            "-Xss512k",
            "-XX:-UsePerfData",
            "-Xshare:auto");
    private static final double COLD_MS = 1000;
    private static final double WARM_MS = 150;
    private static final double MEMORY_MB = 40;

    private Planning() {}

    static void measure(Scoreboard board, Path build) throws IOException, InterruptedException {
        board.part("From SVG bytes to a plan, preset default, as the service runs", "drawing", "", "", "");
        Path svg = build.resolve("bench-flow-field.svg");
        Files.write(svg, BenchDrawings.FLOW_FIELD.svg());
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(SERVICE);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), ColdPlan.class.getName(), svg.toString()));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (process.waitFor() != 0) {
            throw new IOException("planning in a process of its own failed: " + said);
        }
        double[] figures = List.of(said.split(" ")).stream()
                .mapToDouble(Double::parseDouble)
                .toArray();
        String drawing = BenchDrawings.FLOW_FIELD.title();
        OperatingSystemMXBean machine = ManagementFactory.getOperatingSystemMXBean();
        double load = machine.getSystemLoadAverage();
        boolean quiet = load >= 0 && load <= machine.getAvailableProcessors();
        time(board, "cold, ms of processor", figures[0], COLD_MS, !quiet);
        time(board, "cold, ms of wall", figures[1], COLD_MS, quiet);
        time(board, "warm, ms of processor", figures[2], WARM_MS, !quiet);
        time(board, "warm, ms of wall", figures[3], WARM_MS, quiet);
        board.say(String.format(
                Locale.ROOT,
                "(times judged by %s: load %.1f on %d processors)",
                quiet ? "the clock" : "processor, not by the clock",
                load,
                machine.getAvailableProcessors()));
        board.figure(drawing, "process grew when cold, MB", figures[4], MEMORY_MB);
        board.figure(drawing, "reachable at most, MB", figures[5], MEMORY_MB);
    }

    private static void time(Scoreboard board, String what, double ms, double mostMs, boolean judged) {
        if (judged) {
            board.figure(BenchDrawings.FLOW_FIELD.title(), what, ms, mostMs);
        } else {
            board.told(BenchDrawings.FLOW_FIELD.title(), what, ms, Double.NaN);
        }
    }
}
