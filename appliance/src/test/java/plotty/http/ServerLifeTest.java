package plotty.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plotty.access.Role;

class ServerLifeTest {

    @TempDir
    Path folder;

    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch gate = new CountDownLatch(1);
    private final AtomicBoolean interrupted = new AtomicBoolean();

    private Router router() {
        return new Router()
                .route("GET", "/a", Role.NONE, request -> Response.empty(204))
                .route("GET", "/slow", Role.NONE, request -> {
                    entered.countDown();
                    try {
                        gate.await();
                    } catch (InterruptedException e) {
                        interrupted.set(true);
                        throw e;
                    }
                    return Response.empty(204);
                });
    }

    private HttpServer start(int port, Integer... more) {
        var settings =
                new HttpServer.Settings("127.0.0.1", port, List.of(more), Set.of(), folder.resolve("incoming"), 2);
        return HttpServer.start(settings, router(), TestServer.EVERYONE_MAY_ALL);
    }

    @Test
    void clients_of_a_bound_server_wait_until_it_serves() throws InterruptedException {
        var settings = new HttpServer.Settings("127.0.0.1", 0, List.of(), Set.of(), folder.resolve("incoming"), 2);
        try (HttpServer server = HttpServer.bind(settings, Limits.standard(), router(), TestServer.EVERYONE_MAY_ALL);
                RawClient client = new RawClient(server.port())) {
            client.send("GET /slow HTTP/1.1\r\nHost: {host}\r\n\r\n");
            assertFalse(entered.await(300, TimeUnit.MILLISECONDS), "served before it was told to");
            server.serve();
            gate.countDown();
            assertEquals(204, client.answer().status());
        }
    }

    private static ServerSocket taken() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
    }

    private static int status(int port) {
        try (RawClient client = new RawClient(port)) {
            return client.send("GET /a HTTP/1.1\r\nHost: {host}\r\n\r\n")
                    .answer()
                    .status();
        }
    }

    private static long loops() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("netty-1"))
                .count();
    }

    @Test
    void a_page_port_that_is_taken_is_told_in_words_and_leaves_no_thread() throws IOException {
        try (ServerSocket other = taken()) {
            var e = assertThrows(UncheckedIOException.class, () -> start(other.getLocalPort()));
            assertTrue(e.getMessage().contains(" port " + other.getLocalPort()), e.getMessage());
            assertTrue(e.getMessage().contains("choose another port"), e.getMessage());
            TestServer.await("the event loop has ended", () -> loops() == 0);
        }
    }

    @Test
    void an_address_that_is_not_ours_is_told_in_words() {
        var settings = new HttpServer.Settings("192.0.2.1", 0, List.of(), Set.of(), folder.resolve("incoming"), 2);
        var e = assertThrows(
                UncheckedIOException.class, () -> HttpServer.start(settings, router(), TestServer.EVERYONE_MAY_ALL));
        assertTrue(e.getMessage().contains("192.0.2.1"), e.getMessage());
    }

    @Test
    void a_name_that_is_no_address_is_told_in_words() {
        var settings =
                new HttpServer.Settings("no.such.invalid", 0, List.of(), Set.of(), folder.resolve("incoming"), 2);
        var e = assertThrows(
                UncheckedIOException.class, () -> HttpServer.start(settings, router(), TestServer.EVERYONE_MAY_ALL));
        assertTrue(e.getMessage().contains("no.such.invalid"), e.getMessage());
    }

    @Test
    void every_port_serves_the_same_routes_and_one_that_is_taken_is_left_out() throws IOException {
        try (ServerSocket other = taken();
                HttpServer server = start(0, 0, other.getLocalPort(), 0)) {
            assertEquals(3, server.ports().size());
            assertEquals(server.port(), server.ports().getFirst());
            assertNotEquals(server.ports().get(1), server.ports().get(2));
            for (int port : server.ports()) {
                TestServer.await("port " + port + " answers", () -> status(port) == 204);
            }
        }
    }

    @Test
    void more_connections_than_the_limit_are_told_why_they_are_refused() {
        try (HttpServer server = start(0)) {
            try (RawClient first = new RawClient(server.port());
                    RawClient second = new RawClient(server.port())) {
                String request = "GET /a HTTP/1.1\r\nHost: {host}\r\n\r\n";
                assertEquals(204, first.send(request).answer().status());
                assertEquals(204, second.send(request).answer().status());
                try (RawClient third = new RawClient(server.port())) {
                    RawClient.Answer refused = third.send(request).answer();
                    assertEquals(503, refused.status());
                    assertEquals("10", refused.headers().get("retry-after"));
                    assertTrue(third.ended());
                }
                assertEquals(204, first.send(request).answer().status());
            }
            TestServer.await("there is room again", () -> status(server.port()) == 204);
        }
    }

    @Test
    void closing_lets_a_request_under_way_end() throws InterruptedException {
        HttpServer server = start(0);
        try (RawClient client = new RawClient(server.port());
                RawClient idle = new RawClient(server.port())) {
            client.send("GET /slow HTTP/1.1\r\nHost: {host}\r\n\r\n");
            entered.await();
            Thread closing = Thread.ofVirtual().start(server::close);
            assertTrue(idle.ended());
            gate.countDown();
            RawClient.Answer answer = client.answer();
            assertEquals(204, answer.status());
            assertEquals("close", answer.headers().get("connection"));
            client.vanish();
            assertTrue(closing.join(Duration.ofSeconds(20)));
        }
    }

    @Test
    void closing_does_not_wait_for_ever() throws InterruptedException {
        HttpServer server = start(0);
        try (RawClient client = new RawClient(server.port())) {
            client.send("GET /slow HTTP/1.1\r\nHost: {host}\r\n\r\n");
            entered.await();
            long began = System.nanoTime();
            server.close();
            assertTrue(System.nanoTime() - began < Duration.ofSeconds(10).toNanos());
            assertTrue(interrupted.get());
            assertTrue(client.ended());
        }
        TestServer.await("the event loop has ended", () -> loops() == 0);
    }
}
