package plotty.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import plotty.access.Role;

class MalformedRequestTest {

    private final TestServer server = TestServer.of(new Router()
            .route("GET", "/a", Role.NONE, request -> Response.empty(204))
            .route("POST", "/a", Role.NONE, request -> new Response(200, "text/plain", Map.of(), request.body())));

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            400 | GET /a HTTP/1.1
            400 | GET /a HTTP/1.1\\nHost: {host}\\nHost: {host}
            400 | GET
            400 | GET /a
            400 | rubbish
            400 | \\26\\3\\1\\2
            400 | GET /%zz HTTP/1.1\\nHost: {host}
            400 | GET /%c3%28 HTTP/1.1\\nHost: {host}
            400 | GET /%00 HTTP/1.1\\nHost: {host}
            400 | GET /a%2 HTTP/1.1\\nHost: {host}
            400 | GET /\\344 HTTP/1.1\\nHost: {host}
            400 | GET a HTTP/1.1\\nHost: {host}
            400 | GET /a?x=%q HTTP/1.1\\nHost: {host}
            400 | GET /a#b HTTP/1.1\\nHost: {host}
            400 | GET /a HTTP/1.1\\nHost: {host}\\nBad Name: x
            400 | GET /a HTTP/1.1\\nHost: {host}\\nX: a\\0b
            400 | GET /a HTTP/1.1\\nHost: {host}\\nContent-Length: -1
            400 | GET /a HTTP/1.1\\nHost: {host}\\nContent-Length: x
            400 | POST /a HTTP/1.1\\nHost: {host}\\nContent-Length: 1\\nContent-Length: 2
            400 | POST /a HTTP/1.1\\nHost: {host}\\nContent-Length: 1\\nTransfer-Encoding: chunked
            501 | POST /a HTTP/1.1\\nHost: {host}\\nTransfer-Encoding: gzip, chunked
            415 | POST /a HTTP/1.1\\nHost: {host}\\nContent-Length: 1\\nContent-Encoding: gzip
            417 | POST /a HTTP/1.1\\nHost: {host}\\nContent-Length: 1\\nExpect: miracles
            505 | GET /a HTTP/2.0\\nHost: {host}
            405 | BREW /a HTTP/1.1\\nHost: {host}
            404 | BREW /b HTTP/1.1\\nHost: {host}
            400 | CONNECT localhost:80 HTTP/1.1\\nHost: {host}
            """)
    void a_malformed_request_is_answered_with_a_problem(int status, String request) {
        String bytes = request.translateEscapes().replace("\n", "\r\n");
        try (RawClient client = server.raw()) {
            RawClient.Answer answer = client.send(bytes + "\r\n\r\n").answer();
            assertEquals(status, answer.status(), answer.text());
            assertEquals("application/problem+json", answer.headers().get("content-type"));
        }
        assertEquals(204, server.get("/a").statusCode(), "the server goes on");
    }

    @Test
    void a_request_line_of_8_kib_is_taken_and_a_longer_one_is_not() {
        int rest = "GET /a?x= HTTP/1.1".length();
        assertEquals(204, withLine("GET /a?x=" + "x".repeat(Limits.LINE_BYTES - rest) + " HTTP/1.1"));
        assertEquals(414, withLine("GET /a?x=" + "x".repeat(Limits.LINE_BYTES - rest + 1) + " HTTP/1.1"));
    }

    @Test
    void headers_of_16_kib_are_taken_and_larger_ones_are_not() {
        assertEquals(204, withLine("GET /a HTTP/1.1\r\nX: " + "x".repeat(Limits.HEADER_BYTES - 100)));
        assertEquals(431, withLine("GET /a HTTP/1.1\r\nX: " + "x".repeat(Limits.HEADER_BYTES)));
        assertEquals(431, withLine("GET /a HTTP/1.1\r\n" + "X: y\r\n".repeat(5000) + "Z: z"));
    }

    @Test
    void a_bad_chunk_is_told_and_ends_the_connection() {
        try (RawClient client = server.raw()) {
            client.send("POST /a HTTP/1.1\r\nHost: {host}\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\nabc\r\n");
            assertEquals(400, client.answer().status());
            assertTrue(client.ended());
        }
    }

    @Test
    void an_absolute_address_counts_as_a_name_too() {
        assertEquals(204, withLine("GET http://{host}/a HTTP/1.1"));
        assertEquals(421, withLine("GET http://evil.example/a HTTP/1.1"));
    }

    private int withLine(String lines) {
        try (RawClient client = server.raw()) {
            return client.send(lines + "\r\nHost: {host}\r\n\r\n")
                    .answerWithoutBody()
                    .status();
        }
    }
}
