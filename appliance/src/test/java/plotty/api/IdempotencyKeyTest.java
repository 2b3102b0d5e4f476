package plotty.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static plotty.api.FrontDoor.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import plotty.access.Role;

class IdempotencyKeyTest {
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
    void the_same_upload_with_the_same_key_gives_the_first_job_back() {
        HttpResponse<String> first = upload("k1", "flower", FrontDoor.SVG);
        HttpResponse<String> second = upload("k1", "flower", FrontDoor.SVG);
        assertEquals(id(first), id(second));
        assertEquals(first.headers().firstValue("Location"), second.headers().firstValue("Location"));
        assertTrue(first.headers().firstValue("Idempotency-Replayed").isEmpty());
        assertEquals("true", second.headers().firstValue("Idempotency-Replayed").orElseThrow());
        assertEquals(1, jobs());
    }

    @Test
    void quotation_marks_around_the_key_make_no_difference() {
        assertEquals(id(upload("k1", "flower", FrontDoor.SVG)), id(upload("\"k1\"", "flower", FrontDoor.SVG)));
    }

    @Test
    void another_key_and_no_key_make_another_job() {
        String first = id(upload("k1", "flower", FrontDoor.SVG));
        assertNotEquals(first, id(upload("k2", "flower", FrontDoor.SVG)));
        assertNotEquals(first, door.submit("flower").get("id").asText());
        assertEquals(3, jobs());
    }

    @Test
    void another_drawing_or_other_options_under_the_same_key_are_refused() {
        upload("k1", "flower", FrontDoor.SVG);
        json(422, upload("k1", "flower", FrontDoor.SVG + " "));
        JsonNode problem = json(422, upload("k1", "tree", FrontDoor.SVG));
        assertTrue(problem.get("detail").asText().contains("take a new key"), problem.toString());
        assertEquals(1, jobs());
    }

    @Test
    void a_refused_upload_takes_no_key() {
        json(422, upload("k1", "flower", "no drawing"));
        json(201, upload("k1", "flower", FrontDoor.SVG));
    }

    @Test
    void the_key_is_known_after_a_restart() {
        String first = id(upload("k1", "flower", FrontDoor.SVG));
        door.close();
        door = new FrontDoor(folder, Role.OPERATOR);
        assertEquals(first, id(upload("k1", "flower", FrontDoor.SVG)));
        json(422, upload("k1", "tree", FrontDoor.SVG));
        assertEquals(1, jobs());
    }

    @Test
    void the_answer_is_the_job_as_it_stands_now() {
        upload("k1", "flower", FrontDoor.SVG);
        json(200, door.control("flower", "cancel"));
        assertEquals(
                "cancelled",
                json(201, upload("k1", "flower", FrontDoor.SVG)).get("status").asText());
        assertEquals(204, door.send("DELETE", "/api/v1/jobs/flower", "", "").statusCode());
        json(409, upload("k1", "flower", FrontDoor.SVG));
    }

    @Test
    void many_at_the_same_time_make_one_job() throws Exception {
        try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<String>> calls = IntStream.range(0, 16)
                    .<Callable<String>>mapToObj(_ -> () -> id(upload("k1", "flower", FrontDoor.SVG)))
                    .toList();
            var ids = senders.invokeAll(calls).stream()
                    .map(answer -> answer.resultNow())
                    .collect(Collectors.toSet());
            assertEquals(1, ids.size());
        }
        assertEquals(1, jobs());
    }

    @Test
    void drawing_again_knows_its_key_too() {
        upload("k1", "flower", FrontDoor.SVG);
        Map<String, String> key = Map.of("Idempotency-Key", "k2");
        String again = id(door.send("POST", "/api/v1/jobs/flower/again", "", "", key));
        assertEquals(again, id(door.send("POST", "/api/v1/jobs/flower/again", "", "", key)));
        json(422, door.send("POST", "/api/v1/jobs/flower/again", "", "", Map.of("Idempotency-Key", "k1")));
        assertEquals(2, jobs());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "two words", "a\"b", "back\\slash"})
    void a_strange_key_is_a_bad_request(String key) {
        json(400, upload(key, "flower", FrontDoor.SVG));
        json(400, upload("x".repeat(256), "flower", FrontDoor.SVG));
    }

    private HttpResponse<String> upload(String key, String name, String drawing) {
        return door.send("POST", "/api/v1/jobs?name=" + name, "image/svg+xml", drawing, Map.of("Idempotency-Key", key));
    }

    private static String id(HttpResponse<String> answer) {
        return json(201, answer).get("id").asText();
    }

    private int jobs() {
        return door.get("/api/v1/jobs").get("jobs").size();
    }
}
