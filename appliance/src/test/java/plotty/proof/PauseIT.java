package plotty.proof;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plotty.ink.InkJudge.Verdict;

/** Pause and resume at random moments, through the whole service, in real time. */
class PauseIT {
    private static final int PAUSES = Workbench.LONG ? 50 : 12;

    @TempDir
    Path folder;

    @Test
    void pausing_at_random_moments_leaves_no_gap_and_doubles_no_ink() {
        long seed = Long.getLong("plotty.seed", 20261120);
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        TestDrawing drawing = TestDrawing.mixed(random, 100 + PAUSES * 45.0);
        try (Workbench bench = Workbench.withBoard(folder).startService()) {
            String id = bench.submit(drawing.svg(), "paused", "").get("id").asText();
            bench.awaitPlanned(id);
            bench.control(id, "start");
            int pauses = 0;
            while (pauses < PAUSES) {
                LockSupport.parkNanos(200_000_000L + random.nextInt(1_500_000_000));
                JsonNode job = bench.job(id);
                if (!job.get("status").asText().equals("running")) {
                    break;
                }
                bench.control(id, "pause");
                bench.board()
                        .await(
                                "the pen to be lifted",
                                Duration.ofSeconds(5),
                                () -> bench.device().get("pen_up").asBoolean());
                bench.control(id, "resume");
                pauses++;
            }
            bench.awaitStatus(id, "completed", Duration.ofMinutes(5));
            Verdict verdict = Paper.judge(drawing, Paper.look(bench.inkLog()));
            System.out.printf("%d pauses: %s%n", pauses, verdict);
            int made = pauses;
            assertTrue(made >= PAUSES, () -> "the drawing ended after %d pauses".formatted(made));
            TestPaper.assertRight(verdict);
        }
    }
}
