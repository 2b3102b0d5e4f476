package plotty.appliance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import plotty.http.Limits;

/** Frames and messages that no honest client sends. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class HostileFrameTest {
    private static final String CBOR = "Sec-WebSocket-Protocol: plotty.v1+cbor\r\n";
    private static final int MOST = 64 * 1024;

    @TempDir
    static Path folder;

    private static BesiegedBox box;

    @BeforeAll
    static void open() {
        // The heartbeat would come between the answers.
        box = new BesiegedBox(folder, limits -> Limits.standard().withWebSockets(8));
    }

    @AfterAll
    static void close() {
        box.checkUnharmed();
        box.close();
    }

    private static RawExchange socket(String headers) {
        RawExchange exchange = box.open();
        assertEquals(101, exchange.upgrade("/ws", headers).status());
        return exchange;
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            no mask | 1002 | 81 02 7b7d
            a compressed frame without agreement | 1002 | c1 82 00000000 7b7d
            another reserved bit | 1002 | a1 82 00000000 7b7d
            the third reserved bit | 1002 | 91 82 00000000 7b7d
            an unknown kind of frame | 1002 | 83 82 00000000 7b7d
            an unknown kind of control frame | 1002 | 8b 80 00000000
            a ping in parts | 1002 | 09 80 00000000
            a ping of 126 bytes | 1002 | 89 fe 007e 00000000
            a close frame of one byte | 1002 | 88 81 00000000 03
            a close frame with a code that none may send | 1002 | 88 82 00000000 03ed
            a close frame with code 0 | 1002 | 88 82 00000000 0000
            a part of nothing | 1002 | 80 81 00000000 7b
            a text within a text | 1002 | 01 81 00000000 7b 81 81 00000000 7b
            a length in more bytes than needed | 1002 | 81 fe 0002 00000000 7b7d
            a length in eight bytes where one would do | 1002 | 81 ff 0000000000000002 00000000 7b7d
            a length of 2^63 | 1002 | 81 ff 8000000000000000 00000000
            a length of 2^63-1 | 1009 | 81 ff 7fffffffffffffff 00000000
            a length of 2^31 | 1009 | 81 ff 0000000080000000 00000000
            a length just above the limit | 1009 | 81 ff 0000000000010001 00000000
            a text that is no UTF-8 | 1007 | 81 81 00000000 ff
            a text with an overlong letter | 1007 | 81 82 00000000 c080
            a text with half a character | 1007 | 81 83 00000000 eda080
            a text that breaks off in a letter | 1007 | 81 82 00000000 e282
            a text that breaks off in its second part | 1007 | 01 81 00000000 e2 80 81 00000000 82
            """)
    void a_frame_that_breaks_the_rules_closes_with_its_code(String what, int code, String hex) {
        try (RawExchange socket = socket("")) {
            socket.send(bytes(hex));
            assertEquals(code, socket.close(false).closeCode(), what);
        }
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    @Test
    void compression_is_never_agreed_on() {
        try (RawExchange exchange = box.open()) {
            RawExchange.Answer answer = exchange.upgrade(
                    "/ws",
                    "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits, x-webkit-deflate-frame\r\n");
            assertEquals(101, answer.status());
            assertFalse(answer.headers().containsKey("sec-websocket-extensions"));
        }
    }

    @Test
    void a_message_has_64_kib_and_no_more_in_however_many_frames() {
        byte[] most = Arrays.copyOf("{\"type\":\"ping\"}".getBytes(StandardCharsets.US_ASCII), MOST);
        Arrays.fill(most, "{\"type\":\"ping\"}".length(), MOST, (byte) ' ');
        try (RawExchange socket = socket("")) {
            socket.frame(0x81, most);
            RawExchange.Frame heard = socket.frame();
            while (!heard.text().contains("pong")) {
                assertTrue(heard.opcode() != 8, heard.text());
                heard = socket.frame();
            }
            socket.frame(0x01, most);
            socket.frame(0x80, new byte[1]);
            assertEquals(1009, socket.close(false).closeCode());
        }
    }

    @Test
    void there_are_as_many_web_socket_as_are_allowed_and_no_more() {
        RawExchange[] all = new RawExchange[8];
        try {
            for (int i = 0; i < all.length; i++) {
                all[i] = socket("");
            }
            try (RawExchange more = box.open()) {
                assertEquals(503, more.upgrade("/ws", "").status());
            }
            assertEquals(200, box.get("/health/live").status());
        } finally {
            for (RawExchange open : all) {
                if (open != null) {
                    open.close();
                }
            }
        }
        RawExchange.await("there is room again", () -> {
            try (RawExchange again = box.open()) {
                return again.upgrade("/ws", "").status() == 101;
            }
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "{",
                "{}{}",
                "{\"type\":\"ping\",\"type\":\"ping\"}",
                "{\"type\":\"__proto__\"}",
                "{\"type\":\"subscribe\",\"channels\":\"../../etc\"}",
                "{\"type\":\"subscribe\",\"channels\":[[[[[[[[[[[[[[1]]]]]]]]]]]]]]}",
                "{\"type\":\"job_control\",\"job_id\":\"../../../etc/passwd\",\"action\":\"start\"}",
                "{\"type\":\"job_submit\",\"name\":\"x\",\"format\":\"svg\",\"document\":\"<svg/>\"}",
                "{\"type\":\"subscribe\",\"channels\":[\"jobs\"],\"max_rate\":1e999999999}",
                "{\"type\":\"\\ud800\"}"
            })
    void a_message_that_makes_no_sense_is_answered_and_changes_nothing(String message) {
        try (RawExchange socket = socket("")) {
            socket.say(message).say("{\"type\":\"ping\"}");
            boolean refused = false;
            RawExchange.Frame heard = socket.frame();
            while (!heard.text().contains("\"pong\"")) {
                assertTrue(heard.opcode() != 8, heard.text());
                refused |= heard.text().contains("\"error\"");
                heard = socket.frame();
            }
            assertTrue(refused, message);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            a map of 2^64-1 fields | bbffffffffffffffff
            a list of 2^32-1 values | a16474797065 9affffffff
            a text of 2 GB | a16474797065 7a7fffffff61
            a text of 2^63 bytes | a16474797065 7b800000000000000061
            bytes of 4 GB | a16464617461 5affffffff00
            an endless map that breaks off | bf6474797065
            an endless list in an endless list | bf6474797065 9f9f9f9f9f9f9f9f9f9f9f9f
            an endless text of endless texts | a16474797065 7f7f6161ffff
            the most negative number | a1 6474797065 3bffffffffffffffff
            a large number of 2000 bytes | a1 6474797065 c2 5907d0 BIG
            a large negative number of 2000 bytes | a1 6474797065 c3 5907d0 BIG
            a decimal fraction with a huge exponent | a1 6474797065 c4 82 1b7fffffffffffffff 01
            a tag of a tag of a tag | a1 6474797065 c1c1c1c1c1c1c1c1c1c1c1c1 00
            an unknown tag | a1 6474797065 dbffffffffffffffff 00
            lists within lists | a1 6474797065 DEEP
            a text that is no UTF-8 | a1 6474797065 62c328
            a negative key | a1 20 00
            a list as key | a1 80 00
            a break alone | ff
            a reserved length | a1 6474797065 1c
            half a number of 8 bytes | a1 6474797065 fb4009
            not a number | a1 6474797065 f97e00
            nothing | ''
            """)
    void cbor_that_lies_is_answered_with_an_error_and_takes_no_room(String what, String hex) {
        String whole = hex.replace("BIG", "ff".repeat(2000)).replace("DEEP", "81".repeat(30_000) + "00");
        try (RawExchange socket = socket(CBOR)) {
            assertEquals(2, socket.frame().opcode(), "hello");
            socket.frame(0x82, bytes(whole));
            RawExchange.Frame error = socket.frame();
            assertEquals(2, error.opcode(), what + ": " + error.text());
            assertTrue(error.text().length() < 2_000, what);
            socket.frame(0x82, ping());
            assertEquals(2, socket.frame().opcode(), what + ": the connection goes on");
        }
    }

    private static byte[] ping() {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        message.writeBytes(bytes("a2 64 74797065 64 70696e67 62 6964 01"));
        return message.toByteArray();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            no key | Sec-WebSocket-Version: 13 | 400
            a short key | Sec-WebSocket-Version: 13~Sec-WebSocket-Key: YQ== | 400
            a key that is no Base64 | Sec-WebSocket-Version: 13~Sec-WebSocket-Key: !!!!!!!!!!!!!!!!!!!!!!!! | 400
            an old version | Sec-WebSocket-Version: 8~Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ== | 426
            no version | Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ== | 426
            """)
    void a_handshake_that_is_none_is_refused(String what, String headers, int expected) {
        RawExchange.Answer answer = box.ask("GET /ws HTTP/1.1\r\nHost: {host}\r\nUpgrade: websocket\r\n"
                + "Connection: Upgrade, close\r\n" + headers.replace("~", "\r\n") + "\r\n\r\n");
        assertEquals(expected, answer.status(), what + answer.text());
    }

    @Test
    void after_a_handshake_that_was_refused_the_connection_speaks_http() {
        try (RawExchange exchange = box.open()) {
            exchange.send("""
                    GET /ws HTTP/1.1\r
                    Host: {host}\r
                    Upgrade: websocket\r
                    Connection: Upgrade\r
                    Sec-WebSocket-Version: 8\r
                    Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
                    \r
                    GET /health/live HTTP/1.1\r
                    Host: {host}\r
                    Connection: close\r
                    \r
                    """);
            assertEquals(
                    List.of(426, 200),
                    exchange.answers().stream().map(RawExchange.Answer::status).toList(),
                    "both are answered");
        }
    }
}
