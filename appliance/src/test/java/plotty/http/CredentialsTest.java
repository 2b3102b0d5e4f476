package plotty.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import plotty.access.AccessRefusedException.Reason;
import plotty.access.Credentials;
import plotty.access.Role;

class CredentialsTest {

    private final Doorkeeper guard = new Doorkeeper();
    private final TestServer server = TestServer.of(
            new Router()
                    .route("GET", "/a", Role.VIEWER, CredentialsTest::names)
                    .route("POST", "/a", Role.VIEWER, CredentialsTest::names)
                    .webSocket("/ws", Role.VIEWER, (connection, request) -> {
                        connection.sendText(
                                String.join(",", request.queryNames()).getBytes(StandardCharsets.UTF_8));
                        return new Echo(connection);
                    }),
            guard);

    private static Response names(Request request) {
        return Response.json(200, out -> out.writeString(String.join(",", request.queryNames())));
    }

    @AfterEach
    void close() {
        server.close();
    }

    private Credentials shown() {
        return guard.shown.remove();
    }

    private int status(String head) {
        try (RawClient client = server.raw()) {
            return client.send(head + "\r\n\r\n").answer().status();
        }
    }

    @Test
    void each_way_of_saying_who_one_is_is_heard() {
        assertEquals(
                200, server.get("/a", "Cookie", "x=1; plotty_session=s1; y=2").statusCode());
        assertEquals(Optional.of("s1"), shown().session());
        assertEquals(200, server.get("/a", "Authorization", "bearer t1").statusCode());
        assertEquals(Optional.of("t1"), shown().bearer());
        assertEquals(200, server.get("/a", "X-Api-Key", "k1").statusCode());
        assertEquals(Optional.of("k1"), shown().apiKey());
        assertEquals(200, server.get("/a?api_key=k%2B2").statusCode());
        assertEquals(Optional.of("k+2"), shown().apiKey());
        assertEquals(200, server.get("/a", "X-CSRF-Token", "c1").statusCode());
        assertEquals(Optional.of("c1"), shown().csrf());
        assertEquals(200, server.get("/a").statusCode());
        var nobody = shown();
        assertTrue(nobody.session().isEmpty()
                && nobody.bearer().isEmpty()
                && nobody.apiKey().isEmpty());
        assertEquals(200, server.get("/a?api_key=", "X-Api-Key", " ").statusCode());
        assertTrue(shown().apiKey().isEmpty());
    }

    @Test
    void a_ticket_is_for_web_sockets_only() {
        try (RawClient client = server.raw()) {
            assertEquals(101, client.upgrade("/ws?ticket=t1&replay=3").status());
            assertEquals(Optional.of("t1"), shown().ticket());
            assertEquals("replay", new String(client.frame().payload(), StandardCharsets.UTF_8));
        }
        assertEquals("\"ticket\"", server.get("/a?ticket=t1").body());
        assertTrue(shown().ticket().isEmpty());
    }

    @Test
    void handlers_never_see_a_key_of_the_query() {
        assertEquals("\"limit\"", server.get("/a?api_key=secret&limit=3").body());
    }

    @Test
    void what_is_named_on_purpose_goes_before_the_cookie_that_a_browser_adds() {
        server.get("/a", "Cookie", "plotty_session=s1", "X-Api-Key", "k1");
        var shown = shown();
        assertEquals(Optional.of("k1"), shown.apiKey());
        assertTrue(shown.session().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /a HTTP/1.1\r\nHost: {host}\r\nX-Api-Key: k1\r\nAuthorization: Bearer t1",
                "GET /a?api_key=k2 HTTP/1.1\r\nHost: {host}\r\nX-Api-Key: k1",
                "GET /a?api_key=k2&api_key=k1 HTTP/1.1\r\nHost: {host}",
                "GET /a HTTP/1.1\r\nHost: {host}\r\nX-Api-Key: k1\r\nX-Api-Key: k2",
                "GET /a HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer t1\r\nAuthorization: Bearer t2",
                "GET /a HTTP/1.1\r\nHost: {host}\r\nCookie: plotty_session=a; plotty_session=b",
                "GET /a HTTP/1.1\r\nHost: {host}\r\nCookie: plotty_session=a\r\nCookie: plotty_session=b",
                "GET /a HTTP/1.1\r\nHost: {host}\r\nX-CSRF-Token: a\r\nX-CSRF-Token: b"
            })
    void credentials_that_contradict_each_other_are_malformed(String head) {
        assertEquals(400, status(head));
        assertTrue(guard.shown.isEmpty());
    }

