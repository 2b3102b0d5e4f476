package plotty.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plotty.access.Role;

class MetricsResourceTest {
    @TempDir
    Path folder;

    @Test
    void the_latest_sample_of_this_machine_is_there_as_soon_as_the_door_is_open() {
        try (FrontDoor door = new FrontDoor(folder, Role.VIEWER)) {
            JsonNode metrics = door.get("/api/v1/metrics");
            assertEquals("system_metrics", metrics.get("type").asText());
            assertTrue(Instant.parse(metrics.get("timestamp").asText()).isBefore(Instant.now()));
            assertTrue(metrics.get("cpu_percent").isNumber(), metrics.toString());
            assertTrue(metrics.get("memory_percent").asDouble() > 0, metrics.toString());
            assertTrue(metrics.get("disk_percent").asDouble() > 0, metrics.toString());
            assertTrue(metrics.get("process_resident_mb").asDouble() > 10, metrics.toString());
            assertEquals(0, metrics.get("active_connections").asInt());
        }
    }

    @Test
    void the_status_over_http_is_that_of_the_live_stream() {
        try (FrontDoor door = new FrontDoor(folder, Role.OPERATOR)) {
            door.submit("flower");
            JsonNode status = door.get("/api/v1/status");
            assertEquals("system_status", status.get("type").asText());
            assertEquals("ready", status.get("status").asText());
            assertEquals("1.2.3", status.get("daemon_version").asText());
            assertEquals(1, status.get("queue_length").asInt());
            assertEquals(0, status.get("active_jobs").asInt());
        }
    }
}
