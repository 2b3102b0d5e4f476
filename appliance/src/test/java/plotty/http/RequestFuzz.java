package plotty.http;

import java.nio.charset.StandardCharsets;

/** Any bytes as HTTP requests on a connection; {@code {host}} in them stands for the server's name, so that some come through. */
public final class RequestFuzz {
    private static final FuzzedServer SERVER = new FuzzedServer();

    private RequestFuzz() {}

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        byte[] sent = text.replace("{host}", "localhost:" + SERVER.port()).getBytes(StandardCharsets.ISO_8859_1);
        FuzzedServer.checkNoFault(SERVER.answerTo(sent));
    }
}
