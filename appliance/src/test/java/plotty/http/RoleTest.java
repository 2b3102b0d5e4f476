package plotty.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import plotty.access.Access;
import plotty.access.Role;

class RoleTest {

    private static Router router() {
        Router router = new Router();
        for (Role role : Role.values()) {
            router.route(
                    "GET",
                    "/" + role,
                    role,
                    request -> Response.json(
                            200, out -> out.writeString(request.role().name())));
        }
        return router.webSocket("/ws", Role.OPERATOR, (connection, request) -> new Echo(connection));
    }

    @Test
    void a_route_without_a_role_cannot_be_built() {
        assertThrows(
                NullPointerException.class,
                () -> new Router().route("GET", "/a", null, request -> Response.empty(204)));
        assertThrows(
                NullPointerException.class, () -> new Router().upload("/a", null, 1, request -> Response.empty(204)));
        assertThrows(
                NullPointerException.class, () -> new Router().webSocket("/a", null, (connection, request) -> null));
    }

    @ParameterizedTest
    @CsvSource({
        "NONE, NONE, 200, 401, 401, 401",
        "NONE, VIEWER, 200, 200, 403, 403",
        "VIEWER, VIEWER, 200, 200, 403, 403",
        "VIEWER, OPERATOR, 200, 200, 200, 403",
        "VIEWER, ADMIN, 200, 200, 200, 200",
        "OPERATOR, NONE, 200, 200, 200, 403"
    })
    void the_role_of_the_address_decides(Role anonymous, Role loopback, int none, int viewer, int operator, int admin) {
        try (var server = TestServer.of(router(), new Access(anonymous, loopback), Limits.standard(), 10)) {
            assertEquals(none, server.get("/NONE").statusCode());
            assertEquals(viewer, server.get("/VIEWER").statusCode());
            assertEquals(operator, server.get("/OPERATOR").statusCode());
            assertEquals(admin, server.get("/ADMIN").statusCode());
        }
    }

    @Test
    void who_may_too_little_without_credentials_is_told_to_log_in() {
        try (var server = TestServer.of(router(), new Access(Role.VIEWER, Role.VIEWER), Limits.standard(), 10)) {
            String answer = server.get("/ADMIN").body();
            assertTrue(
                    answer.contains(
                            "This needs the role admin, and you have viewer. Log in, or send a key in X-Api-Key."),
                    answer);
        }
    }

    @Test
    void a_client_without_any_role_is_asked_for_credentials() {
        try (var server = TestServer.of(router(), new Access(Role.NONE, Role.NONE), Limits.standard(), 10)) {
            var answer = server.get("/VIEWER");
            assertEquals(401, answer.statusCode());
            assertEquals(
                    "Bearer realm=\"plotty\"",
                    answer.headers().firstValue("WWW-Authenticate").orElseThrow());
        }
    }

    @ParameterizedTest
    @CsvSource({"X-Forwarded-For, 192.0.2.1", "Forwarded, for=192.0.2.1", "Via, 1.1 proxy"})
    void what_a_proxy_on_this_machine_passes_on_is_not_local(String header, String value) {
        try (var server = TestServer.of(router(), new Access(Role.VIEWER, Role.ADMIN), Limits.standard(), 10)) {
            assertEquals(403, server.get("/ADMIN", header, value).statusCode());
            assertEquals("\"VIEWER\"", server.get("/VIEWER", header, value).body());
        }
    }

    @Test
    void a_web_socket_needs_its_role_too() {
        try (var server = TestServer.of(router(), new Access(Role.VIEWER, Role.VIEWER), Limits.standard(), 10)) {
            assertEquals(403, server.get("/ws").statusCode());
        }
    }
}
