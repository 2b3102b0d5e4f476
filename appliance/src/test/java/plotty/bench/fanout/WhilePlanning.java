package plotty.bench.fanout;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import plotty.bench.BenchDrawings;
import plotty.bench.Scoreboard;

/** A hundred subscribers while the same process reads and plans large drawings, one after the other. */
final class WhilePlanning {
    private static final int CLIENTS = 100;
    private static final double P99_MS = 10;
    private static final int DRAWINGS = 10;
    private static final int DRAWINGS_IF_QUICK = 4;

    private WhilePlanning() {}

    static void measure(Scoreboard board, Path scratch, boolean quick) throws IOException, InterruptedException {
        int drawings = quick ? DRAWINGS_IF_QUICK : DRAWINGS;
        board.part(
                CLIENTS + " subscribers while " + drawings + " drawings are planned", "drawing", "figure", "ours", "");
        byte[] svg = BenchDrawings.FLOW_FIELD.svg();
        String drawing = BenchDrawings.FLOW_FIELD.title();
        try (Contestant server = Contestant.appliance(scratch.resolve("planning"), "sim");
                RestClient rest = new RestClient(server.port());
                Crowd crowd = server.crowd()) {
            crowd.join(CLIENTS);
            // Four times the rate, so that the slowest in a hundred are more than one event.
            server.tell("rates 40 0 1000");
            Beside.listening(crowd, () -> rest.planned("first", svg));
            crowd.measure();
            crowd.listen(Duration.ofSeconds(2));
            double quietMs = crowd.measured(crowd.subscribers()).percentileMs(99);
            crowd.measure();
            Beside.listening(crowd, () -> {
                for (int i = 0; i < drawings; i++) {
                    rest.planned("drawing-" + i, svg);
                }
                return drawings;
            });
            Latencies latencies = crowd.measured(crowd.subscribers());
            board.told(drawing, "p99 before, ms", quietMs, Double.NaN);
            board.told(drawing, "p50, ms", latencies.percentileMs(50), Double.NaN);
            board.figure(drawing, "p99, ms", latencies.percentileMs(99), P99_MS);
            Crowds.complete(board, List.of(Run.counted(crowd)));
        }
    }
}
