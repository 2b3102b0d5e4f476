package plotty.appliance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What pages of others can have a browser do here: with the owner's cookie (CSRF, cross-site WebSockets) and under a name that
 * they have pointed at us (DNS rebinding). {@code {cookie}}, {@code {csrf}} and {@code {key}} are the owner's in the tables.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ForeignPageTest {
    @TempDir
    static Path folder;

    private static BesiegedBox box;

    @BeforeAll
    static void open() {
        box = new BesiegedBox(folder);
    }

    @AfterAll
    static void close() {
        box.checkUnharmed();
        box.close();
    }

    private static String headers(String text) {
        return text.isEmpty()
                ? ""
                : text.replace("{cookie}", "plotty_session=" + box.cookie())
                                .replace("{csrf}", box.csrf())
                                .replace("{key}", box.adminKey())
                                .replace("{us}", "http://localhost:" + box.port())
                                .replace("~", "\r\n")
                        + "\r\n";
    }

    private static int users() {
        return BesiegedBox.json(box.ask(
                        "GET /api/v1/keys HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n" + box.asOwner() + "\r\n"))
                .get("keys")
                .size();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            our own page | 201 | Origin: {us}~Sec-Fetch-Site: same-origin~Cookie: {cookie}~X-CSRF-Token: {csrf}
            a program with a key | 201 | X-Api-Key: {key}
            a cookie without a token | 403 | Cookie: {cookie}
            a cookie without a token from our own page | 403 | Origin: {us}~Cookie: {cookie}
            a wrong token | 403 | Cookie: {cookie}~X-CSRF-Token: AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
            an empty token | 403 | Cookie: {cookie}~X-CSRF-Token:
            the cookie as token | 403 | Cookie: {cookie}~X-CSRF-Token: {cookie}
            two tokens | 400 | Cookie: {cookie}~X-CSRF-Token: {csrf}~X-CSRF-Token: AAAA
            a token without a cookie | 403 | X-CSRF-Token: {csrf}
            a foreign page | 403 | Origin: http://evil.example~Cookie: {cookie}~X-CSRF-Token: {csrf}
            a page without an origin | 403 | Origin: null~Cookie: {cookie}~X-CSRF-Token: {csrf}
            an empty origin | 403 | Origin:~Cookie: {cookie}~X-CSRF-Token: {csrf}
            two origins | 403 | Origin: {us}~Origin: http://evil.example~Cookie: {cookie}~X-CSRF-Token: {csrf}
            a list of origins | 403 | Origin: {us} http://evil.example~Cookie: {cookie}~X-CSRF-Token: {csrf}
            a name that begins as ours | 403 | Origin: {us}.evil.example~Cookie: {cookie}~X-CSRF-Token: {csrf}
            a name that ends as ours | 403 | Origin: http://evil.localhost~Cookie: {cookie}~X-CSRF-Token: {csrf}
            our name as a user | 403 | Origin: {us}@evil.example~Cookie: {cookie}~X-CSRF-Token: {csrf}
            another port of this machine | 403 | Origin: http://localhost:1~Cookie: {cookie}~X-CSRF-Token: {csrf}
            a file | 403 | Origin: file://~Cookie: {cookie}~X-CSRF-Token: {csrf}
            an extension | 403 | Origin: chrome-extension://abc~Cookie: {cookie}~X-CSRF-Token: {csrf}
            what the browser calls cross-site | 403 | Sec-Fetch-Site: cross-site~Cookie: {cookie}~X-CSRF-Token: {csrf}
            what it calls so, with an origin of ours | 403 | Origin: {us}~Sec-Fetch-Site: cross-site~Cookie: {cookie}~X-CSRF-Token: {csrf}
            the same site without an origin | 403 | Sec-Fetch-Site: same-site~Cookie: {cookie}~X-CSRF-Token: {csrf}
            a foreign page with a key | 403 | Origin: http://evil.example~X-Api-Key: {key}
            """)
    void only_our_own_page_changes_something_with_a_cookie(String what, int expected, String headers) {
        int before = users();
        RawExchange.Answer answer =
                box.post("/api/v1/keys", headers(headers), "{\"name\":\"" + what + "\",\"role\":\"viewer\"}");
        assertEquals(expected, answer.status(), what + ": " + answer.text());
        assertEquals(expected == 201 ? before + 1 : before, users(), what);
        if (expected == 201) {
            box.secret(BesiegedBox.json(answer).get("key").asText());
        }
        assertFalse(answer.headers().containsKey("access-control-allow-origin"), what);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=b", "text/json"
            })
    void what_a_form_can_send_is_not_taken_for_json(String mediaType) {
        String body = "{\"name\":\"ada\",\"password\":\"" + BesiegedBox.PASSWORD + "\"}";
        RawExchange.Answer answer = box.ask("POST /api/v1/session HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n"
                + "Content-Type: " + mediaType + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
        assertEquals(415, answer.status(), answer.text());
        assertFalse(answer.headers().containsKey("set-cookie"));
    }

    @Test
    void a_foreign_page_is_not_allowed_to_ask_beforehand() {
        RawExchange.Answer answer = box.ask("""
                OPTIONS /api/v1/keys HTTP/1.1\r
                Host: {host}\r
                Connection: close\r
                Origin: http://evil.example\r
                Access-Control-Request-Method: POST\r
                \r
                """);
        assertEquals(403, answer.status());
        assertFalse(answer.headers().toString().contains("access-control"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            our own page | 101 | Origin: {us}~Cookie: {cookie}
            a program without credentials | 101 | X-Nothing: 1
            a program with a key | 101 | X-Api-Key: {key}
            a cookie without an origin | 403 | Cookie: {cookie}
            a foreign page with a cookie | 403 | Origin: http://evil.example~Cookie: {cookie}
            a foreign page without anything | 403 | Origin: http://evil.example
            a foreign page with a key | 403 | Origin: http://evil.example~X-Api-Key: {key}
            a page without an origin | 403 | Origin: null~Cookie: {cookie}
            an empty origin | 403 | Origin:~Cookie: {cookie}
            a name that begins as ours | 403 | Origin: {us}.evil.example~Cookie: {cookie}
            what the browser calls cross-site | 403 | Sec-Fetch-Site: cross-site
            an origin of ours and one that is not | 403 | Origin: {us}~Origin: http://evil.example~Cookie: {cookie}
            """)
    void only_our_own_page_opens_a_web_socket_with_a_cookie(String what, int expected, String headers) {
        for (String path : List.of("/ws", "/ws/monitor")) {
            try (RawExchange exchange = box.open()) {
                assertEquals(expected, exchange.upgrade(path, headers(headers)).status(), what + " at " + path);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:{port}",
                "localhost.evil.example:{port}",
                "127.0.0.1.evil.example:{port}",
                "evil.localhost:{port}",
                "localhost.:{port}",
                "localhost:1",
                "localhost",
                "localhost:{port}0",
                "localhost:0{port}x",
                "localhost:-{port}",
                "localhost: {port}",
                "0:{port}",
                "0.0.0.0:{port}",
                "127.1:{port}",
                "2130706433:{port}",
                "0x7f000001:{port}",
                "0177.0.0.1:{port}",
                "8.8.8.8:{port}",
                "[::]:{port}",
                "[::ffff:8.8.8.8]:{port}",
                "[fe80::1%25lo]:{port}",
                "localhost:{port}@evil.example",
                "evil.example#localhost:{port}",
                "l\u00f6calhost:{port}",
                "localhost\u00a0:{port}"
            })
    void a_name_that_is_not_ours_reaches_nothing_on_any_port(String name) {
        for (int port : box.ports()) {
            String host = "Host: " + name.replace("{port}", Integer.toString(port)) + "\r\n";
            String key = "X-Api-Key: " + box.adminKey() + "\r\n";
            for (String path : List.of("/", "/index.html", "/api/v1/jobs", "/health/live", "/nothing", "/metrics")) {
                try (RawExchange exchange = new RawExchange(RawExchange.HOME, port)) {
                    RawExchange.Answer answer = exchange.send(
                                    "GET " + path + " HTTP/1.1\r\n" + host + key + "Connection: close\r\n\r\n")
                            .answer();
                    assertEquals(421, answer.status(), host + path + answer.text());
                    assertFalse(answer.text().contains("evil"), "the name is not repeated");
                }
            }
            try (RawExchange exchange = new RawExchange(RawExchange.HOME, port)) {
                assertEquals(421, exchange.upgrade("/ws", host + key).status(), host);
            }
        }
    }

    @Test
    void on_every_port_our_own_names_are_known() {
        for (int port : box.ports()) {
            for (String name : List.of("localhost:", "LOCALHOST:", "127.0.0.1:")) {
                try (RawExchange exchange = new RawExchange(RawExchange.HOME, port)) {
                    RawExchange.Answer answer = exchange.send(
                                    "GET / HTTP/1.1\r\nHost: " + name + port + "\r\nConnection: close\r\n\r\n")
                            .answer();
                    assertEquals(200, answer.status(), name + port);
                }
            }
        }
    }

    @Test
    void forwarded_names_and_addresses_are_not_believed() {
        for (String header : List.of(
                "X-Forwarded-Host: evil.example",
                "X-Forwarded-For: 203.0.113.9",
                "Forwarded: for=203.0.113.9;host=evil.example")) {
            RawExchange.Answer answer = box.ask("POST /api/v1/keys HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n"
                    + header + "\r\nContent-Length: 0\r\n\r\n");
            assertEquals(4, answer.status() / 100, header);
            assertFalse(answer.text().contains("evil"), header);
        }
    }
}
