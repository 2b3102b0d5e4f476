package plotty.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plotty.ink.InkJudge.Verdict;

/** The plug is pulled at random moments, in the middle of uploads and of strokes. */
class KillIT {
    private static final int KILLS = Workbench.LONG ? 100 : 10;
    /** The queue takes 200 open jobs. */
    private static final int UPLOADS_PER_KILL = Math.clamp(190 / KILLS, 1, 3);
    /** What a second of motion draws at most. */
    private static final double SECOND_OF_MOTION_MM = 50;

    @TempDir
    Path folder;

    private final Map<String, String> acknowledged = new HashMap<>();
    private final List<AssertionError> refused = new CopyOnWriteArrayList<>();

    @Test
    void nothing_acknowledged_is_lost_and_little_is_drawn_twice() {
        long seed = Long.getLong("plotty.seed", 20261120);
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        TestDrawing drawing = TestDrawing.mixed(random, 150 + KILLS * 30.0);
        try (Workbench bench = Workbench.withBoard(folder).startService()) {
            String id = bench.submit(drawing.svg(), "killed", "").get("id").asText();
            bench.awaitPlanned(id);
            bench.control(id, "start");
            int kills = 0;
            for (; kills < KILLS; kills++) {
                long untilKill = 300_000_000L + random.nextInt(1_200_000_000);
                long lastUpload = untilKill - random.nextInt(50_000_000);
                Thread uploads = Thread.ofPlatform().start(() -> uploadUntilTheEnd(bench, lastUpload));
                LockSupport.parkNanos(untilKill);
                bench.service().kill();
                join(uploads);
                assertEquals(List.of(), refused, "uploads that were refused");
                bench.startService();
                acknowledged.forEach((job, name) -> assertWhole(bench, job, name));
                JsonNode killed = bench.job(id);
                if (killed.get("status").asText().equals("completed")) {
                    break;
                }
                assertEquals("paused", killed.get("status").asText(), killed::toString);
                assertTrue(killed.get("causes").toString().contains("power_loss"), killed::toString);
                bench.service()
                        .await(
                                "the pen to be lifted",
                                Duration.ofSeconds(5),
                                () -> bench.device().get("pen_up").asBoolean());
                bench.awaitJob(
                        id,
                        "ready to resume",
                        Duration.ofSeconds(10),
                        job -> bench.device().get("connection_status").asText().matches("connected|busy"));
                bench.control(id, "resume", "\"uncertain\":\"redraw\"");
            }
            bench.awaitStatus(id, "completed", Duration.ofMinutes(5));
            Verdict verdict = Paper.judge(drawing, Paper.look(bench.inkLog()));
            System.out.printf("%d kills, %d uploads acknowledged: %s%n", kills, acknowledged.size(), verdict);
            int made = kills;
            assertTrue(made >= KILLS, () -> "the drawing ended after %d kills".formatted(made));
            assertTrue(verdict.sourceFromInk().distanceMm() <= 0.03, verdict::toString);
            assertTrue(verdict.inkFromSource().distanceMm() <= 0.03, verdict::toString);
            assertTrue(verdict.longestMissingMm() <= 0.05, verdict::toString);
            assertTrue(verdict.doubledMm() <= made * SECOND_OF_MOTION_MM, verdict::toString);
        }
    }

    /** Uploads evenly until the last one, which the pulled plug may hit. */
    private void uploadUntilTheEnd(Workbench bench, long lastNanos) {
        byte[] svg = TestDrawing.mixed(new Random(1), 20).svg();
        try {
            for (int i = 0; i < UPLOADS_PER_KILL; i++) {
                LockSupport.parkNanos(lastNanos / UPLOADS_PER_KILL);
                JsonNode job = bench.submit(svg, "upload", "");
                acknowledged.put(job.get("id").asText(), job.get("name").asText());
            }
        } catch (UncheckedIOException expected) {
            // The plug was pulled during this upload: it was not acknowledged.
        } catch (AssertionError e) {
            refused.add(e);
        }
    }

    private static void assertWhole(Workbench bench, String id, String name) {
        JsonNode job = bench.job(id);
        assertEquals(name, job.get("name").asText());
        assertEquals("queued", job.get("status").asText(), job::toString);
        String original = folderOf(bench, id);
        assertEquals(
                new String(TestDrawing.mixed(new Random(1), 20).svg(), StandardCharsets.UTF_8), original, "the file");
    }

    private static String folderOf(Workbench bench, String id) {
        try {
            return java.nio.file.Files.readString(bench.folder().resolve("data/jobs/" + id + "/original.svg"));
        } catch (java.io.IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
