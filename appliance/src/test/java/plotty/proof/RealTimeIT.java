package plotty.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import plotty.plotter.board.ExecutedMove;
import plotty.plotter.board.InkLog;

/** A job of a minute in real time, over a pseudo-terminal, on a board with the real one's reply and parse times. */
class RealTimeIT {

    private static final int ATTEMPTS = 4;

    @TempDir
    Path folder;

    /**
     * Holds in real time on a machine that serves its threads in time. Beside it runs a witness that does nothing but sleep; an
     * attempt in which the witness itself was woken too late says nothing about us and is made again. The small set leaves the
     * easier case out.
     */
    @ParameterizedTest
    @CsvSource({"2.8.1, false", "2.8.1, true", "3.0.3, true"})
    void a_job_of_a_minute_takes_its_plan_and_the_board_never_runs_dry(String firmware, boolean busyCore)
            throws Exception {
        assumeTrue(busyCore || Workbench.LONG, "a busy core makes it harder, and is tried");
        TestDrawing drawing = TestDrawing.mixed(new Random(7), 1700);
        for (int attempt = 1; ; attempt++) {
            Path table = Files.createDirectories(folder.resolve("attempt-" + attempt));
            try (Neighbours neighbours = new Neighbours(busyCore)) {
                Optional<Outcome> drawn = draw(table, firmware, drawing);
                if (drawn.isEmpty() && neighbours.machineWasLate() && attempt < ATTEMPTS) {
                    System.out.printf("attempt %d: the board answered too late%n", attempt);
                    continue;
                }
                Outcome outcome = drawn.orElseThrow(() -> new AssertionError("the board did not answer"));
                System.out.printf(
                        "firmware %s, busy core %s, attempt %d: plan %.2f s, wall %.2f s, ratio %.4f, dry %d, shortest move"
                                + " %.1f ms, witness late by %.1f ms at most; %s%n",
                        firmware,
                        busyCore,
                        attempt,
                        outcome.planS(),
                        outcome.wallS(),
                        outcome.wallS() / outcome.planS(),
                        outcome.log().gaps().size(),
                        outcome.log().shortestMoveNanos() / 1e6,
                        neighbours.latestNanos() / 1e6,
                        Paper.judge(drawing, outcome.log()));
                TestPaper.assertRight(Paper.judge(drawing, outcome.log()));
                assertEquals(0, outcome.log().firstCounter(), "steps of motor 1 at the end");
                assertEquals(0, outcome.log().secondCounter(), "steps of motor 2 at the end");
                assertTrue(outcome.planS() > 50, () -> "the plan is only %.1f s".formatted(outcome.planS()));
                if (neighbours.machineWasLate() && attempt < ATTEMPTS && !outcome.inTime()) {
                    continue;
                }
                assertEquals(List.of(), outcome.log().gaps(), "the board ran dry within a stroke");
                assertTrue(
                        outcome.inTime(),
                        () -> "the plan is %.2f s, it took %.2f s".formatted(outcome.planS(), outcome.wallS()));
                return;
            }
        }
    }

    /** How a drawing went. */
    private record Outcome(double planS, double wallS, InkLog log) {
        boolean inTime() {
            return wallS <= 1.01 * planS && log.gaps().isEmpty();
        }
    }

    /** Nothing if the board was so late with an answer that the drawing was interrupted. */
    private static Optional<Outcome> draw(Path table, String firmware, TestDrawing drawing) {
        try (Workbench bench = Workbench.withBoard(
                        table, "--firmware", firmware, "--parse-ms", "1.6", "--reply-ms", "1")
                .startService()) {
            String id = bench.submit(drawing.svg(), "minute", "").get("id").asText();
            double plan = bench.awaitPlanned(id).get("estimate_seconds").asDouble();
            bench.control(id, "start");
            String end = bench.awaitJob(
                            id,
                            "completed",
                            Duration.ofSeconds((long) (2 * plan + 20)),
                            job -> !job.get("status").asText().equals("running"))
                    .get("status")
                    .asText();
            if (end.equals("paused")) {
                return Optional.empty();
            }
            assertEquals("completed", end);
            InkLog log = Paper.look(bench.inkLog());
            return Optional.of(new Outcome(plan, wallOf(log), log));
        }
    }

    /** From the first motion to the end of the last, s. */
    private static double wallOf(InkLog log) {
        List<ExecutedMove> moves = log.moves();
        return (moves.getLast().endNanos() - moves.getFirst().startNanos()) / 1e9;
    }
}
