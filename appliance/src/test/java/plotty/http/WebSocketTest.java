package plotty.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import plotty.access.Role;

class WebSocketTest {

    private static final int FIN_TEXT = 0x81;
    private static final int FIN_BINARY = 0x82;
    private static final int TEXT = 0x01;
    private static final int MORE = 0x00;
    private static final int FIN_MORE = 0x80;
    private static final int PING = 0x89;
    private static final int CLOSE = 0x88;

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final TestServer server = TestServer.of(
            new Router()
                    .webSocket("/ws", Role.NONE, (connection, request) -> new Recorder(connection))
                    .webSocket(
                            "/protocols",
                            Role.NONE,
                            List.of("plotty.v1+json", "plotty.v1+cbor"),
                            (connection, request) -> {
                                connection.sendText(connection.subprotocol().getBytes(UTF_8));
                                return new Recorder(connection);
                            })
                    .webSocket("/burst", Role.NONE, (connection, request) -> {
                        for (int i = 0; i < 1000; i++) {
                            connection.sendText(Integer.toString(i).getBytes(UTF_8));
                        }
                        connection.close(1000, "done");
                        return new Recorder(connection);
                    })
                    .webSocket("/broken", Role.NONE, (connection, request) -> {
                        throw new IllegalStateException("broken endpoint");
                    }),
            Limits.standard().withWebSockets(3));

    /** Echoes, and notes what ends. */
    private final class Recorder implements WebSocketEndpoint.Session {
        private final Echo echo;

        Recorder(WebSocketEndpoint.Connection connection) {
            echo = new Echo(connection);
        }

        @Override
        public void text(String message) {
            if (message.equals("break")) {
                throw new IllegalStateException("broken session");
            }
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
            heard.add("closed");
        }
    }

    @AfterEach
    void close() {
        server.close();
    }

    private RawClient upgraded(String path) {
        RawClient client = server.raw();
        assertEquals(101, client.upgrade(path).status());
        return client;
    }

    private void assertClosedOnce() throws InterruptedException {
        assertEquals("closed", heard.poll(20, TimeUnit.SECONDS));
        assertTrue(heard.isEmpty());
    }

