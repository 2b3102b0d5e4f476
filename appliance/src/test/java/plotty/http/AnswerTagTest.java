package plotty.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import plotty.access.Role;

class AnswerTagTest {

    private final AtomicInteger jobs = new AtomicInteger();
    private final TestServer server = TestServer.of(new Router()
            .route("GET", "/jobs", Role.NONE, _ -> count())
            .route("POST", "/jobs", Role.NONE, _ -> count())
            .route("GET", "/secret", Role.NONE, _ -> count().with("Cache-Control", "no-store"))
            .route("GET", "/lasting", Role.NONE, _ -> count().with("Cache-Control", "max-age=60"))
            .route("GET", "/large", Role.NONE, _ -> new Response(200, "text/plain", Map.of(), new byte[256 * 1024 + 1]))
            .route("GET", "/made", Role.NONE, _ -> new Response(201, "text/plain", Map.of(), new byte[3])));

    private Response count() {
        return Response.json(200, out -> out.writeNumber(jobs.get()));
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void whoever_has_the_present_answer_is_not_sent_it_again() {
        var first = server.get("/jobs");
        String tag = first.headers().firstValue("ETag").orElseThrow();
        assertEquals(
                "private, no-cache", first.headers().firstValue("Cache-Control").orElseThrow());
        var again = server.get("/jobs", "If-None-Match", tag);
        assertEquals(304, again.statusCode());
        assertEquals("", again.body());
        assertEquals(Optional.of(tag), again.headers().firstValue("ETag"));
        assertEquals(
                304,
                server.send("HEAD", "/jobs", BodyPublishers.noBody(), "If-None-Match", tag)
                        .statusCode());
        jobs.incrementAndGet();
        var changed = server.get("/jobs", "If-None-Match", tag);
        assertEquals("1", changed.body());
        assertNotEquals(Optional.of(tag), changed.headers().firstValue("ETag"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/secret", "/large", "/made"})
    void what_must_not_be_kept_or_is_too_large_has_no_tag(String path) {
        var answer = server.get(path, "If-None-Match", "*");
        assertTrue(answer.headers().firstValue("ETag").isEmpty());
        assertEquals("no-store", answer.headers().firstValue("Cache-Control").orElseThrow());
        assertTrue(answer.statusCode() < 300);
    }

    @Test
    void an_answer_to_a_change_has_none() {
        var answer = server.send("POST", "/jobs", BodyPublishers.noBody());
        assertTrue(answer.headers().firstValue("ETag").isEmpty());
    }

    @Test
    void a_handler_that_says_how_long_is_heeded() {
        var answer = server.get("/lasting");
        assertEquals("max-age=60", answer.headers().firstValue("Cache-Control").orElseThrow());
        assertTrue(answer.headers().firstValue("ETag").isPresent());
    }
}
