package plotty.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import plotty.access.Role;

class RequestTest {

    private final CountDownLatch gate = new CountDownLatch(1);
    private final TestServer server = TestServer.of(new Router()
            .route("GET", "/jobs/{id}", Role.VIEWER, RequestTest::name)
            .route("DELETE", "/jobs/{id}", Role.VIEWER, request -> Response.empty(204))
            .route("GET", "/jobs/next", Role.VIEWER, request -> text("the next one"))
            .route(
                    "GET",
                    "/query",
                    Role.VIEWER,
                    request -> text(request.query("a").orElse("nothing")))
            .route("POST", "/echo", Role.VIEWER, request -> new Response(200, "text/plain", Map.of(), request.body()))
            .route("GET", "/large", Role.VIEWER, request -> text("x".repeat(3_000_000)))
            .route("GET", "/broken", Role.VIEWER, request -> {
                throw new IllegalStateException("secret words");
            })
            .route("GET", "/splitting", Role.VIEWER, request -> text("a").with("X-Name", "a\r\nSet-Cookie: b"))
            .route("GET", "/conflict", Role.VIEWER, request -> {
                throw new Problem(409, "Job has ended", "The job \"x\" has ended.");
            })
            .route("GET", "/slow", Role.VIEWER, request -> {
                gate.await();
                return text("slow");
            }));

    private static Response name(Request request) {
        return Response.json(200, out -> {
            out.writeStartObject();
            out.writeStringField("id", request.variable("id"));
            out.writeStringField("path", request.path());
            out.writeEndObject();
        });
    }

    private static Response text(String text) {
        return new Response(200, "text/plain; charset=utf-8", Map.of(), text.getBytes(UTF_8));
    }

    @AfterEach
    void close() {
        gate.countDown();
        server.close();
    }

    @Test
    void a_variable_of_the_pattern_reaches_the_handler_decoded() {
        assertEquals(
                "{\"id\":\"a b/ä\",\"path\":\"/jobs/a b/ä\"}",
                server.get("/jobs/a%20b%2F%C3%A4").body());
    }

    @Test
    void a_literal_part_goes_before_a_variable() {
        assertEquals("the next one", server.get("/jobs/next").body());
    }

    @Test
    void query_parameters_are_decoded() {
        assertEquals("x y&z", server.get("/query?a=x+y%26z&a=second").body());
        assertEquals("nothing", server.get("/query").body());
    }

    @Test
    void an_unknown_path_is_answered_with_404() {
        for (String path : new String[] {"/nothing", "/", "/jobs", "/jobs/", "/jobs/a/b", "//jobs/a"}) {
            assertEquals(404, server.get(path).statusCode(), path);
        }
    }

    @Test
    void a_wrong_method_is_told_the_right_ones() {
        var answer = server.send("PUT", "/jobs/1", BodyPublishers.ofString("x"));
        assertEquals(405, answer.statusCode());
        assertEquals(
                "DELETE, GET, HEAD, OPTIONS",
                answer.headers().firstValue("Allow").orElseThrow());
    }

    @Test
    void options_names_the_methods_without_calling_a_handler() {
        var answer = server.send("OPTIONS", "/broken", BodyPublishers.noBody());
        assertEquals(204, answer.statusCode());
        assertEquals("GET, HEAD, OPTIONS", answer.headers().firstValue("Allow").orElseThrow());
        try (RawClient client = server.raw()) {
            assertEquals(
                    204,
                    client.send("OPTIONS * HTTP/1.1\r\nHost: {host}\r\n\r\n")
                            .answer()
                            .status());
        }
    }

    @Test
    void head_gives_the_headers_of_get_and_no_body() {
        try (RawClient client = server.raw()) {
            client.send("HEAD /large HTTP/1.1\r\nHost: {host}\r\n\r\nGET /query HTTP/1.1\r\nHost: {host}\r\n\r\n");
            assertEquals("3000000", client.answerWithoutBody().headers().get("content-length"));
            assertEquals("nothing", client.answer().text());
        }
    }

    @Test
    void a_large_answer_comes_whole() {
        assertEquals(3_000_000, server.get("/large").body().length());
    }

    @Test
    void a_problem_is_told_as_problem_json() {
        var answer = server.get("/conflict?x=1");
        assertEquals(409, answer.statusCode());
        assertEquals(
                "application/problem+json",
                answer.headers().firstValue("Content-Type").orElseThrow());
        assertEquals(
                "{\"type\":\"urn:plotty:problem:job-has-ended\",\"title\":\"Job has ended\",\"status\":409,"
                        + "\"detail\":\"The job \\\"x\\\" has ended.\",\"instance\":\"/conflict\"}",
                answer.body());
    }

    @Test
    void a_fault_of_ours_gives_an_id_and_no_secrets() {
        var answer = server.get("/broken");
        assertEquals(500, answer.statusCode());
        assertTrue(answer.body().contains("urn:uuid:"), answer.body());
        assertFalse(answer.body().contains("secret"), answer.body());
    }

