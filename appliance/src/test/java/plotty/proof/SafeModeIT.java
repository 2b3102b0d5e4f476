package plotty.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service that a service manager starts again and again. */
class SafeModeIT {
    /** As systemd tells a process that it watches over it; nothing goes between the shell's id and Java's. */
    private static final List<String> SUPERVISED =
            List.of("bash", "-c", "SYSTEMD_EXEC_PID=$$ exec \"$@\"", "supervised");

    @TempDir
    Path folder;

    @Test
    void after_three_crashes_it_touches_no_plotter_until_somebody_says_so() throws Exception {
        try (Workbench bench = Workbench.withBoard(folder)) {
            bench.startServiceBy(SUPERVISED);
            String id = bench.submit(TestDrawing.mixed(new Random(1), 600).svg(), "flower", "")
                    .get("id")
                    .asText();
            bench.awaitPlanned(id);
            awaitPlotter(bench);
            for (int crash = 1; crash <= 3; crash++) {
                assertFalse(isSafe(bench), "before crash " + crash);
                bench.service().kill();
                bench.startServiceBy(SUPERVISED);
            }

            assertTrue(isSafe(bench), () -> bench.service().output());
            assertTrue(bench.service().output().contains("SAFE MODE: The service has crashed 3 times"));
            assertEquals(503, get(bench, "/health/ready"));
            assertEquals(200, get(bench, "/"));
            assertEquals("disconnected", bench.device().get("connection_status").asText());
            assertEquals(409, order(bench, "/api/v1/jobs/" + id + "/control", "{\"action\":\"start\"}"));
            assertEquals(409, order(bench, "/api/v1/devices/plotter-1/control", "{\"action\":\"jog\",\"dx_mm\":1}"));
            String waiting = bench.submit(TestDrawing.mixed(new Random(2), 50).svg(), "second", "&start=now")
                    .get("id")
                    .asText();
            assertFalse(hasPortOpen(bench), "the board's port is open");

            assertEquals(200, order(bench, "/api/v1/system/safe-mode/leave", ""));
            awaitPlotter(bench);
            JsonNode second = bench.awaitPlanned(waiting);
            assertEquals("queued", second.get("status").asText(), "nothing starts by itself");
            bench.control(waiting, "start");
            bench.awaitStatus(waiting, "completed", Duration.ofSeconds(90));

            // Whoever left it begins anew: one more crash is the first.
            bench.service().kill();
            bench.startServiceBy(SUPERVISED);
            assertFalse(isSafe(bench), () -> bench.service().output());
        }
    }

    @Test
    void a_stop_is_no_crash_and_nobody_counts_where_nobody_starts_it_again() {
        try (Workbench bench = Workbench.withBoard(folder)) {
            for (int i = 0; i < 3; i++) {
                bench.startServiceBy(SUPERVISED);
                bench.service().terminate();
            }
            for (int i = 0; i < 3; i++) {
                bench.startService();
                bench.service().kill();
            }
            bench.startServiceBy(SUPERVISED);
            assertFalse(isSafe(bench), () -> bench.service().output());
        }
    }

    private static boolean isSafe(Workbench bench) {
        return bench.send("GET", "/api/v1/system/safe-mode", "text/plain", new byte[0])
                .body()
                .contains("\"safe_mode\":true");
    }

    private static int get(Workbench bench, String path) {
        return bench.send("GET", path, "text/plain", new byte[0]).statusCode();
    }

    private static int order(Workbench bench, String path, String json) {
        return bench.send("POST", path, "application/json", json.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .statusCode();
    }

    private static void awaitPlotter(Workbench bench) {
        bench.service()
                .await(
                        "plotter",
                        Duration.ofSeconds(30),
                        () -> bench.device().get("connection_status").asText().equals("connected"));
    }

    /** Whether the service's process has the pseudo-terminal of the board open. */
    private boolean hasPortOpen(Workbench bench) throws Exception {
        Path terminal = folder.resolve("ttyEBB").toRealPath();
        Path open = Path.of("/proc/" + bench.service().process().pid() + "/fd");
        try (var files = Files.list(open)) {
            return files.anyMatch(file -> leadsTo(file, terminal));
        }
    }

    private static boolean leadsTo(Path file, Path terminal) {
        try {
            return Files.readSymbolicLink(file).equals(terminal);
        } catch (java.io.IOException e) {
            // It was closed meanwhile.
            return false;
        }
    }
}
