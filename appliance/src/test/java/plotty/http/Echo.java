package plotty.http;

import java.nio.charset.StandardCharsets;

/** Sends back what it hears. */
final class Echo implements WebSocketEndpoint.Session {

    private final WebSocketEndpoint.Connection connection;

    Echo(WebSocketEndpoint.Connection connection) {
        this.connection = connection;
    }

    @Override
    public void text(String message) {
        connection.sendText(message.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void binary(byte[] message) {
        connection.sendBinary(message);
    }

    @Override
    public void writableAgain() {}

    @Override
    public void closed() {}
}
