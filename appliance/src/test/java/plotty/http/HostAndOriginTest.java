package plotty.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.Inet4Address;
import java.net.NetworkInterface;
import java.net.SocketException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import plotty.access.Role;

class HostAndOriginTest {

    private static final String UPGRADE =
            "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key:"
                    + " AAAAAAAAAAAAAAAAAAAAAA==\r\n";

    private final TestServer server = TestServer.of(new Router()
            .route("GET", "/a", Role.NONE, request -> Response.empty(204))
            .route("POST", "/a", Role.NONE, request -> Response.empty(204))
            .webSocket("/ws", Role.NONE, (connection, request) -> new Echo(connection)));

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost:PORT",
                "LOCALHOST:PORT",
                "127.0.0.1:PORT",
                "[::1]:PORT",
                "plotty.local:PORT",
                "Plotty.Local:PORT",
                "front.example:443"
            })
    void the_server_answers_under_its_own_names(String host) {
        assertEquals(204, get(host, ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:PORT",
                "localhost",
                "localhost:1",
                "localhost:",
                "localhost:PORTx",
                "localhost:+PORT",
                "localhost.evil.example:PORT",
                "evil.example:PORT@localhost:PORT",
                "user@localhost:PORT",
                "127.0.0.1.evil.example:PORT",
                "0.0.0.0:PORT",
                "127.1:PORT",
                "2130706433:PORT",
                "192.0.2.1:PORT",
                "[2001:db8::1]:PORT",
                "[::1%lo]:PORT",
                "[localhost]:PORT",
                "::1",
                "front.example:PORT",
                "plotty.local",
                "front.example",
                ":PORT"
            })
    void dns_rebinding_and_every_other_name_are_refused(String host) {
        assertEquals(421, get(host, ""));
    }

    @Test
    void the_server_answers_under_the_live_addresses_of_this_machine() throws SocketException {
        var addresses = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(Inet4Address.class::isInstance)
                .toList();
        for (var address : addresses) {
            assertEquals(204, get(address.getHostAddress() + ":PORT", ""), address.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:PORT",
                "http://127.0.0.1:PORT",
                "https://plotty.local:PORT",
                "https://front.example"
            })
    void pages_of_this_server_may_ask(String origin) {
        assertEquals(204, get("localhost:PORT", "Origin: " + origin + "\r\n"));
        assertEquals(204, post(origin));
        assertEquals(101, upgrade(origin));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "http://evil.example",
                "http://evil.example:PORT",
                "http://localhost",
                "http://localhost:3000",
                "http://front.example",
                "ftp://localhost:PORT",
                "localhost:PORT",
                "http://localhost:PORT.evil.example",
                "http://localhost:PORT@evil.example",
                "http://localhost:PORT/x"
            })
    void pages_of_strangers_may_not(String origin) {
        assertEquals(403, get("localhost:PORT", "Origin: " + origin + "\r\n"));
        assertEquals(403, post(origin));
        assertEquals(403, upgrade(origin));
    }

    @Test
    void programs_without_an_origin_may_ask() {
        try (RawClient client = server.raw()) {
            assertEquals(
                    204,
                    client.send("POST /a HTTP/1.1\r\nHost: {host}\r\nContent-Length: 0\r\n\r\n")
                            .answer()
                            .status());
            assertEquals(
                    101,
                    client.send("GET /ws HTTP/1.1\r\nHost: {host}\r\n" + UPGRADE + "\r\n")
                            .answer()
                            .status());
        }
    }

    private int get(String host, String headers) {
        return status("GET /a HTTP/1.1\r\nHost: " + host + "\r\n" + headers);
    }

    private int post(String origin) {
        return status("POST /a HTTP/1.1\r\nHost: {host}\r\nContent-Length: 0\r\nOrigin: " + origin + "\r\n");
    }

    private int upgrade(String origin) {
        return status("GET /ws HTTP/1.1\r\nHost: {host}\r\n" + UPGRADE + "Origin: " + origin + "\r\n");
    }

    private int status(String head) {
        try (RawClient client = server.raw()) {
            return client.send(head.replace("PORT", Integer.toString(server.port())) + "\r\n")
                    .answer()
                    .status();
        }
    }
}
