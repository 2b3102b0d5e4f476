package plotty.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static plotty.api.FrontDoor.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plotty.access.Role;
import plotty.http.Router;

/** What a key may do that is made for some plotters only. The one plotter that there is has the id plotter-1. */
class PermitsTest {
    private static final String SUBMIT = "/api/v1/jobs?name=mine";

    @TempDir
    Path folder;

    private FrontDoor door;

    @BeforeEach
    void open() {
        door = new FrontDoor(folder, Role.OPERATOR);
    }

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void no_route_shows_or_moves_the_plotter_of_others_and_their_jobs() {
        JsonNode job = json(201, upload("/api/v1/jobs?name=flower&device=plotter-1", Map.of()));
        Map<String, String> other = key("other", "plotter-2");
        int asked = 0;
        for (Router.Described route : door.routes()) {
            if (route.role() == Role.NONE || route.role() == Role.ADMIN || route.webSocket()) {
                continue;
            }
            String path = route.pattern()
                    .replaceFirst("/jobs/\\{[a-z_]+}", "/jobs/" + job.get("id").asText())
                    .replaceFirst("/devices/\\{[a-z_]+}", "/devices/plotter-1");
            if (!path.equals(route.pattern())) {
                json(403, order(route.method(), path.replaceAll("\\{[a-z_]+}", "P00"), other));
                asked++;
            } else if (route.method().equals("GET") && path.indexOf('{') < 0) {
                String body = order("GET", path, other).body();
                assertFalse(body.contains("flower"), () -> path + " shows the job: " + body);
                assertFalse(body.contains(job.get("id").asText()), () -> path + " shows the job: " + body);
                assertFalse(body.contains("AxiDraw"), () -> path + " shows the plotter: " + body);
            }
        }
        assertTrue(asked >= 11, "only " + asked + " routes were asked");
        assertEquals(Set.of(), Set.copyOf(door.plotter().orders()));
    }

    @Test
    void a_refusal_says_which_plotters_one_may_use() {
        door.submit("flower");
        HttpResponse<String> answer = order("GET", "/api/v1/devices/AxiDraw", key("other", "plotter-2", "plotter-3"));
        assertEquals(
                "The plotter 'AxiDraw' is none that you may use. You may use 'plotter-2', 'plotter-3'; name it so, by its"
                        + " id, or ask an admin for more.",
                json(403, answer).get("detail").asText());
    }

    @Test
    void whoever_may_use_a_plotter_sees_it_and_its_jobs_and_controls_both() {
        Map<String, String> mine = key("mine", "plotter-1");
        JsonNode job = json(201, upload(SUBMIT, mine));
        assertEquals("plotter-1", job.get("wanted_device").asText(), "sent for the one plotter he may use");
        assertEquals(
                1, json(200, order("GET", "/api/v1/jobs", mine)).get("jobs").size());
        assertEquals(
                1,
                json(200, order("GET", "/api/v1/devices", mine)).get("devices").size());
        json(200, order("PATCH", "/api/v1/jobs/mine", mine));
        json(200, order("POST", "/api/v1/devices/AxiDraw/origin", mine));
        json(200, door.send("POST", "/api/v1/jobs/mine/control", "application/json", "{\"action\":\"cancel\"}", mine));
        json(201, order("POST", "/api/v1/jobs/mine/again", mine));
    }

    @Test
    void a_drawing_is_sent_to_no_plotter_that_one_may_not_use() {
        Map<String, String> mine = key("mine", "plotter-1");
        json(403, upload(SUBMIT + "&device=plotter-2", mine));
        json(403, upload(SUBMIT, key("two", "plotter-1", "plotter-2")));
        json(201, upload(SUBMIT, mine));
        json(403, door.send("PATCH", "/api/v1/jobs/mine", "application/json", "{\"device\":\"plotter-2\"}", mine));
        json(403, door.send("PATCH", "/api/v1/jobs/mine", "application/json", "{\"device\":\"\"}", mine));
    }

    @Test
    void a_job_for_any_plotter_is_not_sent_once_more_by_who_may_use_some_only() {
        Map<String, String> mine = key("mine", "plotter-1");
        door.submit("flower");
        json(403, order("POST", "/api/v1/jobs/flower/again", mine));
    }

    private Map<String, String> key(String name, String... devices) {
        return Map.of("X-Api-Key", door.key(name, Role.OPERATOR, devices));
    }

    private HttpResponse<String> upload(String path, Map<String, String> headers) {
        return door.send("POST", path, "image/svg+xml", FrontDoor.SVG, headers);
    }

    private HttpResponse<String> order(String method, String path, Map<String, String> headers) {
        boolean hasBody = Set.of("POST", "PUT", "PATCH").contains(method);
        String body = path.endsWith("/control") ? "{\"action\":\"pause\"}" : "{}";
        return door.send(method, path, hasBody ? "application/json" : "", hasBody ? body : "", headers);
    }
}
