package plotty.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import java.net.InetAddress;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import plotty.access.Role;

class ReverseProxyTest {

    private final Proxies proxies = new Proxies(Set.of("10.0.0.0/8", "192.0.2.7", "2001:db8:1::/48"));

    private Sender sender(String peer, String headers) {
        var sent = new DefaultHttpHeaders();
        for (String line : headers.split("\\|", -1)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                sent.add(
                        line.substring(0, colon).strip(),
                        line.substring(colon + 1).strip());
            }
        }
        return proxies.sender(InetAddress.ofLiteral(peer), false, sent);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "198.51.100.1; ''; 198.51.100.1; false",
                "198.51.100.1; X-Forwarded-For: 127.0.0.1; 198.51.100.1; true",
                "198.51.100.1; Via: 1.1 x; 198.51.100.1; true",
                "10.1.2.3; X-Forwarded-For: 203.0.113.9; 203.0.113.9; false",
                "10.1.2.3; X-Forwarded-For: 203.0.113.9:4711; 203.0.113.9; false",
                "10.1.2.3; X-Forwarded-For: 127.0.0.1, 203.0.113.9; 203.0.113.9; false",
                "10.1.2.3; X-Forwarded-For: 127.0.0.1, 203.0.113.9, 192.0.2.7, 10.9.9.9; 203.0.113.9; false",
                "10.1.2.3; X-Forwarded-For: 127.0.0.1|X-Forwarded-For: 203.0.113.9; 203.0.113.9; false",
                "10.1.2.3; X-Forwarded-For: 10.0.0.1, 10.0.0.2; 10.0.0.1; false",
                "10.1.2.3; X-Forwarded-For: 127.0.0.1, unknown; 10.1.2.3; true",
                "10.1.2.3; X-Forwarded-For: 127.0.0.1, evil.example; 10.1.2.3; true",
                "10.1.2.3; X-Forwarded-For: ; 10.1.2.3; true",
                "10.1.2.3; X-Forwarded-Proto: https; 10.1.2.3; true",
                "10.1.2.3; Via: 1.1 x; 10.1.2.3; true",
                "10.1.2.3; ''; 10.1.2.3; false",
                "10.1.2.3; X-Forwarded-For: 2001:db8::5; 2001:db8::5; false",
                "10.1.2.3; X-Forwarded-For: [2001:db8::5]:80; 2001:db8::5; false",
                "2001:db8:1::9; X-Forwarded-For: ::ffff:203.0.113.9; 203.0.113.9; false",
                "10.1.2.3; Forwarded: for=203.0.113.9; 203.0.113.9; false",
                "10.1.2.3; Forwarded: for=127.0.0.1, For=\"203.0.113.9:99\"; 203.0.113.9; false",
                "10.1.2.3; Forwarded: for=\"[2001:db8::5]:47\"; 2001:db8::5; false",
                "10.1.2.3; Forwarded: for=_hidden; 10.1.2.3; true",
                "10.1.2.3; Forwarded: by=10.0.0.1; 10.1.2.3; true",
                "10.1.2.3; Forwarded: for=\"127.0.0.1, for=127.0.0.1\", for=203.0.113.9; 203.0.113.9; false",
                "10.1.2.3; Forwarded: for=203.0.113.9|X-Forwarded-For: 203.0.113.9; 203.0.113.9; false"
            })
    void the_client_is_the_rightmost_address_that_is_no_trusted_proxy(
            String peer, String headers, String client, boolean passedOn) {
        Sender sender = sender(peer, headers);
        assertEquals(InetAddress.ofLiteral(client), sender.client());
        assertEquals(passedOn, sender.passedOn());
    }

    @Test
    void scheme_and_host_are_believed_too() {
        Sender usual = sender(
                "10.1.2.3", "X-Forwarded-For: 203.0.113.9|X-Forwarded-Proto: https|X-Forwarded-Host: front.example");
        assertTrue(usual.secure());
        assertEquals("front.example", usual.host().orElseThrow());
        Sender standard = sender(
                "10.1.2.3",
                "Forwarded: for=203.0.113.9;proto=https;host=front.example, for=10.0.0.9;proto=http;host=inner");
        assertTrue(standard.secure());
        assertEquals("front.example", standard.host().orElseThrow());
        Sender stranger = sender("198.51.100.1", "X-Forwarded-Proto: https|X-Forwarded-Host: front.example");
        assertTrue(!stranger.secure() && stranger.host().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Forwarded: for=203.0.113.9|X-Forwarded-For: 203.0.113.10",
                "Forwarded: for=\"203.0.113.9",
                "Forwarded: for=203.0.113.9;for=127.0.0.1",
                "Forwarded: for 203.0.113.9"
            })
    void what_contradicts_itself_is_malformed(String headers) {
        assertEquals(
                400,
                assertThrows(Problem.class, () -> sender("10.1.2.3", headers)).status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxy.example", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/-1", "", "fe80::1%eth0", "[::1]"})
    void a_proxy_is_named_by_its_address(String text) {
        var e = assertThrows(IllegalArgumentException.class, () -> new Proxies(Set.of(text)));
        assertTrue(e.getMessage().contains("Write it like"), e.getMessage());
    }

    @Test
    void a_server_behind_a_proxy_knows_its_clients_and_its_name() {
        var guard = new Doorkeeper();
        Router router = new Router()
                .route(
                        "GET",
                        "/a",
                        Role.NONE,
                        request -> Response.json(
                                200, out -> out.writeString(request.client().getHostAddress() + request.secure())));
        try (TestServer server = TestServer.of(router, guard, Limits.standard(), 20, Set.of("127.0.0.1"))) {
            String[] told = {
                "X-Forwarded-For", "203.0.113.9", "X-Forwarded-Proto", "https", "X-Forwarded-Host", "front.example"
            };
            assertEquals("\"203.0.113.9true\"", server.get("/a", told).body());
            told[5] = "evil.example";
            assertEquals(421, server.get("/a", told).statusCode());
            told[5] = "front.example:443";
            assertEquals(200, server.get("/a", told).statusCode());
            told[3] = "http";
            told[5] = "front.example";
            assertEquals(421, server.get("/a", told).statusCode());
            assertEquals(
                    200,
                    server.get("/a", "X-Forwarded-For", "1.2.3.4", "Authorization", "Basic YTpi")
                            .statusCode());
        }
        assertEquals("203.0.113.9", guard.shown.remove().client().getHostAddress());
    }

    @Test
    void behind_a_proxy_on_the_usual_ports_a_configured_name_needs_no_port_and_its_pages_may_ask() {
        Router router = new Router().route("GET", "/a", Role.NONE, _ -> Response.json(200, out -> out.writeNull()));
        String[] throughProxy = {"X-Forwarded-For", "203.0.113.9", "X-Forwarded-Proto", "https", "Host", "plotty.local"};
        String[] fromItsPage = {
            "X-Forwarded-For", "203.0.113.9", "X-Forwarded-Host", "plotty.local", "X-Forwarded-Proto", "https",
            "Origin", "https://plotty.local"
        };
        String[] elsewhere = {
            "X-Forwarded-For", "203.0.113.9", "X-Forwarded-Proto", "https", "X-Forwarded-Host", "plotty.local:8443"
        };
        try (TestServer server =
                TestServer.of(router, new Doorkeeper(), Limits.standard(), 20, Set.of("127.0.0.1"))) {
            assertEquals(200, raw(server, throughProxy));
            assertEquals(200, server.get("/a", fromItsPage).statusCode());
            assertEquals(421, server.get("/a", elsewhere).statusCode());
        }
        try (TestServer server = TestServer.of(router, new Doorkeeper())) {
            assertEquals(421, raw(server, throughProxy), "nobody else is believed");
        }
    }

    /** With a Host of its own, which Java's client does not let one send. */
    private static int raw(TestServer server, String... headers) {
        StringBuilder request = new StringBuilder("GET /a HTTP/1.1\r\n");
        for (int i = 0; i < headers.length; i += 2) {
            request.append(headers[i]).append(": ").append(headers[i + 1]).append("\r\n");
        }
        try (RawClient client = server.raw()) {
            return client.send(request.append("\r\n").toString()).answer().status();
        }
    }
}
