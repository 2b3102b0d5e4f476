package plotty.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A client that sends exactly the bytes it is told to, and reads what a browser would. */
final class RawClient implements AutoCloseable {

    /** An answer, names of headers in small letters. */
    record Answer(int status, Map<String, String> headers, byte[] body) {
        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    /** A frame from the server. */
    record Frame(int opcode, byte[] payload) {
        /** Code of a close frame. */
        int closeCode() {
            return payload.length < 2 ? -1 : ((payload[0] & 0xff) << 8) | (payload[1] & 0xff);
        }
    }

    private final Socket socket;
    private final DataInputStream in;
    private final int port;

    RawClient(int port) {
        this(port, RawClient::connected);
    }

    /** One whose bytes are encrypted. */
    static RawClient encrypted(int port, SSLContext context) {
        return new RawClient(port, open -> {
            var encrypted = (SSLSocket) context.getSocketFactory().createSocket("localhost", open);
            encrypted.startHandshake();
            return encrypted;
        });
    }

    private interface Opening {
        Socket open(int port) throws IOException;
    }

    private static Socket connected(int port) throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), port);
    }

    private RawClient(int port, Opening opening) {
        this.port = port;
        try {
            socket = opening.open(port);
            socket.setSoTimeout(20_000);
            socket.setTcpNoDelay(true);
            in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends text as it is; <code>{host}</code> stands for this server's name and port. */
    RawClient send(String text) {
        return send(text.replace("{host}", "localhost:" + port).getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Sends if the server still takes it. */
    boolean trySend(String text) {
        try {
            send(text);
            return true;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    RawClient send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends until the server no longer takes it; gives the number of bytes that went out. */
    long sendUpTo(long count) {
        byte[] piece = new byte[64 * 1024];
        long sent = 0;
        try {
            while (sent < count) {
                int length = (int) Math.min(piece.length, count - sent);
                socket.getOutputStream().write(piece, 0, length);
                sent += length;
            }
            return sent;
        } catch (IOException e) {
            return sent;
        }
    }

    /** Asks for a WebSocket, as RFC 6455, 1.3, does. */
    Answer upgrade(String path, String... moreHeaders) {
        var head = new StringBuilder("GET " + path + " HTTP/1.1\r\n");
        List<String> headers = List.of(
                "Host: {host}",
                "Upgrade: websocket",
                "Connection: keep-alive, Upgrade",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");
        headers.forEach(header -> head.append(header).append("\r\n"));
        List.of(moreHeaders).forEach(header -> head.append(header).append("\r\n"));
        return send(head + "\r\n").answer();
    }

    RawClient endOutput() {
        try {
            socket.shutdownOutput();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Answer answer() {
        return answer(true);
    }

    /** The answer to a {@code HEAD}, or any other that has no body whatever its headers say. */
    Answer answerWithoutBody() {
        return answer(false);
    }

    /** The next chunk of a stream whose head was read by {@link #answerWithoutBody}; empty for the last one. */
    String chunk() {
        try {
            byte[] chunk = new byte[Integer.parseInt(line(), 16)];
            in.readFully(chunk);
            line();
            return new String(chunk, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All that comes until the server closes. */
    String rest() {
        try {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next frame, without fragmentation, as our server sends them. */
    Frame frame() {
        try {
            int first = in.readUnsignedByte();
            int second = in.readUnsignedByte();
            long length = second & 0x7f;
            if (length == 126) {
                length = in.readUnsignedShort();
            } else if (length == 127) {
                length = in.readLong();
            }
            byte[] payload = new byte[Math.toIntExact(length)];
            in.readFully(payload);
            return new Frame(first & 0x0f, payload);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A masked frame (RFC 6455, 5.2). */
    RawClient frame(int firstByte, byte[] payload) {
        var out = new ByteArrayOutputStream();
        out.write(firstByte);
        if (payload.length < 126) {
            out.write(0x80 | payload.length);
        } else if (payload.length < 65536) {
            out.write(0x80 | 126);
            out.write(payload.length >> 8);
            out.write(payload.length);
        } else {
            out.write(0x80 | 127);
            for (int shift = 56; shift >= 0; shift -= 8) {
                out.write((int) ((long) payload.length >> shift));
            }
        }
        byte[] mask = {1, 2, 3, 4};
        out.writeBytes(mask);
        for (int i = 0; i < payload.length; i++) {
            out.write(payload[i] ^ mask[i & 3]);
        }
        return send(out.toByteArray());
    }

    /** Whether the server has closed, with nothing more to read. */
    boolean ended() {
        try {
            return in.read() < 0;
        } catch (SocketException e) {
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Goes away while others still use this object. */
    void vanish() {
        close();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Answer answer(boolean withBody) {
        try {
            String statusLine = line();
            var headers = new TreeMap<String, String>();
            for (String line = line(); !line.isEmpty(); line = line()) {
                int colon = line.indexOf(':');
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
            if (withBody && headers.getOrDefault("transfer-encoding", "").equals("chunked")) {
                return new Answer(Integer.parseInt(statusLine.split(" ", -1)[1]), headers, chunks());
            }
            byte[] body = new byte[withBody ? Integer.parseInt(headers.getOrDefault("content-length", "0")) : 0];
            in.readFully(body);
            return new Answer(Integer.parseInt(statusLine.split(" ", -1)[1]), headers, body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] chunks() throws IOException {
        var body = new ByteArrayOutputStream();
        byte[] chunk;
        do {
            chunk = new byte[Integer.parseInt(line(), 16)];
            in.readFully(chunk);
            line();
            body.writeBytes(chunk);
        } while (chunk.length > 0);
        return body.toByteArray();
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (int c = in.readUnsignedByte(); c != '\n'; c = in.readUnsignedByte()) {
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}