    @Test
    void a_handler_cannot_be_made_to_split_the_answer() {
        var answer = server.get("/splitting");
        assertEquals(500, answer.statusCode());
        assertTrue(answer.headers().firstValue("Set-Cookie").isEmpty());
    }

    @Test
    void every_answer_carries_the_security_headers() {
        for (String path : new String[] {"/query", "/nothing", "/broken", "/conflict"}) {
            var headers = server.get(path).headers();
            assertTrue(headers.firstValue("Content-Security-Policy")
                    .orElse("")
                    .startsWith("default-src 'none'; script-src"));
            assertEquals("nosniff", headers.firstValue("X-Content-Type-Options").orElse(""), path);
            assertEquals("no-referrer", headers.firstValue("Referrer-Policy").orElse(""), path);
            assertEquals(
                    "same-origin",
                    headers.firstValue("Cross-Origin-Opener-Policy").orElse(""),
                    path);
            assertEquals(
                    "same-origin",
                    headers.firstValue("Cross-Origin-Resource-Policy").orElse(""),
                    path);
            assertEquals(
                    path.equals("/query") ? "private, no-cache" : "no-store",
                    headers.firstValue("Cache-Control").orElse(""),
                    path);
        }
    }

    @Test
    void a_body_of_64_kib_is_taken_and_a_byte_more_is_not() {
        var just = BodyPublishers.ofByteArray(new byte[Limits.BODY_BYTES]);
        var more = BodyPublishers.ofByteArray(new byte[Limits.BODY_BYTES + 1]);
        assertEquals(
                Limits.BODY_BYTES, server.send("POST", "/echo", just).body().length());
        assertEquals(413, server.send("POST", "/echo", more).statusCode());
    }

    @Test
    void a_chunked_body_has_the_same_bound() {
        try (RawClient client = server.raw()) {
            client.send(
                    "POST /echo HTTP/1.1\r\nHost: {host}\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n");
            assertEquals("abcde", client.answer().text());
            client.send("POST /echo HTTP/1.1\r\nHost: {host}\r\nTransfer-Encoding: chunked\r\n\r\n");
            for (int i = 0; i < 17; i++) {
                client.send("1000\r\n" + "x".repeat(0x1000) + "\r\n");
            }
            assertEquals(413, client.answer().status());
            assertTrue(client.ended());
        }
    }

    @Test
    void requests_sent_ahead_are_answered_in_order() {
        try (RawClient client = server.raw()) {
            var all = new StringBuilder();
            for (int i = 0; i < 50; i++) {
                all.append("POST /echo HTTP/1.1\r\nHost: {host}\r\nContent-Length: 2\r\n\r\n%02d".formatted(i));
                all.append("GET /query?a=%d HTTP/1.1\r\nHost: {host}\r\n\r\n".formatted(i));
            }
            client.send(all.toString());
            for (int i = 0; i < 50; i++) {
                assertEquals("%02d".formatted(i), client.answer().text());
                assertEquals(Integer.toString(i), client.answer().text());
            }
        }
    }

    @Test
    void a_client_that_has_said_all_still_gets_its_answer() {
        try (RawClient client = server.raw()) {
            client.send("GET /query?a=1 HTTP/1.1\r\nHost: {host}\r\n\r\n").endOutput();
            assertEquals("1", client.answer().text());
            assertTrue(client.ended());
        }
    }

    @Test
    void http_1_0_and_close_end_the_connection_and_keep_alive_keeps_it() {
        try (RawClient client = server.raw()) {
            client.send("GET /query HTTP/1.0\r\nHost: {host}\r\nConnection: keep-alive\r\n\r\n");
            assertEquals("keep-alive", client.answer().headers().get("connection"));
            client.send("GET /query HTTP/1.0\r\nHost: {host}\r\n\r\n");
            assertEquals("close", client.answer().headers().get("connection"));
            assertTrue(client.ended());
        }
        try (RawClient client = server.raw()) {
            client.send("GET /query HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
            assertEquals("close", client.answer().headers().get("connection"));
            assertTrue(client.ended());
        }
    }

    @Test
    void a_hundred_clients_at_once_are_all_answered_while_one_handler_waits() throws Exception {
        try (var clients = Executors.newVirtualThreadPerTaskExecutor();
                RawClient waiting = server.raw()) {
            waiting.send("GET /slow HTTP/1.1\r\nHost: {host}\r\n\r\n");
            var answers = IntStream.range(0, 100)
                    .mapToObj(i -> clients.submit(() -> {
                        try (RawClient client = server.raw()) {
                            return client.send("GET /query?a=%d HTTP/1.1\r\nHost: {host}\r\n\r\n".formatted(i))
                                    .answer()
                                    .text();
                        }
                    }))
                    .toList();
            int i = 0;
            for (Future<String> answer : answers) {
                assertEquals(Integer.toString(i++), answer.get());
            }
            gate.countDown();
            assertEquals("slow", waiting.answer().text());
        }
    }
}
