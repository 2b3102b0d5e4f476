package plotty.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import plotty.access.Access;
import plotty.access.Role;

class UploadTest {

    private static final int MAX = 1_000_000;

    private final AtomicReference<Path> kept = new AtomicReference<>();
    private final TestServer server = TestServer.of(router(), TestServer.impatient());

    private Router router() {
        return new Router()
                .upload("/up", Role.OPERATOR, MAX, request -> {
                    Upload upload = request.upload();
                    return text(201, upload.mediaType() + " " + Files.size(upload.file()));
                })
                .upload("/keep", Role.OPERATOR, MAX, request -> {
                    kept.set(Files.createTempDirectory("plotty-kept").resolve("file"));
                    Files.move(request.upload().file(), kept.get());
                    return text(201, "");
                })
                .upload("/fail", Role.OPERATOR, MAX, request -> {
                    throw new Problem(422, "No drawing", "This is no drawing.");
                });
    }

    private static Response text(int status, String text) {
        return new Response(status, "text/plain", Map.of(), text.getBytes(UTF_8));
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void a_raw_body_comes_with_its_media_type_and_nothing_is_left_after_the_answer() {
        var answer = server.send("POST", "/up?a=b", BodyPublishers.ofString("<svg/>"), "Content-Type", "image/svg+xml");
        assertEquals("image/svg+xml 6", answer.body());
        TestServer.await("the file is deleted", () -> server.filesLeft() == 0);
    }

    @Test
    void what_the_handler_moves_away_stays_as_sent() throws Exception {
        byte[] bytes = new byte[MAX];
        new Random(1).nextBytes(bytes);
        assertEquals(
                201,
                server.send("POST", "/keep", BodyPublishers.ofByteArray(bytes)).statusCode());
        assertEquals(-1, Arrays.mismatch(bytes, Files.readAllBytes(kept.get())));
        Files.delete(kept.get());
        Files.delete(kept.get().getParent());
    }

    @Test
    void a_refused_file_is_deleted() {
        assertEquals(
                422, server.send("POST", "/fail", BodyPublishers.ofString("x")).statusCode());
        TestServer.await("the file is deleted", () -> server.filesLeft() == 0);
    }

    @Test
    void the_largest_file_is_taken_and_one_byte_more_is_not() {
        assertEquals(
                201,
                server.send("POST", "/up", BodyPublishers.ofByteArray(new byte[MAX]))
                        .statusCode());
        assertEquals(
                413,
                server.send("POST", "/up", BodyPublishers.ofByteArray(new byte[MAX + 1]))
                        .statusCode());
        TestServer.await("nothing is left", () -> server.filesLeft() == 0);
    }

    @Test
    void a_chunked_file_has_the_same_bound() {
        assertEquals(" " + MAX, chunked(MAX));
        assertTrue(chunked(MAX + 1).contains("\"status\":413"));
        TestServer.await("nothing is left", () -> server.filesLeft() == 0);
    }

    private String chunked(int length) {
        return server.send(
                        "POST", "/up", BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[length])))
                .body();
    }

    @Test
    void a_far_too_large_upload_is_refused_before_it_is_read() {
        try (RawClient client = server.raw()) {
            client.send("POST /up HTTP/1.1\r\nHost: {host}\r\nContent-Length: 200000000\r\n\r\n");
            assertEquals(413, client.answer().status());
        }
    }

    @Test
    void a_client_that_sends_200_mb_without_looking_still_gets_the_answer() {
        for (String length : new String[] {"Content-Length: 200000000", "Transfer-Encoding: chunked"}) {
            try (RawClient client = server.raw()) {
                client.send("POST /up HTTP/1.1\r\nHost: {host}\r\n" + length + "\r\n\r\nBEBC200\r\n");
                long sent = client.sendUpTo(200_000_000);
                assertTrue(sent < 50_000_000, "the server stops reading, but took " + sent);
                assertEquals(413, client.answer().status());
            }
        }
    }

    @Test
    void a_polite_client_is_told_before_it_sends() {
        try (RawClient client = server.raw()) {
            client.send("POST /up HTTP/1.1\r\nHost: {host}\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n");
            assertEquals(100, client.answer().status());
            assertEquals(" 3", client.send("abc").answer().text());
            client.send("POST /up HTTP/1.1\r\nHost: {host}\r\nContent-Length: 2000000\r\nExpect: 100-continue\r\n\r\n");
            assertEquals(413, client.answer().status());
        }
    }

    @Test
    void an_upload_without_permission_is_refused_before_it_is_read() {
        try (var strict = TestServer.of(router(), new Access(Role.VIEWER, Role.VIEWER), Limits.standard(), 9);
                RawClient client = strict.raw()) {
            client.send("POST /up HTTP/1.1\r\nHost: {host}\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n");
            assertEquals(403, client.answer().status());
        }
    }

    @Test
    void an_upload_must_have_a_length_or_chunks() {
        try (RawClient client = server.raw()) {
            assertEquals(
                    411,
                    client.send("POST /up HTTP/1.1\r\nHost: {host}\r\n\r\n")
                            .answer()
                            .status());
        }
    }

    @Test
    void an_empty_file_is_the_handlers_business() {
        assertEquals(
                " 0",
                server.send("POST", "/up", BodyPublishers.ofByteArray(new byte[0]))
                        .body());
    }

    @Test
    void an_upload_that_is_broken_off_leaves_nothing_behind() {
        try (RawClient client = server.raw()) {
            client.send("POST /up HTTP/1.1\r\nHost: {host}\r\nContent-Length: 900000\r\n\r\n" + "x".repeat(100_000));
            TestServer.await("the upload has begun", () -> server.filesLeft() == 1);
        }
        TestServer.await("nothing is left", () -> server.filesLeft() == 0);
    }

    @Test
    void an_upload_that_stalls_is_told_and_leaves_nothing_behind() {
        try (RawClient client = server.raw()) {
            client.send("POST /up HTTP/1.1\r\nHost: {host}\r\nContent-Length: 900000\r\n\r\n" + "x".repeat(100_000));
            assertEquals(408, client.answer().status());
            assertTrue(client.ended());
        }
        TestServer.await("nothing is left", () -> server.filesLeft() == 0);
    }

    @Test
    void an_upload_that_trickles_is_told_too() {
        try (RawClient client = server.raw()) {
            client.send("POST /up HTTP/1.1\r\nHost: {host}\r\nContent-Length: 900000\r\n\r\n");
            Thread drops = Thread.ofVirtual().start(() -> {
                while (client.trySend("x")) {
                    LockSupport.parkNanos(50_000_000);
                }
            });
            assertEquals(408, client.answer().status());
            client.vanish();
            drops.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void what_a_killed_server_left_is_cleared_at_the_next_start() throws Exception {
        Path folder = Files.createTempDirectory("plotty-incoming");
        Files.writeString(folder.resolve("old.part"), "x");
        var settings = new HttpServer.Settings("127.0.0.1", 0, List.of(), Set.of(), folder, 10);
        try (HttpServer again = HttpServer.start(settings, router(), TestServer.EVERYONE_MAY_ALL)) {
            assertTrue(again.port() > 0);
            try (var files = Files.list(folder)) {
                assertEquals(0, files.count());
            }
        }
        Files.delete(folder);
    }
}