    @Test
    void the_jdks_client_talks_with_us() throws Exception {
        var received = new LinkedBlockingQueue<String>();
        var listener = new WebSocket.Listener() {
            @Override
            public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
                received.add(text.toString());
                socket.request(1);
                return null;
            }

            @Override
            public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
                received.add("closed " + code);
                return null;
            }
        };
        try (HttpClient client = HttpClient.newHttpClient()) {
            URI uri = URI.create("ws://127.0.0.1:" + server.port() + "/ws");
            WebSocket socket =
                    client.newWebSocketBuilder().buildAsync(uri, listener).join();
            socket.sendText("hällo", true).join();
            assertEquals("hällo", received.poll(20, TimeUnit.SECONDS));
            socket.sendText("in two ", false).join();
            socket.sendText("parts", true).join();
            assertEquals("in two parts", received.poll(20, TimeUnit.SECONDS));
            socket.sendClose(4000, "bye").join();
            assertEquals("closed 4000", received.poll(20, TimeUnit.SECONDS));
            assertClosedOnce();
        }
    }

    @Test
    void the_key_is_answered_as_the_standard_says() {
        try (RawClient client = server.raw()) {
            assertEquals(
                    "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=",
                    client.upgrade("/ws").headers().get("sec-websocket-accept"));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            400 | Upgrade: websocket\\nConnection: Upgrade\\nSec-WebSocket-Version: 13\\nSec-WebSocket-Key: test
            400 | Upgrade: websocket\\nConnection: Upgrade\\nSec-WebSocket-Version: 13\\nSec-WebSocket-Key: AAAA
            400 | Upgrade: websocket\\nConnection: Upgrade\\nSec-WebSocket-Version: 13
            426 | Upgrade: websocket\\nConnection: Upgrade\\nSec-WebSocket-Version: 8\\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
            426 | Upgrade: h2c\\nConnection: Upgrade\\nSec-WebSocket-Version: 13\\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
            426 | Accept: text/html
            """)
    void a_bad_handshake_is_refused(int status, String headers) {
        try (RawClient client = server.raw()) {
            client.send("GET /ws HTTP/1.1\r\nHost: {host}\r\n"
                    + headers.translateEscapes().replace("\n", "\r\n") + "\r\n\r\n");
            assertEquals(status, client.answer().status());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "plotty.v1+cbor, plotty.v1+cbor",
        "'other, plotty.v1+json', plotty.v1+json",
        "'plotty.v1+cbor, plotty.v1+json', plotty.v1+cbor",
        "other, ''"
    })
    void the_first_subprotocol_that_both_speak_is_agreed_on(String offered, String agreed) {
        try (RawClient client = server.raw()) {
            var answer = client.upgrade("/protocols", "Sec-WebSocket-Protocol: " + offered);
            assertEquals(101, answer.status());
            assertEquals(agreed, answer.headers().getOrDefault("sec-websocket-protocol", ""));
            assertEquals(agreed, new String(client.frame().payload(), UTF_8));
        }
    }

    @Test
    void messages_sent_at_once_arrive_in_order_before_the_close() {
        try (RawClient client = upgraded("/burst")) {
            for (int i = 0; i < 1000; i++) {
                assertEquals(Integer.toString(i), new String(client.frame().payload(), UTF_8));
            }
            assertEquals(1000, client.frame().closeCode());
            assertTrue(client.ended());
        }
    }

    @Test
    void a_message_of_64_kib_is_taken_and_a_byte_more_is_not() {
        assertEquals(65_536, Limits.MESSAGE_BYTES);
        byte[] just = new byte[Limits.MESSAGE_BYTES];
        try (RawClient client = upgraded("/ws")) {
            assertArrayEquals(just, client.frame(FIN_BINARY, just).frame().payload());
            assertEquals(
                    1009,
                    client.frame(FIN_BINARY, new byte[just.length + 1]).frame().closeCode());
            assertTrue(client.ended());
        }
    }

    @Test
    void a_message_in_parts_has_the_same_bound() {
        byte[] half = "x".repeat(Limits.MESSAGE_BYTES / 2).getBytes(UTF_8);
        try (RawClient client = upgraded("/ws")) {
            client.frame(TEXT, half).frame(PING, new byte[] {7}).frame(FIN_MORE, half);
            assertArrayEquals(new byte[] {7}, client.frame().payload());
            assertEquals(Limits.MESSAGE_BYTES, client.frame().payload().length);
            client.frame(TEXT, half).frame(MORE, half);
            assertEquals(1009, client.frame(FIN_MORE, new byte[1]).frame().closeCode());
        }
    }

    @Test
    void a_character_may_be_split_between_parts() {
        byte[] euro = "€".getBytes(UTF_8);
        try (RawClient client = upgraded("/ws")) {
            client.frame(TEXT, new byte[] {euro[0]})
                    .frame(MORE, new byte[] {euro[1]})
                    .frame(FIN_MORE, new byte[] {euro[2]});
            assertArrayEquals(euro, client.frame().payload());
        }
    }

    @Test
    void broken_text_closes_with_1007() throws InterruptedException {
        for (byte[] bad : new byte[][] {{(byte) 0xc3}, {(byte) 0xff}, {(byte) 0xed, (byte) 0xa0, (byte) 0x80}}) {
            try (RawClient client = upgraded("/ws")) {
                assertEquals(1007, client.frame(FIN_TEXT, bad).frame().closeCode());
                assertTrue(client.ended());
            }
            assertClosedOnce();
        }
    }

    @Test
    void broken_frames_close_with_1002() throws InterruptedException {
        byte[][] corpus = {
            {(byte) 0x81, 1, 'x'}, // not masked
            {(byte) 0xc1, (byte) 0x81, 0, 0, 0, 0, 'x'}, // a reserved bit
            {(byte) 0x83, (byte) 0x81, 0, 0, 0, 0, 'x'}, // a reserved opcode
            {(byte) 0x80, (byte) 0x81, 0, 0, 0, 0, 'x'}, // continues nothing
            {(byte) 0x09, (byte) 0x80, 0, 0, 0, 0}, // a ping in parts
            {(byte) 0x89, (byte) 0xfe, 0, (byte) 126}, // a ping too long
            {(byte) 0x88, (byte) 0x81, 0, 0, 0, 0, 3}, // a close with half a code
            {(byte) 0x88, (byte) 0x82, 0, 0, 0, 0, 3, (byte) 0xed}, // a close with 1005
            {(byte) 0x81, (byte) 0xfe, 0, 5, 0, 0, 0, 0}, // a length longer than it must be
        };
        for (byte[] bad : corpus) {
            try (RawClient client = upgraded("/ws")) {
                assertEquals(1002, client.send(bad).frame().closeCode(), Arrays.toString(bad));
                assertTrue(client.ended());
            }
            assertClosedOnce();
        }
    }

    @Test
    void a_new_message_within_another_closes_with_1002() {
        try (RawClient client = upgraded("/ws")) {
            client.frame(TEXT, new byte[1]).frame(FIN_TEXT, new byte[1]);
            assertEquals(1002, client.frame().closeCode());
        }
    }

    @Test
    void a_close_is_answered_with_the_same_code() throws InterruptedException {
        try (RawClient client = upgraded("/ws")) {
            assertEquals(
                    1000,
                    client.frame(CLOSE, new byte[] {3, (byte) 0xe8}).frame().closeCode());
            assertTrue(client.ended());
        }
        assertClosedOnce();
    }

    @Test
    void a_client_that_vanishes_is_noticed() throws InterruptedException {
        upgraded("/ws").vanish();
        assertClosedOnce();
    }

    @Test
    void a_fault_of_ours_closes_with_1011() throws InterruptedException {
        try (RawClient client = upgraded("/ws")) {
            assertEquals(
                    1011,
                    client.frame(FIN_TEXT, "break".getBytes(UTF_8)).frame().closeCode());
        }
        assertClosedOnce();
        try (RawClient client = upgraded("/broken")) {
            assertEquals(1011, client.frame().closeCode());
        }
    }

    @Test
    void more_web_sockets_than_the_limit_are_refused_until_one_closes() {
        try (RawClient first = upgraded("/ws");
                RawClient second = upgraded("/ws")) {
            try (RawClient third = upgraded("/ws");
                    RawClient fourth = server.raw()) {
                var refused = fourth.upgrade("/ws");
                assertEquals(503, refused.status());
                assertEquals("10", refused.headers().get("retry-after"));
                assertEquals(
                        FIN_TEXT & 0xf,
                        third.frame(FIN_TEXT, new byte[1]).frame().opcode());
            }
            TestServer.await("one more is taken", () -> {
                try (RawClient again = server.raw()) {
                    return again.upgrade("/ws").status() == 101;
                }
            });
            assertEquals(1, first.frame(FIN_TEXT, new byte[1]).frame().opcode());
            assertEquals(1, second.frame(FIN_TEXT, new byte[1]).frame().opcode());
        }
    }

    @Test
    void closing_the_server_closes_with_1001() {
        try (RawClient client = upgraded("/ws")) {
            client.frame(FIN_TEXT, new byte[1]).frame();
            long began = System.nanoTime();
            Thread closing = Thread.ofVirtual().start(server::closeServer);
            assertEquals(1001, client.frame().closeCode());
            client.vanish();
            assertTrue(closing.join(Duration.ofSeconds(20)));
            assertTrue(System.nanoTime() - began < Duration.ofSeconds(10).toNanos());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
