package plotty.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
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
import plotty.access.Credentials;
import plotty.access.Principal;
import plotty.access.Role;

/** Senders with keys of their own: one for everything, one for the plotter that there is, one for another. */
class SeveralSendersTest {
    @TempDir
    Path folder;

    private FrontDoor door;

    @BeforeEach
    void open() {
        door = new FrontDoor(folder, SeveralSendersTest::who);
    }

    @AfterEach
    void close() {
        door.close();
    }

    private static Principal who(Credentials credentials) {
        String key = credentials.apiKey().orElse("all");
        Set<String> devices = switch (key) {
            case "here" -> Set.of("plotter-1");
            case "elsewhere" -> Set.of("plotter-2");
            default -> Set.of();
        };
        return new Principal("key:" + key, Principal.Kind.KEY, Role.OPERATOR, devices);
    }

    @Test
    void the_same_idempotency_key_of_somebody_else_is_another_one() {
        String first = json(201, upload("all")).get("id").asText();
        assertEquals(first, json(201, upload("all")).get("id").asText());
        assertNotEquals(first, json(201, upload("here")).get("id").asText());
    }

    @Test
    void lists_show_only_jobs_for_plotters_that_one_may_use() {
        json(201, upload("here"));
        assertEquals(1, get("here", "/api/v1/jobs?limit=1").get("jobs").size());
        assertEquals(0, get("elsewhere", "/api/v1/jobs").get("jobs").size());
        assertEquals(
                0, get("elsewhere", "/api/rmos/stores/joblogs").get("joblogs").size());
        assertEquals(0, get("elsewhere", "/api/files").get("files").size());
        assertEquals(
                0,
                get("elsewhere", "/api/v1/monitoring/summary").get("total_jobs").asInt());
        assertEquals(1, get("here", "/api/v1/jobs?device=plotter-1").get("jobs").size());
        json(403, send("elsewhere", "GET", "/api/v1/jobs?device=plotter-1"));
    }

    @Test
    void a_job_for_another_plotter_is_not_told_of() {
        json(201, upload("here"));
        json(403, send("elsewhere", "GET", "/api/v1/monitoring/jobs/flower/snapshot"));
        json(403, send("elsewhere", "GET", "/api/v1/monitoring/export/flower"));
        json(403, send("elsewhere", "GET", "/api/rmos/stores/joblogs/flower"));
        json(403, send("elsewhere", "GET", "/api/files/local/flower"));
        json(200, send("here", "GET", "/api/v1/monitoring/jobs/flower/snapshot"));
    }

    private HttpResponse<String> upload(String sender) {
        return door.send(
                "POST",
                "/api/v1/jobs?name=flower",
                "image/svg+xml",
                FrontDoor.SVG,
                Map.of("X-Api-Key", sender, "Idempotency-Key", "k1"));
    }

    private HttpResponse<String> send(String sender, String method, String path) {
        return door.send(method, path, "", "", Map.of("X-Api-Key", sender));
    }

    private JsonNode get(String sender, String path) {
        return json(200, send(sender, "GET", path));
    }
}
