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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import plotty.access.Role;

class JobsResourceTest {
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
    void an_upload_is_answered_with_the_job_and_its_place() {
        HttpResponse<String> answer = door.send(
                "POST",
                "/api/v1/jobs?name=flower&priority=2&fit=page&paper=A4&rotate=90",
                "image/svg+xml",
                FrontDoor.SVG);
        JsonNode job = json(201, answer);
        assertEquals(
                "/api/v1/jobs/" + job.get("id").asText(),
                answer.headers().firstValue("Location").orElseThrow());
        assertEquals("flower", job.get("name").asText());
        assertEquals("queued", job.get("status").asText());
        assertEquals(2, job.get("priority").asInt());
        assertEquals("page", job.get("fit").asText());
        assertEquals("90", job.get("rotate").asText());
        assertEquals("A4", job.get("paper").asText());
    }

    @Test
    void a_form_brings_the_file_its_name_and_options() {
        String body = """
                --xyz\r
                Content-Disposition: form-data; name="priority"\r
                \r
                7\r
                --xyz\r
                Content-Disposition: form-data; name="start"\r
                \r
                queue\r
                --xyz\r
                Content-Disposition: form-data; name="file"; filename="tree.svg"\r
                Content-Type: image/svg+xml\r
                \r
                %s\r
                --xyz--\r
                """.formatted(FrontDoor.SVG);
        JsonNode job = json(201, door.send("POST", "/api/v1/jobs", "multipart/form-data; boundary=xyz", body));
        assertEquals("tree", job.get("name").asText());
        assertEquals(7, job.get("priority").asInt());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "priority=10|'priority'",
                "priority=high|'priority'",
                "fit=stretch|none, page, clip",
                "rotate=45|auto, 0, 90, 180, 270",
                "start=later|now, queue",
                "preset=best|none, fast, default, hq",
                "name=a%0Ab|control characters"
            })
    void a_wrong_option_is_told_with_the_right_ones(String query, String expected) {
        JsonNode problem = json(400, door.send("POST", "/api/v1/jobs?" + query, "image/svg+xml", FrontDoor.SVG));
        assertTrue(problem.get("detail").asText().contains(expected), problem.toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST|prioritiy=1|Unknown query option 'prioritiy'. Did you mean 'priority'? Known are 'name',",
                "POST|name=a&colour=red|Unknown query option 'colour'. Known are 'name',",
                "POST|fit=page&fit=clip|Query option 'fit' stands there twice; send it once.",
                "GET|limti=1|Unknown query option 'limti'. Did you mean 'limit'? Known are 'limit', 'cursor', 'status',",
                "GET|status=paused&status=queued|Query option 'status' stands there twice; send it once."
            })
    void an_option_in_the_query_that_means_nothing_is_told(String method, String query, String beginning) {
        String type = method.equals("POST") ? "image/svg+xml" : "";
        String body = method.equals("POST") ? FrontDoor.SVG : "";
        JsonNode problem = json(400, door.send(method, "/api/v1/jobs?" + query, type, body));
        assertTrue(problem.get("detail").asText().startsWith(beginning), problem.toString());
        assertEquals(0, door.get("/api/v1/jobs").get("jobs").size());
    }

    @Test
    void a_change_to_null_is_refused_by_the_field_s_name() {
        door.submit("flower");
        JsonNode problem = json(400, door.send("PATCH", "/api/v1/jobs/flower", "application/json", "{\"paper\":null}"));
        assertEquals(
                "Field 'paper' must not be null; leave it out to keep what it is, or give it a value.",
                problem.get("detail").asText());
    }

    @Test
    void what_is_no_drawing_is_refused() {
        json(415, door.send("POST", "/api/v1/jobs", "application/json", "{}"));
        json(422, door.send("POST", "/api/v1/jobs", "image/svg+xml", "this is no drawing"));
        json(413, door.send("POST", "/api/v1/jobs", "image/svg+xml", "x".repeat(100_001)));
        assertEquals(0, door.get("/api/v1/jobs").get("jobs").size());
    }

    @Test
    void jobs_are_listed_filtered_and_limited() {
        door.submit("one");
        door.submit("two");
        json(200, door.control("two", "cancel"));
        assertEquals(2, door.get("/api/v1/jobs").get("jobs").size());
        assertEquals(1, door.get("/api/v1/jobs?limit=1").get("jobs").size());
        JsonNode cancelled = door.get("/api/v1/jobs?status=CANCELLED,failed").get("jobs");
        assertEquals(1, cancelled.size());
        assertEquals("two", cancelled.get(0).get("name").asText());
        json(400, door.send("GET", "/api/v1/jobs?status=sleeping", "", ""));
        json(400, door.send("GET", "/api/v1/jobs?limit=0", "", ""));
    }

    @Test
    void a_job_is_found_by_its_id_and_by_its_name() {
        String id = door.submit("flower").get("id").asText();
        assertEquals(id, door.get("/api/v1/jobs/" + id).get("id").asText());
        assertEquals(id, door.get("/api/v1/jobs/flower").get("id").asText());
        JsonNode problem = json(404, door.send("GET", "/api/v1/jobs/tree", "", ""));
        assertEquals("There is no job 'tree'.", problem.get("detail").asText());
    }

    @Test
    void the_preview_is_an_svg_once_the_drawing_is_read() {
        door.submit("flower");
        await(() -> door.send("GET", "/api/v1/jobs/flower/preview.svg", "", "").statusCode() == 200);
        HttpResponse<String> preview = door.send("GET", "/api/v1/jobs/flower/preview.svg", "", "");
        assertEquals(
                "image/svg+xml", preview.headers().firstValue("Content-Type").orElseThrow());
        assertTrue(preview.body().contains("<svg"));
    }

    @Test
    void an_ended_job_takes_no_orders_and_can_be_deleted() {
        door.submit("flower");
        json(409, door.send("DELETE", "/api/v1/jobs/flower", "", ""));
        assertEquals(
                "cancelled",
                json(200, door.control("flower", "CANCEL")).get("status").asText());
        json(409, door.control("flower", "start"));
        json(409, door.control("flower", "pause"));
        assertEquals(204, door.send("DELETE", "/api/v1/jobs/flower", "", "").statusCode());
        json(404, door.send("GET", "/api/v1/jobs/flower", "", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "pause",
                "[]",
                "{\"action\":7}",
                "{\"action\":\"explode\"}",
                "{}",
                "{\"action\":\"pause\",\"action\":\"stop\"}",
                "{\"action\":\"pause\",\"reason\":\"\"}",
                "{\"action\":\"resume\",\"uncertain\":\"maybe\"}"
            })
    void a_wrong_order_is_a_bad_request(String body) {
        door.submit("flower");
        json(400, door.send("POST", "/api/v1/jobs/flower/control", "application/json", body));
    }

    @Test
    void an_order_must_be_json_and_for_a_job_that_there_is() {
        door.submit("flower");
        json(415, door.send("POST", "/api/v1/jobs/flower/control", "text/plain", "{\"action\":\"pause\"}"));
        json(404, door.control("tree", "pause"));
        json(405, door.send("PUT", "/api/v1/jobs/flower", "application/json", "{}"));
    }

    @Test
    void a_queued_job_can_be_changed() {
        door.submit("one");
        door.submit("two");
        JsonNode changed = json(
                200,
                door.send(
                        "PATCH",
                        "/api/v1/jobs/two",
                        "application/json",
                        "{\"name\":\"zwei\",\"priority\":1,\"rotate\":180,\"fit\":\"clip\"}"));
        assertEquals("zwei", changed.get("name").asText());
        assertEquals(1, changed.get("priority").asInt());
        assertEquals("180", changed.get("rotate").asText());
        assertEquals("clip", changed.get("fit").asText());
        assertEquals(
                "zwei", door.get("/api/v1/jobs").get("jobs").get(0).get("name").asText());
        JsonNode problem =
                json(400, door.send("PATCH", "/api/v1/jobs/zwei", "application/json", "{\"colour\":\"red\"}"));
        assertTrue(problem.get("detail").asText().startsWith("Unknown field 'colour'"), problem.toString());
        json(400, door.send("PATCH", "/api/v1/jobs/zwei", "application/json", "{\"layers\":\"1\"}"));
    }

    private static void await(java.util.function.BooleanSupplier condition) {
        long deadline = System.nanoTime() + 20_000_000_000L;
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, "not in time");
            Thread.onSpinWait();
        }
    }
}