    @Test
    void the_same_key_said_twice_is_one() {
        assertEquals(
                200,
                server.get("/a?api_key=k1", "X-Api-Key", "k1", "Authorization", "Bearer k1")
                        .statusCode());
        assertEquals(Optional.of("k1"), shown().apiKey());
    }

    @Test
    void what_is_too_long_is_refused_before_anything_is_compared() {
        assertEquals(401, server.get("/a", "X-Api-Key", "k".repeat(513)).statusCode());
        assertEquals(
                401,
                server.get("/a", "Cookie", "plotty_session=" + "k".repeat(513)).statusCode());
        assertEquals(
                401,
                server.get("/a", "Authorization", "Bearer " + "k".repeat(4097)).statusCode());
        assertTrue(guard.shown.isEmpty());
        assertEquals(
                200,
                server.get("/a", "Authorization", "Bearer " + "k".repeat(4096)).statusCode());
    }

    @Test
    void another_scheme_than_bearer_is_told() {
        var answer = server.get("/a", "Authorization", "Basic YTpi");
        assertEquals(401, answer.statusCode());
        assertTrue(answer.body().contains("Bearer"), answer.body());
    }

    @Test
    void a_web_socket_changes_nothing_by_opening_but_a_cookie_needs_its_page_beside_it() {
        try (RawClient client = server.raw()) {
            assertEquals(403, client.upgrade("/ws", "Cookie: plotty_session=s1").status());
        }
        try (RawClient client = server.raw()) {
            assertEquals(
                    101,
                    client.upgrade("/ws", "Cookie: plotty_session=s1", "Origin: http://localhost:" + server.port())
                            .status());
            assertFalse(shown().changesState());
        }
        server.send("POST", "/a", BodyPublishers.noBody());
        assertTrue(shown().changesState());
    }

    @ParameterizedTest
    @CsvSource({"WRONG, 401", "FORGED, 403", "TOO_MANY, 429"})
    void refusals_have_their_status(Reason reason, int status) {
        guard.refuse(reason, Optional.of(Duration.ofMillis(1500)));
        var answer = server.get("/a");
        assertEquals(status, answer.statusCode());
        assertEquals(
                status == 401, answer.headers().firstValue("WWW-Authenticate").isPresent());
        assertEquals(
                status == 429 ? Optional.of("2") : Optional.empty(),
                answer.headers().firstValue("Retry-After"));
    }

    @Test
    void who_asks_too_much_is_told_when_to_come_again() {
        guard.wait.set(Optional.of(Duration.ofMillis(10)));
        var answer = server.get("/a");
        assertEquals(429, answer.statusCode());
        assertEquals(Optional.of("1"), answer.headers().firstValue("Retry-After"));
    }

    @ParameterizedTest
    @CsvSource({
        "POST, cross-site, '', 403",
        "POST, same-site, '', 403",
        "POST, same-site, ours, 200",
        "POST, same-origin, ours, 200",
        "POST, none, '', 200",
        "GET, cross-site, '', 200",
        "GET, same-site, '', 200",
        "POST, same-origin, null, 403",
        "POST, same-origin, http://evil.example, 403"
    })
    void what_the_browser_says_of_the_page_is_heard(String method, String site, String origin, int status) {
        String named = origin.isEmpty()
                ? ""
                : "\r\nOrigin: " + (origin.equals("ours") ? "http://localhost:" + server.port() : origin);
        assertEquals(
                status,
                status(method + " /a HTTP/1.1\r\nHost: {host}\r\nContent-Length: 0\r\nSec-Fetch-Site: " + site
                        + named));
    }

    @Test
    void a_web_socket_of_another_sites_page_is_refused() {
        try (RawClient client = server.raw()) {
            assertEquals(
                    403, client.upgrade("/ws", "Sec-Fetch-Site: cross-site").status());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/none?api_key=plk_secret", "/a?api_key=plk_secret&x=%zz", "/a?api_key=plk_secret&api_key=2"})
    void a_key_of_the_query_is_in_no_answer(String target) {
        try (RawClient client = server.raw()) {
            var answer = client.send("GET " + target + " HTTP/1.1\r\nHost: {host}\r\n\r\n")
                    .answer();
            assertTrue(answer.status() >= 400);
            assertFalse(answer.text().contains("secret"), answer.text());
        }
    }
}
