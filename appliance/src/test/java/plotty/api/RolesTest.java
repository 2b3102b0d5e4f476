package plotty.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static plotty.api.FrontDoor.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import plotty.access.Role;
import plotty.http.Response;
import plotty.http.Router;

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

    @ParameterizedTest
    @EnumSource(Role.class)
    void every_route_refuses_whoever_has_less_than_its_role(Role role) {
        try (FrontDoor door = new FrontDoor(folder, role)) {
            assertFalse(door.routes().isEmpty());
            for (Router.Described route : door.routes()) {
                HttpResponse<String> answer = ask(door, route, Map.of());
                String what = route + " for " + role;
                if (role.covers(route.role())) {
                    assertFalse(isRefusalOfRole(answer), () -> what + ": " + answer.body());
                } else {
                    JsonNode problem = json(role == Role.NONE ? 401 : 403, answer);
                    assertTrue(isRefusalOfRole(answer), what);
                    assertFalse(problem.get("detail").asText().isBlank(), what);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"VIEWER", "OPERATOR"})
    void a_key_gets_no_further_than_its_role(Role role) {
        try (FrontDoor door = new FrontDoor(folder, Role.NONE)) {
            Map<String, String> key = Map.of("X-Api-Key", door.key("script", role));
            for (Router.Described route : door.routes()) {
                HttpResponse<String> answer = ask(door, route, key);
                assertEquals(
                        !role.covers(route.role()),
                        isRefusalOfRole(answer),
                        () -> route + " for a key of " + role + ": " + answer.body());
            }
        }
    }

    @Test
    void only_these_routes_are_open_to_everybody() {
        try (FrontDoor door = new FrontDoor(folder, Role.NONE)) {
            Set<String> open = Set.of(
                    "GET /health/live",
                    "GET /health/ready",
                    "GET /ssdp/device.xml",
                    "GET /api/v1/stream/keys",
                    "GET /api/v1/claim",
                    "POST /api/v1/claim",
                    "GET /api/v1/session",
                    "POST /api/v1/session",
                    "DELETE /api/v1/session",
                    "POST /api/v1/pairings",
                    "GET /api/v1/pairings/{id}");
            for (Router.Described route : door.routes()) {
                assertEquals(
                        open.contains(route.method() + " " + route.pattern()),
                        route.role() == Role.NONE,
                        () -> route + " is open, or closed, and should not be");
            }
        }
    }

    @Test
    void a_route_without_a_role_cannot_be_added() {
        Router router = new Router();
        assertThrows(NullPointerException.class, () -> router.route("GET", "/a", null, _ -> Response.empty(204)));
        assertThrows(NullPointerException.class, () -> router.upload("/a", null, 1, _ -> Response.empty(204)));
        assertThrows(NullPointerException.class, () -> router.webSocket("/a", null, (_, _) -> null));
        assertTrue(router.routes().isEmpty());
    }

    private static HttpResponse<String> ask(FrontDoor door, Router.Described route, Map<String, String> headers) {
        String path = route.pattern().replaceAll("\\{[a-z_]+}", "nothing");
        boolean hasBody = Set.of("POST", "PUT", "PATCH").contains(route.method());
        return door.send(route.method(), path, hasBody ? "application/json" : "", hasBody ? "{}" : "", headers);
    }

    /** The door's own words, not those of a resource that misses something else. */
    private static boolean isRefusalOfRole(HttpResponse<String> answer) {
        return (answer.statusCode() == 401 && answer.body().contains("not open to everyone"))
                || (answer.statusCode() == 403 && answer.body().contains("This needs the role"));
    }
}
