package plotty.http;

import java.nio.charset.StandardCharsets;

/** Any bytes behind a WebSocket's handshake. */
public final class FrameFuzz {
    private static final FuzzedServer SERVER = new FuzzedServer();

    private FrameFuzz() {}

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] bytes) {
        byte[] handshake = """
                GET /ws HTTP/1.1\r
                Host: localhost:%d\r
                Upgrade: websocket\r
                Connection: Upgrade\r
                Sec-WebSocket-Version: 13\r
                Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
                \r
                """.formatted(SERVER.port()).getBytes(StandardCharsets.ISO_8859_1);
        FuzzedServer.checkNoFault(SERVER.answerTo(handshake, bytes));
    }
}
