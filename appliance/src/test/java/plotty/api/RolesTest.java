package plotty.api;

import static plotty.api.FrontDoor.json;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plotty.access.Role;

class RolesTest {
    @TempDir
    Path folder;

    @Test
    void a_viewer_sees_everything_and_changes_nothing() {
        try (FrontDoor door = new FrontDoor(folder, Role.VIEWER)) {
            door.get("/api/v1/jobs");
            door.get("/api/v1/devices");
            door.get("/health/ready");
            json(403, door.send("POST", "/api/v1/jobs", "image/svg+xml", FrontDoor.SVG));
            json(403, door.control("flower", "pause"));
            json(403, door.send("PATCH", "/api/v1/jobs/flower", "application/json", "{}"));
            json(403, door.send("DELETE", "/api/v1/jobs/flower", "", ""));
            json(403, door.send("POST", "/api/v1/devices/plotter-1/origin", "", ""));
            door.get("/api/version");
            door.get("/api/v1/monitoring/summary");
            json(403, door.send("POST", "/api/files/local", "image/svg+xml", FrontDoor.SVG));
            json(403, door.send("POST", "/api/job", "application/json", "{\"command\":\"start\"}"));
            json(403, door.send("PUT", "/api/rmos/stores/joblogs/a", "application/json", "{\"status\":\"paused\"}"));
        }
    }

    @Test
    void a_stranger_sees_only_that_the_appliance_lives() {
        try (FrontDoor door = new FrontDoor(folder, Role.NONE)) {
            door.get("/health/live");
            json(401, door.send("GET", "/api/v1/jobs", "", ""));
            json(401, door.send("GET", "/api/v1/devices", "", ""));
            json(401, door.send("GET", "/metrics", "", ""));
            json(401, door.send("GET", "/api/v1/metrics", "", ""));
            json(401, door.send("GET", "/api/version", "", ""));
            json(401, door.send("GET", "/api/v1/monitoring/summary", "", ""));
        }
    }
}
