package plotty.bench.fanout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import plotty.bench.BenchDrawings;
import plotty.bench.Scoreboard;
import plotty.plotter.board.InkLog;
import plotty.proof.Neighbours;

/**
 * A thousand subscribers that hear all there is, while a drawing of 18,000 vertices is drawn in real time on the simulated board,
 * which is a process of its own and counts when it stalls or runs dry. Beside it a witness does nothing but sleep: if the machine
 * wakes even that one too late, a try with a stall is made again.
 */
final class WhileDrawing {
    private static final int CLIENTS = 1000;
    private static final int TRIES = 3;
    private static final double OF_PLOTTYS_JSON = 0.2;
    private static final double PROGRESS_BYTES = 40;
    private static final double EVENT_BYTES = 5000;
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private WhileDrawing() {}

    static void measure(Scoreboard board, Path scratch) throws IOException, InterruptedException {
        board.part(
                String.format(Locale.ROOT, "%,d subscribers during a drawing in real time", CLIENTS),
                "drawing",
                "figure",
                "ours",
                "");
        String drawing = BenchDrawings.CIRCLE.title();
        for (int attempt = 1; ; attempt++) {
            try (Neighbours neighbours = new Neighbours(false)) {
                Drawn drawn = drawn(Files.createDirectories(scratch.resolve("drawing-" + attempt)));
                if (drawn.stalls() == 0 || !neighbours.machineWasLate() || attempt == TRIES) {
                    board.told(drawing, "drawn in, s", drawn.seconds(), Double.NaN);
                    board.told(drawing, "p99, ms", drawn.run().p99Ms(), Double.NaN);
                    board.figure(drawing, "stalls and gaps", drawn.stalls(), 0);
                    Crowds.complete(board, List.of(drawn.run()));
                    weights(board, drawn.weights());
                    return;
                }
                board.say(String.format(
                        Locale.ROOT,
                        "(tried again: the machine woke a sleeper %.0f ms late)",
                        neighbours.latestNanos() / 1e6));
            }
        }
    }

    /** What the events of that drawing weigh on the wire. */
    private static void weights(Scoreboard board, String[] figures) {
        double cbor = Double.parseDouble(figures[1]);
        double plotty = Double.parseDouble(figures[2]);
        board.part(
                "Bytes of the " + figures[0] + " progress events of that drawing", "how", "figure", "ours", "ploTTY's");
        board.ratio("CBOR", "mean, bytes", cbor, plotty, OF_PLOTTYS_JSON);
        board.figure("CBOR", "mean, bytes", cbor, PROGRESS_BYTES);
        board.figure("CBOR", "longest after the first", Double.parseDouble(figures[3]), PROGRESS_BYTES);
        board.figure("CBOR and JSON", "longest event of any kind", Double.parseDouble(figures[4]), EVENT_BYTES);
    }

    private record Drawn(int stalls, double seconds, Run run, String[] weights) {}

    private static Drawn drawn(Path folder) throws IOException, InterruptedException {
        Path terminal = folder.resolve("ttyEBB").toAbsolutePath();
        Path ink = folder.resolve("ink.log").toAbsolutePath();
        Process board = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx256m",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "plotty.plotter.board.BoardMain",
                        "--link",
                        terminal.toString(),
                        "--ink",
                        ink.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            awaitFile(board, terminal);
            Drawn drawn = drawn(folder.resolve("data"), "ebb:" + terminal);
            board.destroy();
            board.waitFor(10, TimeUnit.SECONDS);
            InkLog log = InkLog.read(ink);
            return new Drawn(log.stalls() + log.gaps().size(), drawn.seconds(), drawn.run(), drawn.weights());
        } finally {
            board.destroyForcibly();
        }
    }

    private static void awaitFile(Process board, Path file) throws IOException {
        long end = System.nanoTime() + 20_000_000_000L;
        while (!Files.exists(file)) {
            if (!board.isAlive() || System.nanoTime() > end) {
                throw new IOException("the simulated board does not come");
            }
            LockSupport.parkNanos(10_000_000);
        }
    }

    private static Drawn drawn(Path data, String plotter) throws IOException, InterruptedException {
        try (Contestant server = Contestant.appliance(data, plotter);
                RestClient rest = new RestClient(server.port());
                Crowd crowd = server.crowd("{\"type\":\"subscribe\",\"channels\":[\"all\"]}")) {
            crowd.join(CLIENTS);
            String id = Beside.listening(crowd, () -> {
                rest.await(
                        "/api/v1/devices",
                        Duration.ofSeconds(30),
                        devices -> devices.get("devices")
                                .get(0)
                                .get("status")
                                .asText()
                                .equals("connected"));
                return rest.planned("circle", BenchDrawings.CIRCLE.svg());
            });
            server.tell("weigh");
            crowd.measure();
            long begun = System.nanoTime();
            Beside.listening(crowd, () -> {
                rest.start(id);
                return rest.awaitJob(
                        id, LONGEST, job -> job.get("status").asText().equals("completed"));
            });
            double seconds = (System.nanoTime() - begun) / 1e9;
            Latencies latencies = crowd.measured(crowd.subscribers());
            return new Drawn(
                    0,
                    seconds,
                    Run.counted(crowd, latencies),
                    server.tell("weighed").split(" ", -1));
        }
    }
}
