package plotty.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static plotty.api.FrontDoor.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import plotty.access.Role;

class JobLogsResourceTest {
    private static final String STORE = "/api/rmos/stores/joblogs";

    @TempDir
    Path folder;

    private FrontDoor door;

    @BeforeEach
    void open() {
        door = new FrontDoor(folder, Role.OPERATOR);
        door.submit("flower");
    }

    @AfterEach
    void close() {
        door.plotter().giveUp();
        door.close();
    }

    @Test
    void jobs_are_listed_and_found_as_job_logs() {
        door.submit("tree");
        JsonNode page = door.get(STORE + "?limit=1");
        assertEquals("flower", page.get("joblogs").get(0).get("name").asText());
        JsonNode rest = door.get(STORE + "?cursor=" + page.get("next_cursor").asText());
        assertEquals("tree", rest.get("joblogs").get(0).get("name").asText());
        assertEquals(
                door.get("/api/v1/jobs/flower").get("id"),
                door.get(STORE + "/flower").get("id"));
        json(404, door.send("GET", STORE + "/rose", "", ""));
    }

    @Test
    void a_new_log_is_refused_with_the_way_to_upload() {
        JsonNode problem = json(405, door.send("POST", STORE, "application/json", "{\"name\":\"rose\"}"));
        assertTrue(problem.get("detail").asText().contains("/api/v1/jobs"), problem.toString());
    }

    @Test
    void a_status_that_an_order_leads_to_is_that_order() {
        FrontDoorWait.until(
                () -> !door.get(STORE + "/flower").get("estimate_seconds").isNull());
        json(200, put("{\"status\":\"running\"}"));
        FrontDoorWait.until(
                () -> door.get(STORE + "/flower").get("status").asText().equals("running"));
        json(200, put("{\"id\":\"whatever\",\"status\":\"RUNNING\"}"));
        json(200, put("{\"status\":\"paused\"}"));
        assertTrue(door.plotter().orders().contains("hold"));
        json(200, put("{\"status\":\"cancelled\"}"));
        assertTrue(door.plotter().orders().contains("cancel"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"completed", "failed"})
    void a_status_that_only_drawing_leads_to_is_refused(String status) {
        JsonNode problem = json(409, put("{\"status\":\"" + status + "\"}"));
        assertTrue(problem.get("detail").asText().contains("'running', 'paused' or 'cancelled'"), problem.toString());
        json(400, put("{\"status\":\"plotting\"}"));
        json(400, put("{}"));
    }

    private HttpResponse<String> put(String body) {
        return door.send("PUT", STORE + "/flower", "application/json", body);
    }
}
