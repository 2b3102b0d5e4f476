package plotty.appliance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Clients that take their time: none holds a connection for longer than the limits say, whatever it sends in drops. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class SlowlorisTest {
    private static final int CROWD = 100;
    private static final String LOGIN = "POST /api/v1/session HTTP/1.1~Host: {host}~Content-Type: application/json~";

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

    /** What begins, what then comes in drops; a tilde stands for a line's end. All at once, for each takes its time. */
    private static final Map<String, List<String>> DROPS = Map.of(
            "a request line in drops",
            List.of("GET /", "x"),
            "one header in drops",
            List.of("GET / HTTP/1.1~Host: {host}~X: ", "x"),
            "many headers in drops",
            List.of("GET / HTTP/1.1~Host: {host}", "~X: y"),
            "empty lines before a request",
            List.of("~", "~"),
            "a body in drops",
            List.of(LOGIN + "Content-Length: 60000~~", "x"),
            "chunks in drops",
            List.of(LOGIN + "Transfer-Encoding: chunked~~", "1~x~"),
            "a size of a chunk in drops",
            List.of(LOGIN + "Transfer-Encoding: chunked~~", "0"),
            "an extension in drops",
            List.of(LOGIN + "Transfer-Encoding: chunked~~1;", "x"));

    @Test
    void whoever_sends_in_drops_is_ended() {
        Map<String, Future<?>> slow = new TreeMap<>();
        try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            DROPS.forEach((what, words) -> slow.put(what, senders.submit(() -> sendInDrops(words))));
        }
        slow.forEach((what, sender) -> assertEquals(Future.State.SUCCESS, sender.state(), () -> what + ": " + sender));
    }

    private static void sendInDrops(List<String> words) {
        try (RawExchange slow = box.open()) {
            slow.send(words.getFirst().replace("~", "\r\n"));
            slow.drip(words.getLast().replace("~", "\r\n"));
        }
    }

    @Test
    void whoever_says_nothing_is_ended() {
        try (RawExchange silent = box.open()) {
            assertEquals("", silent.rest());
        }
    }

    @Test
    void a_drawing_in_drops_is_ended_and_leaves_nothing() {
        try (RawExchange slow = box.open()) {
            slow.send("POST /api/v1/jobs?name=slow HTTP/1.1\r\nHost: {host}\r\nX-Api-Key: " + box.operatorKey()
                    + "\r\nContent-Type: image/svg+xml\r\nContent-Length: 60000\r\n\r\n<svg>");
            slow.drip(" ");
        }
        assertEquals(404, box.get("/api/v1/jobs/slow").status());
    }

    @Test
    void a_frame_in_drops_is_ended_for_it_answers_no_ping() {
        try (RawExchange slow = box.open()) {
            assertEquals(101, slow.upgrade("/ws", "").status());
            slow.send(new byte[] {(byte) 0x81, (byte) 0xfe, (byte) 0xff, (byte) 0xff, 0, 0, 0, 0});
            slow.drip("x");
        }
    }

    @Test
    void a_message_in_endless_empty_frames_is_bounded_by_the_server() {
        try (RawExchange slow = box.open()) {
            assertEquals(101, slow.upgrade("/ws", "").status());
            slow.frame(0x01, new byte[0]);
            for (int i = 0; i < 5; i++) {
                slow.frame(0x00, new byte[16 * 1024 - 1]);
            }
            assertEquals(1009, slow.close(false).closeCode());
        }
    }

    @Test
    void a_client_that_reads_no_answer_is_ended() {
        try (RawExchange slow = box.open()) {
            String request = "GET /api/v1/stream/keys HTTP/1.1\r\nHost: {host}\r\n\r\n".repeat(100);
            slow.drip(request.replace("{host}", "localhost:" + box.port()));
        }
    }

    @Test
    void a_crowd_of_them_keeps_nobody_else_out() {
        List<RawExchange> crowd = new ArrayList<>();
        try {
            for (int i = 0; i < CROWD; i++) {
                crowd.add(box.open().send("GET / HTTP/1.1\r\nHost: {host}\r\nX: "));
            }
            assertEquals(200, box.get("/health/live").status());
            crowd.forEach(slow -> assertTrue(slow.answers().size() <= 1));
        } finally {
            crowd.forEach(RawExchange::close);
        }
    }
}
