package plotty.appliance;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A connection on which exactly the bytes go out that are given, and everything that comes back is looked at. */
final class RawExchange implements AutoCloseable {
    static final String HOME = "127.0.0.1";

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";

    private final Socket socket = new Socket();
    private final DataInputStream in;
    private final int port;

    /** An answer, names of headers in small letters. */
    record Answer(int status, Map<String, String> headers, String text) {
        String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    /** A frame from the server (RFC 6455, 5.2). */
    record Frame(int opcode, byte[] payload) {
        int closeCode() {
            return opcode == 8 && payload.length >= 2 ? ((payload[0] & 0xff) << 8) | (payload[1] & 0xff) : -1;
        }

        String text() {
            int from = opcode == 8 && payload.length >= 2 ? 2 : 0;
            return new String(payload, from, payload.length - from, StandardCharsets.UTF_8);
        }
    }

    RawExchange(String from, int port) {
        this.port = port;
        try {
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral(from), 0));
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(InetAddress.ofLiteral(HOME), port));
            in = new DataInputStream(socket.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends text as Latin-1, {@code {host}} replaced; that the server takes no more is no failure here. */
    RawExchange send(String latin1) {
        send(latin1.replace("{host}", "localhost:" + port).getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    /** Gives whether they went out. */
    boolean send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    /** Everything that is answered until the server closes. */
    List<Answer> answers() {
        List<Answer> answers = new ArrayList<>();
        try {
            while (true) {
                answers.add(answer());
            }
        } catch (EndedException end) {
            return answers;
        }
    }

    /** The next answer. Throws {@link EndedException} if the server has closed. */
    Answer answer() {
        try {
            String statusLine = line();
            Map<String, String> headers = new TreeMap<>();
            for (String line = line(); !line.isEmpty(); line = line()) {
                int colon = line.indexOf(':');
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
            assertTrue(statusLine.startsWith("HTTP/1."), statusLine);
            int status = Integer.parseInt(statusLine.substring(9, 12));
            byte[] body = new byte[Integer.parseInt(headers.getOrDefault("content-length", "0"))];
            in.readFully(body);
            return new Answer(status, headers, new String(body, StandardCharsets.UTF_8));
        } catch (EOFException | SocketException e) {
            throw new EndedException(e);
        } catch (SocketTimeoutException e) {
            return fail("the server neither answers nor closes", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The server has closed. */
    static final class EndedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        EndedException(IOException cause) {
            super(cause);
        }
    }

    /** Asks for a WebSocket (RFC 6455, 1.3) with more headers, each with its line's end. */
    Answer upgrade(String path, String headers) {
        String host = headers.contains("Host: ") ? "" : "Host: {host}\r\n";
        return send("GET " + path + " HTTP/1.1\r\n" + host + "Upgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: " + KEY + "\r\n" + headers + "\r\n")
                .answer();
    }

    /** Sends a whole masked frame. */
    RawExchange frame(int firstByte, byte[] payload) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(firstByte);
        if (payload.length < 126) {
            out.write(0x80 | payload.length);
        } else if (payload.length < 65536) {
            out.write(0x80 | 126);
            out.write(payload.length >> 8);
            out.write(payload.length);
        } else {
            out.writeBytes(new byte[] {(byte) 0xff, 0, 0, 0, 0});
            for (int shift = 24; shift >= 0; shift -= 8) {
                out.write(payload.length >> shift);
            }
        }
        // A mask of zeros leaves the payload readable in the table.
        out.writeBytes(new byte[4]);
        out.writeBytes(payload);
        send(out.toByteArray());
        return this;
    }

    RawExchange say(String text) {
        return frame(0x81, text.getBytes(StandardCharsets.UTF_8));
    }

    /** The next frame. Throws {@link EndedException} if the server has closed. */
    Frame frame() {
        try {
            int opcode = in.readUnsignedByte() & 0x0f;
            long length = in.readUnsignedByte() & 0x7f;
            if (length == 126) {
                length = in.readUnsignedShort();
            } else if (length == 127) {
                length = in.readLong();
            }
            byte[] payload = new byte[Math.toIntExact(length)];
            in.readFully(payload);
            return new Frame(opcode, payload);
        } catch (EOFException | SocketException e) {
            throw new EndedException(e);
        } catch (SocketTimeoutException e) {
            return fail("the server says nothing", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The frame that closes; whatever comes before is passed over. */
    Frame close(boolean answeringPings) {
        Frame next = frame();
        while (next.opcode() != 8) {
            if (answeringPings && next.opcode() == 9) {
                frame(0x8a, next.payload());
            }
            next = frame();
        }
        return next;
    }

    /** All bytes until the server closes, as text. */
    String rest() {
        try {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (SocketException reset) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends a byte every 20 ms until the server no longer takes any, which must be soon. */
    void drip(String what) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (send(what.getBytes(StandardCharsets.ISO_8859_1))) {
            assertTrue(System.nanoTime() < deadline, "the server lets itself be held for ever");
            LockSupport.parkNanos(20_000_000);
        }
    }

    /** Waits for a condition. */
    static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, "not in time: " + what);
            LockSupport.parkNanos(50_000_000);
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.readUnsignedByte(); c != '\n'; c = in.readUnsignedByte()) {
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
