package plotty.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import plotty.plotter.board.ExecutedMove;
import plotty.plotter.board.InkLog;

/** A job of a minute in real time, over a pseudo-terminal, on a board with the real one's reply and parse times. */
class RealTimeIT {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"2.8.1, false", "2.8.1, true", "3.0.3, true"})
    void a_job_of_a_minute_takes_its_plan_and_the_board_never_runs_dry(String firmware, boolean busyCore)
            throws Exception {
        TestDrawing drawing = TestDrawing.mixed(new Random(7), 1000);
        AtomicBoolean busy = new AtomicBoolean(busyCore);
        Thread neighbour = Thread.ofPlatform().daemon().start(() -> {
            while (busy.get()) {
                Thread.onSpinWait();
            }
        });
        try (Workbench bench = Workbench.withBoard(
                        folder, "--firmware", firmware, "--parse-ms", "1.6", "--reply-ms", "1")
                .startService()) {
            String id = bench.submit(drawing.svg(), "minute", "").get("id").asText();
            double plan = bench.awaitPlanned(id).get("estimate_seconds").asDouble();
            bench.control(id, "start");
            bench.awaitStatus(id, "completed", Duration.ofSeconds((long) (2 * plan + 20)));
            InkLog log = Paper.look(bench.inkLog());
            double wall = wallOf(log);
            System.out.printf(
                    "firmware %s, busy core %s: plan %.2f s, wall %.2f s, ratio %.4f, dry %d, shortest move %.1f ms, %s%n",
                    firmware,
                    busyCore,
                    plan,
                    wall,
                    wall / plan,
                    log.gaps().size(),
                    log.shortestMoveNanos() / 1e6,
                    Paper.judge(drawing, log));
            assertTrue(plan > 40, () -> "the plan is only %.1f s".formatted(plan));
            assertEquals(List.of(), log.gaps(), "the board ran dry within a stroke");
            assertTrue(wall <= 1.01 * plan, () -> "the plan is %.2f s, it took %.2f s".formatted(plan, wall));
            TestPaper.assertRight(Paper.judge(drawing, log));
            assertEquals(0, log.firstCounter(), "steps of motor 1 at the end");
            assertEquals(0, log.secondCounter(), "steps of motor 2 at the end");
        } finally {
            busy.set(false);
            neighbour.join();
        }
    }

    /** From the first motion to the end of the last, s. */
    private static double wallOf(InkLog log) {
        List<ExecutedMove> moves = log.moves();
        return (moves.getLast().endNanos() - moves.getFirst().startNanos()) / 1e9;
    }
}
