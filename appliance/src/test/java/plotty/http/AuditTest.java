package plotty.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import plotty.access.AccessRefusedException.Reason;
import plotty.access.Principal;
import plotty.access.Role;

class AuditTest {

    private final Doorkeeper guard = new Doorkeeper();

    private static Router router() {
        return new Router()
                .route("GET", "/a", Role.NONE, request -> Response.empty(204))
                .route("POST", "/jobs/{id}", Role.OPERATOR, request -> Response.empty(202))
                .route("DELETE", "/jobs/{id}", Role.OPERATOR, request -> {
                    throw new Problem(409, "Conflict", "It is being drawn.");
                });
    }

    @Test
    void what_would_change_something_is_taken_down_without_its_query() {
        try (TestServer server = TestServer.of(router(), guard)) {
            server.send("POST", "/jobs/7%2f?api_key=secret", BodyPublishers.noBody());
            server.send("DELETE", "/jobs/7", BodyPublishers.noBody());
            server.get("/a");
            server.send("HEAD", "/a", BodyPublishers.noBody());
            server.send("OPTIONS", "/a", BodyPublishers.noBody());
            server.send("POST", "/nowhere", BodyPublishers.noBody());
            assertEquals(
                    List.of("anonymous 127.0.0.1 POST /jobs/7%2f 202", "anonymous 127.0.0.1 DELETE /jobs/7 409"),
                    guard.book);
        }
    }

    @Test
    void what_was_refused_is_taken_down_too() {
        try (TestServer server = TestServer.of(router(), guard)) {
            guard.role.set(Role.VIEWER);
            server.send("POST", "/jobs/7", BodyPublishers.noBody());
            server.send("POST", "/jobs/7", BodyPublishers.noBody(), "Origin", "http://evil.example");
            guard.refuse(Reason.WRONG, Optional.empty());
            server.send("POST", "/jobs/7", BodyPublishers.noBody());
            guard.refuse(Reason.TOO_MANY, Optional.empty());
            server.send("POST", "/jobs/7", BodyPublishers.noBody());
            assertEquals(
                    List.of("403", "403", "401", "429"),
                    guard.book.stream()
                            .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                            .toList());
        }
    }

    @Test
    void a_flood_of_refusals_is_counted_and_does_not_fill_the_book() throws Exception {
        var now = new AtomicReference<>(Instant.parse("2026-03-01T10:00:00Z"));
        var audit = new Audit(guard, now::get);
        Principal nobody = Principal.anonymous(Role.NONE);
        for (int i = 0; i < 1000; i++) {
            audit.took(nobody, InetAddress.ofLiteral("192.0.2.1"), "POST", "/login", 401);
        }
        assertEquals(10, guard.book.size());
        for (int i = 0; i < 1000; i++) {
            audit.took(nobody, InetAddress.ofLiteral("192.0.2." + i % 200), "POST", "/login", 401);
        }
        assertEquals(100, guard.book.size());
        audit.took(nobody, InetAddress.ofLiteral("192.0.2.1"), "POST", "/jobs", 201);
        assertEquals(101, guard.book.size(), "what was done is always taken down");
        now.set(now.get().plus(Duration.ofMinutes(1)));
        audit.took(nobody, InetAddress.ofLiteral("192.0.2.9"), "POST", "/login", 401);
        assertEquals("anonymous 192.0.2.199 1900 more refused, this one last 429", guard.book.get(101));
        assertEquals(103, guard.book.size());
    }

    @Test
    void a_long_path_is_cut() {
        new Audit(guard, Instant::now)
                .took(
                        Principal.anonymous(Role.ADMIN),
                        InetAddress.ofLiteral("192.0.2.1"),
                        "POST",
                        "/" + "x".repeat(5000),
                        201);
        assertTrue(guard.book.getFirst().length() < 260);
    }
}
