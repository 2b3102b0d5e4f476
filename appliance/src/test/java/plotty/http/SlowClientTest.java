package plotty.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import plotty.access.Role;

class SlowClientTest {

    private final CountDownLatch closed = new CountDownLatch(1);
    private final CountDownLatch replied = new CountDownLatch(1);
    private final TestServer server = TestServer.of(
            new Router()
                    .route("GET", "/small", Role.NONE, request -> Response.empty(204))
                    .route("POST", "/small", Role.NONE, request -> Response.empty(204))
                    .route("GET", "/large", Role.NONE, request -> {
                        replied.countDown();
                        return new Response(200, "text/plain", Map.of(), new byte[50_000_000]);
                    })
                    .webSocket("/ws", Role.NONE, (connection, request) -> new Watcher(connection)),
            TestServer.impatient().withHeartbeat(Duration.ofSeconds(1)));

    /** Notes its end. */
    private final class Watcher implements WebSocketEndpoint.Session {
        private final Echo echo;

        Watcher(WebSocketEndpoint.Connection connection) {
            echo = new Echo(connection);
        }

        @Override
        public void text(String message) {
            echo.text(message);
        }

        @Override
        public void binary(byte[] message) {
            echo.binary(message);
        }

        @Override
        public void writableAgain() {}

        @Override
        public void closed() {
            closed.countDown();
        }
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void headers_that_come_in_drops_are_told_and_ended() {
        try (RawClient client = server.raw()) {
            Thread drops = Thread.ofVirtual().start(() -> {
                client.send("GET /small HTTP/1.1\r\nHost: {host}\r\nX: ");
                while (client.trySend("x")) {
                    LockSupport.parkNanos(20_000_000);
                }
            });
            assertEquals(408, client.answer().status());
            assertTrue(client.ended());
            client.vanish();
            assertTrue(drops.join(Duration.ofSeconds(20)));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_connection_on_which_nothing_comes_is_ended() {
        try (RawClient client = server.raw()) {
            assertTrue(client.ended());
        }
        try (RawClient client = server.raw()) {
            assertEquals(
                    204,
                    client.send("GET /small HTTP/1.1\r\nHost: {host}\r\n\r\n")
                            .answer()
                            .status());
            assertTrue(client.ended());
        }
    }

    @Test
    void a_small_body_that_does_not_come_is_told() {
        try (RawClient client = server.raw()) {
            client.send("POST /small HTTP/1.1\r\nHost: {host}\r\nContent-Length: 10\r\n\r\nabc");
            assertEquals(408, client.answer().status());
        }
    }

    @Test
    void a_client_that_does_not_take_its_answer_is_dropped_and_holds_up_nobody() throws InterruptedException {
        try (RawClient client = server.raw()) {
            client.send("GET /large HTTP/1.1\r\nHost: {host}\r\n\r\n");
            assertTrue(replied.await(20, TimeUnit.SECONDS));
            assertEquals(204, server.get("/small").statusCode());
            TestServer.await("the connection is given up", () -> !client.trySend("x".repeat(100)));
        }
    }

    @Test
    void a_web_socket_that_answers_no_ping_is_dropped() throws InterruptedException {
        try (RawClient client = server.raw()) {
            assertEquals(101, client.upgrade("/ws").status());
            assertEquals(9, client.frame().opcode());
            assertTrue(closed.await(20, TimeUnit.SECONDS));
        }
    }

    @Test
    void a_web_socket_that_answers_pings_lives() {
        try (RawClient client = server.raw()) {
            assertEquals(101, client.upgrade("/ws").status());
            for (int i = 0; i < 4; i++) {
                assertEquals(9, client.frame().opcode());
                client.frame(0x8a, new byte[0]);
            }
            assertEquals(1, client.frame(0x81, new byte[0]).frame().opcode());
        }
    }
}
