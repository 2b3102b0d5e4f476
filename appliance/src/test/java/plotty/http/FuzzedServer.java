package plotty.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import plotty.access.Role;

/** A real server with a route of each kind, to which bytes are thrown; it must answer or close, and never with a fault of its own. */
final class FuzzedServer {
    private static final int PATIENCE_MS = 5_000;
    private static final Limits LIMITS = new Limits(
            100, Duration.ofSeconds(30), Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(2));

    private final TestServer server;

    FuzzedServer() {
        Router router = new Router()
                .route("GET", "/things", Role.NONE, _ -> Response.empty(204))
                .route("GET", "/things/{id}", Role.NONE, FuzzedServer::named)
                .route(
                        "POST",
                        "/things",
                        Role.NONE,
                        request -> Response.json(200, out -> out.writeNumber(request.body().length)))
                .upload("/files", Role.NONE, 20_000, _ -> Response.empty(201))
                .webSocket("/ws", Role.NONE, (_, _) -> new Deaf());
        server = TestServer.of(router, LIMITS);
    }

    private static Response named(Request request) {
        return Response.json(200, out -> out.writeNumber(request.variable("id").length()));
    }

    int port() {
        return server.port();
    }

    /** Says nothing, whatever it hears. */
    private static final class Deaf implements WebSocketEndpoint.Session {
        @Override
        public void text(String message) {}

        @Override
        public void binary(byte[] message) {}

        @Override
        public void writableAgain() {}

        @Override
        public void closed() {}
    }

    /** Sends bytes, ends the output, and gives all that came back until the server closed. */
    byte[] answerTo(byte[] bytes) {
        try (Socket socket = connect()) {
            sendAll(socket, bytes);
            return all(socket.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same behind a handshake, whose answer is waited for. */
    byte[] answerTo(byte[] handshake, byte[] bytes) {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(handshake);
            InputStream in = socket.getInputStream();
            byte[] greeting = in.readNBytes("HTTP/1.1 101".length());
            if (!new String(greeting, StandardCharsets.ISO_8859_1).equals("HTTP/1.1 101")) {
                throw new IllegalStateException("no WebSocket");
            }
            sendAll(socket, bytes);
            return concat(greeting, all(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(PATIENCE_MS);
        socket.setTcpNoDelay(true);
        return socket;
    }

    private static void sendAll(Socket socket, byte[] bytes) throws IOException {
        try {
            socket.getOutputStream().write(bytes);
            socket.shutdownOutput();
        } catch (SocketException closedAlready) {
            // It may have refused after the first bytes; what it said is still to be read.
        }
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static byte[] all(InputStream in) throws IOException {
        try {
            return in.readAllBytes();
        } catch (SocketTimeoutException e) {
            throw new IllegalStateException("the server neither answered to the end nor closed", e);
        } catch (SocketException reset) {
            return new byte[0];
        }
    }

    /** What must not be in an answer: a fault of ours, told as status 500 or as code 1011 of a WebSocket. */
    static void checkNoFault(byte[] answer) {
        String text = new String(answer, StandardCharsets.ISO_8859_1);
        if (text.contains(" 500 Internal Server Error\r\n") || text.contains("\u0003\u00f3id ")) {
            throw new IllegalStateException("a fault of ours: " + text);
        }
        if (!text.isEmpty() && !text.startsWith("HTTP/1.")) {
            throw new IllegalStateException("no HTTP: " + text);
        }
    }
}
