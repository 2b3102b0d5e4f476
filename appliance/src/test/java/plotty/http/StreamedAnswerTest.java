package plotty.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import plotty.access.Role;

class StreamedAnswerTest {

    private final CountDownLatch failed = new CountDownLatch(1);
    private final AtomicInteger listening = new AtomicInteger();
    private final TestServer server = TestServer.of(
            new Router()
                    .route("GET", "/a", Role.NONE, request -> Response.empty(204))
                    .route("GET", "/words", Role.NONE, request -> stream("text/plain", StreamedAnswerTest::words))
                    .route("GET", "/broken", Role.NONE, request -> stream("text/plain", StreamedAnswerTest::broken))
                    .route("GET", "/endless", Role.NONE, request -> stream("text/plain", this::endless))
                    .route("GET", "/events", Role.NONE, request -> stream("text/event-stream", this::listen)),
            TestServer.impatient().withWebSockets(2));

    private static Response stream(String mediaType, Response.StreamBody body) {
        return new Response(200, mediaType, Map.of(), new Response.Body.Stream(body));
    }

    private static void words(OutputStream out) throws IOException {
        out.write("up ".getBytes(StandardCharsets.UTF_8));
        out.write("and down".getBytes(StandardCharsets.UTF_8));
    }

    private static void broken(OutputStream out) throws IOException {
        out.write("up ".getBytes(StandardCharsets.UTF_8));
        throw new IOException("the disk is gone");
    }

    private void endless(OutputStream out) throws IOException {
        try {
            for (byte[] much = new byte[200_000]; ; ) {
                out.write(much);
            }
        } finally {
            failed.countDown();
        }
    }

    private void listen(OutputStream out) throws IOException, InterruptedException {
        listening.incrementAndGet();
        try {
            out.write("data: hello\n\n".getBytes(StandardCharsets.UTF_8));
            new CountDownLatch(1).await();
        } finally {
            listening.decrementAndGet();
            failed.countDown();
        }
    }

    private RawClient listener() {
        RawClient client = server.raw();
        client.send("GET /events HTTP/1.1\r\nHost: {host}\r\n\r\n");
        assertEquals(200, client.answerWithoutBody().status());
        assertEquals("data: hello\n\n", client.chunk());
        return client;
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void a_stream_comes_in_chunks_as_it_is_written_and_is_the_last_answer() {
        try (RawClient client = server.raw()) {
            client.send("GET /words HTTP/1.1\r\nHost: {host}\r\n\r\n");
            var head = client.answerWithoutBody();
            assertEquals("chunked", head.headers().get("transfer-encoding"));
            assertNull(head.headers().get("content-length"));
            assertEquals("close", head.headers().get("connection"));
            assertEquals("nosniff", head.headers().get("x-content-type-options"));
            assertEquals("up ", client.chunk());
            assertEquals("and down", client.chunk());
            assertEquals("", client.chunk());
            assertTrue(client.ended());
        }
        assertEquals("up and down", server.get("/words").body());
    }

    @Test
    void a_client_that_knows_no_chunks_reads_to_the_end_of_the_connection() {
        try (RawClient client = server.raw()) {
            client.send("GET /words HTTP/1.0\r\nHost: {host}\r\nConnection: keep-alive\r\n\r\n");
            var head = client.answerWithoutBody();
            assertNull(head.headers().get("transfer-encoding"));
            assertEquals("close", head.headers().get("connection"));
            assertEquals("up and down", client.rest());
        }
    }

    @Test
    void a_head_of_a_stream_gets_the_headers_and_the_connection_goes_on() {
        try (RawClient client = server.raw()) {
            client.send("HEAD /endless HTTP/1.1\r\nHost: {host}\r\n\r\n");
            assertEquals("text/plain", client.answerWithoutBody().headers().get("content-type"));
            client.send("GET /a HTTP/1.1\r\nHost: {host}\r\n\r\n");
            assertEquals(204, client.answer().status());
        }
    }

    @Test
    void a_stream_that_fails_does_not_look_complete() {
        try (RawClient client = server.raw()) {
            client.send("GET /broken HTTP/1.1\r\nHost: {host}\r\n\r\n");
            client.answerWithoutBody();
            assertEquals("up ", client.chunk());
            assertTrue(client.ended());
        }
    }

    @Test
    void a_client_that_does_not_take_a_stream_makes_the_writing_fail() throws InterruptedException {
        try (RawClient client = server.raw()) {
            client.send("GET /endless HTTP/1.1\r\nHost: {host}\r\n\r\n");
            assertTrue(failed.await(20, TimeUnit.SECONDS));
            assertEquals(204, server.get("/a").statusCode());
        }
    }

    @Test
    void a_listener_that_goes_away_is_noticed_although_nothing_is_written() {
        RawClient client = listener();
        assertEquals(1, listening.get());
        client.close();
        TestServer.await("the stream has ended", () -> listening.get() == 0);
    }

    @Test
    void what_a_listener_sends_is_thrown_away() {
        try (RawClient client = listener()) {
            client.send("GET /a HTTP/1.1\r\nHost: {host}\r\n\r\n");
            client.send("no request at all\r\n\r\n");
            assertEquals(1, listening.get());
        }
        TestServer.await("the stream has ended", () -> listening.get() == 0);
    }

    @Test
    void streams_of_events_are_bounded_as_web_sockets_are() {
        try (RawClient one = listener();
                RawClient two = listener()) {
            assertEquals(503, server.get("/events").statusCode());
            two.vanish();
            TestServer.await("there is room again", () -> listening.get() == 1);
            assertEquals(204, server.get("/a").statusCode());
            TestServer.await("a third is served", () -> {
                try (RawClient third = server.raw()) {
                    third.send("GET /events HTTP/1.1\r\nHost: {host}\r\n\r\n");
                    return third.answerWithoutBody().status() == 200;
                }
            });
            one.vanish();
        }
    }

    @Test
    void a_stream_ends_at_once_when_the_server_closes() throws InterruptedException {
        try (RawClient client = listener()) {
            long began = System.nanoTime();
            Thread closing = Thread.ofVirtual().start(server::closeServer);
            assertTrue(failed.await(20, TimeUnit.SECONDS));
            assertTrue(client.ended());
            client.vanish();
            assertTrue(closing.join(Duration.ofSeconds(20)));
            assertTrue(System.nanoTime() - began < Duration.ofSeconds(2).toNanos());
        }
    }
}
