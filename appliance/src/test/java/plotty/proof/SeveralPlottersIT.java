package plotty.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One service and two boards, each a process of its own. */
class SeveralPlottersIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    @Test
    void two_plotters_draw_at_the_same_time_each_from_its_own_queue() throws IOException {
        Path right = Files.createDirectories(folder.resolve("right"));
        try (Workbench bench = Workbench.withBoard(folder);
                Program board = board(right)) {
            board.await("pseudo-terminal", Duration.ofSeconds(20), () -> Files.exists(right.resolve("ttyEBB")));
            Path config = Files.writeString(
                    folder.resolve("plotty.yaml"), """
                    plotters:
                      - {name: Left, port: 'ebb:%s'}
                      - {name: Right, port: 'ebb:%s'}
                    """.formatted(folder.resolve("ttyEBB"), right.resolve("ttyEBB")));
            bench.startService("--config", config.toString());
            TestDrawing forLeft = TestDrawing.mixed(new Random(1), 350);
            TestDrawing forRight = TestDrawing.mixed(new Random(2), 350);
            String onLeft = submit(bench, forLeft, "left", "plotter-1", "now");
            String onRight = submit(bench, forRight, "right", "plotter-2", "now");
            String next = submit(bench, forLeft, "next", "plotter-1", "queue");

            await(bench, onLeft, SeveralPlottersIT::isDrawn);
            await(bench, onRight, SeveralPlottersIT::isDrawn);
            assertEquals("running", status(bench, onLeft));
            assertEquals("running", status(bench, onRight));
            assertEquals("queued", status(bench, next));

            bench.control(onLeft, "pause");
            bench.awaitStatus(onLeft, "paused", Duration.ofSeconds(10));
            bench.awaitStatus(onRight, "completed", PATIENCE);
            assertEquals(
                    "paused", status(bench, onLeft), "a plotter that waits holds up no other, and no other moves it");
            bench.control(onLeft, "resume");
            bench.awaitStatus(onLeft, "completed", PATIENCE);
            assertEquals("queued", status(bench, next), "with a manual queue nothing starts by itself");

            TestPaper.assertRight(Paper.judge(forLeft, Paper.look(bench.inkLog())));
            TestPaper.assertRight(Paper.judge(forRight, Paper.look(right.resolve("ink.log"))));
            assertTrue(bench.service().terminate().toSeconds() < 5);
        }
    }

    private static Program board(Path folder) {
        return Program.start(
                folder,
                "board",
                Program.java(
                        List.of(),
                        "plotty.plotter.board.BoardMain",
                        List.of(
                                "--link",
                                folder.resolve("ttyEBB").toString(),
                                "--ink",
                                folder.resolve("ink.log").toString())));
    }

    private static String submit(Workbench bench, TestDrawing drawing, String name, String device, String start) {
        return bench.submit(drawing.svg(), name, "&device=%s&start=%s".formatted(device, start))
                .get("id")
                .asText();
    }

    private static void await(Workbench bench, String job, Predicate<JsonNode> wanted) {
        bench.awaitJob(job, "drawn", PATIENCE, wanted);
    }

    private static boolean isDrawn(JsonNode job) {
        return job.at("/metrics/progress_percentage").asDouble() > 1;
    }

    private static String status(Workbench bench, String job) {
        return bench.job(job).get("status").asText();
    }
}
