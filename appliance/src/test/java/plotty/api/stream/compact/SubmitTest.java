package plotty.api.stream.compact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import plotty.access.Role;
import plotty.api.FrontDoor;

/** Drawings that come in pieces. */
class SubmitTest {
    private static final int MOST = 100_000;

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private FrontDoor door;
    private JsonNode keys;

    @BeforeEach
    void open() {
        door = new FrontDoor(folder, Role.OPERATOR);
        keys = door.get("/api/v1/stream/keys");
    }

    @AfterEach
    void close() {
        http.shutdownNow();
        door.close();
    }

    private CompactClient client(Encoding encoding) {
        return new CompactClient(http, door.uri("/ws"), encoding, keys);
    }

    /** A drawing of exactly so many bytes. */
    private static byte[] drawing(int bytes) {
        byte[] svg = FrontDoor.SVG.getBytes(StandardCharsets.UTF_8);
        byte[] padded = Arrays.copyOf(svg, bytes);
        Arrays.fill(padded, svg.length, bytes, (byte) ' ');
        return padded;
    }

    private static ObjectNode chunk(String id, byte[] drawing, int from) {
        return CompactClient.JSON
                .createObjectNode()
                .put("type", "chunk")
                .put("id", id)
                .put("data", Arrays.copyOfRange(drawing, from, Math.min(drawing.length, from + 32_768)));
    }

    private static void begin(CompactClient client, String id, int bytes) {
        client.say("{'type':'submit','id':'" + id + "','name':'sent.svg','format':'svg','bytes':" + bytes
                + ",'options':{'priority':2,'dry_run':true}}");
    }

    private static JsonNode send(CompactClient client, String id, byte[] drawing) {
        begin(client, id, drawing.length);
        for (int from = 0; from < drawing.length; from += 32_768) {
            client.say(chunk(id, drawing, from));
        }
        return client.answer(id);
    }

    @ParameterizedTest
    @EnumSource
    void a_drawing_of_the_largest_size_becomes_a_job(Encoding encoding) throws IOException {
        try (CompactClient client = client(encoding)) {
            byte[] drawing = drawing(MOST);
            JsonNode answer = send(client, "one", drawing);
            assertEquals("ok", answer.get("type").asText(), answer.toString());
            assertEquals("sent", answer.get("job").get("name").asText());
            JsonNode job = door.get("/api/v1/jobs/sent");
            assertEquals(2, job.get("priority").asInt());
            assertTrue(job.get("dry_run").asBoolean());
            assertEquals(
                    MOST,
                    job.get("phases")
                            .get(0)
                            .get("artifacts")
                            .get(0)
                            .get("bytes")
                            .asInt());
            assertEquals("ok", send(client, "two", drawing(1000)).get("type").asText());
            assertIncomingIsEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_was_written_is_told_so_that_more_may_be_sent(Encoding encoding) {
        try (CompactClient client = client(encoding)) {
            byte[] drawing = drawing(80_000);
            begin(client, "one", drawing.length);
            assertEquals(0, client.next("credit").get("received").asInt());
            for (int from = 0; from < drawing.length; from += 32_768) {
                client.say(chunk("one", drawing, from));
                JsonNode credit = client.next("credit");
                assertEquals("one", credit.get("id").asText());
                assertEquals(
                        Math.min(drawing.length, from + 32_768),
                        credit.get("received").asInt());
            }
            assertEquals("ok", client.answer("one").get("type").asText());
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_drawing_that_is_too_large_is_refused_at_once(Encoding encoding) {
        try (CompactClient client = client(encoding)) {
            begin(client, "large", MOST + 1);
            assertEquals("too_large", client.answer("large").get("code").asText());
        }
    }

    @ParameterizedTest
    @EnumSource
    void more_than_was_announced_is_refused_once_and_what_follows_is_passed_over(Encoding encoding) throws IOException {
        try (CompactClient client = client(encoding)) {
            byte[] drawing = drawing(50_000);
            begin(client, "more", 40_000);
            for (int i = 0; i < 4; i++) {
                client.say(chunk("more", drawing, i % 2 * 32_768));
            }
            assertEquals("invalid", client.answer("more").get("code").asText());
            assertTrue(client.untilPong().stream().noneMatch(late -> late.has("code")));
            assertEquals("ok", send(client, "again", drawing).get("type").asText());
            assertIncomingIsEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void one_drawing_comes_in_at_a_time(Encoding encoding) {
        try (CompactClient client = client(encoding)) {
            begin(client, "first", 1000);
            begin(client, "second", 1000);
            assertEquals("busy", client.answer("second").get("code").asText());
            client.say(chunk("first", drawing(1000), 0));
            assertEquals("ok", client.answer("first").get("type").asText());
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_is_no_drawing_is_refused_in_words(Encoding encoding) throws IOException {
        try (CompactClient client = client(encoding)) {
            JsonNode answer = send(client, "letter", "Dear plotter".getBytes(StandardCharsets.UTF_8));
            assertEquals("invalid", answer.get("code").asText());
            assertTrue(answer.get("message").asText().contains("SVG, HP-GL or G-code"), answer.toString());
            assertIncomingIsEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_drawing_is_forgotten_when_its_sender_goes(Encoding encoding) throws IOException {
        try (CompactClient client = client(encoding)) {
            begin(client, "gone", 90_000);
            client.say(chunk("gone", drawing(90_000), 0));
            client.next(message -> message.path("received").asInt() > 0);
            try (var files = Files.list(folder.resolve("incoming"))) {
                assertEquals(1, files.count());
            }
        }
        assertIncomingIsEmpty();
    }

    private void assertIncomingIsEmpty() throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (true) {
            try (var files = Files.list(folder.resolve("incoming"))) {
                if (files.findAny().isEmpty()) {
                    return;
                }
            }
            assertTrue(System.nanoTime() < end, "an upload stays behind");
            LockSupport.parkNanos(5_000_000);
        }
    }
}
