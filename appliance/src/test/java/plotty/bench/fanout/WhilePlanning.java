package plotty.bench.fanout;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import plotty.bench.BenchDrawings;
import plotty.bench.Scoreboard;
import plotty.proof.Neighbours;

/**
 * A hundred subscribers while the same process reads and plans large drawings, one after the other. Beside it a witness does nothing
 * but sleep: if the machine wakes even that one too late, a try that took too long is made again.
 */
final class WhilePlanning {
    private static final int CLIENTS = 100;
    private static final double P99_MS = 10;
    private static final int DRAWINGS = 10;
    private static final int DRAWINGS_IF_QUICK = 4;
    private static final int TRIES = 3;

    private WhilePlanning() {}

    static void measure(Scoreboard board, Path scratch, boolean quick) throws IOException, InterruptedException {
        int drawings = quick ? DRAWINGS_IF_QUICK : DRAWINGS;
        board.part(
                CLIENTS + " subscribers while " + drawings + " drawings are planned", "drawing", "figure", "ours", "");
        byte[] svg = BenchDrawings.FLOW_FIELD.svg();
        try (Contestant server = Contestant.appliance(scratch.resolve("planning"), "sim");
                RestClient rest = new RestClient(server.port());
                Crowd crowd = server.crowd()) {
            crowd.join(CLIENTS);
            // Ten times the rate, so that the slowest in a hundred are more than one event.
            server.tell("rates 100 0 1000");
            Beside.listening(crowd, () -> rest.planned("first", svg));
            boolean told = false;
            for (int attempt = 1; !told; attempt++) {
                told = planned(board, rest, crowd, svg, drawings, attempt);
            }
            Crowds.complete(board, List.of(Run.counted(crowd)));
        }
    }

    /** Whether the figures were good enough, or will not become better. */
    private static boolean planned(
            Scoreboard board, RestClient rest, Crowd crowd, byte[] svg, int drawings, int attempt)
            throws IOException, InterruptedException {
        crowd.measure();
        crowd.listen(Duration.ofSeconds(2));
        double quietMs = crowd.measured(crowd.subscribers()).percentileMs(99);
        try (Neighbours neighbours = new Neighbours(false)) {
            crowd.measure();
            Beside.listening(crowd, () -> {
                for (int i = 0; i < drawings; i++) {
                    rest.planned("drawing-" + attempt + "-" + i, svg);
                }
                return drawings;
            });
            Latencies latencies = crowd.measured(crowd.subscribers());
            if (latencies.percentileMs(99) > P99_MS && neighbours.machineWasLate() && attempt < TRIES) {
                board.say(String.format(
                        Locale.ROOT,
                        "(tried again: p99 was %.1f ms, before planning %.1f ms; the machine woke a sleeper %.0f ms late)",
                        latencies.percentileMs(99),
                        quietMs,
                        neighbours.latestNanos() / 1e6));
                return false;
            }
            String drawing = BenchDrawings.FLOW_FIELD.title();
            board.told(drawing, "p99 before, ms", quietMs, Double.NaN);
            board.told(drawing, "p50, ms", latencies.percentileMs(50), Double.NaN);
            board.figure(drawing, "p99, ms", latencies.percentileMs(99), P99_MS);
            return true;
        }
    }
}
