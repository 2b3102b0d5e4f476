package plotty.bench.fanout;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.tinylog.Logger;

/** One client of a crowd: a WebSocket that counts what it hears. On the crowd's thread. */
final class Subscriber {
    private static final int MASKED = 0x80;
    private static final int FINAL = 0x80;
    private static final int PONG = 10;

    /** How far it is. */
    enum State {
        CONNECTING,
        UPGRADING,
        OPEN,
        /** The server closed it, or the connection broke. */
        CLOSED
    }

    private final Crowd crowd;
    private final SocketChannel channel;
    private final FrameReader frames = new FrameReader();
    private final Tally fast = new Tally();
    private final Tally durable = new Tally();
    private State state = State.CONNECTING;
    private Optional<Integer> closeCode = Optional.empty();

    Subscriber(Crowd crowd, SocketChannel channel) {
        this.crowd = crowd;
        this.channel = channel;
    }

    State state() {
        return state;
    }

    /** What the server closed it with. */
    Optional<Integer> closeCode() {
        return closeCode;
    }

    /** The counts of one kind of message: {@code f} or {@code d}. */
    Tally tally(char kind) {
        return kind == 'd' ? durable : fast;
    }

    /** Finishes connecting and asks for a WebSocket. */
    void connected(SelectionKey key, String path, int port) throws IOException {
        channel.finishConnect();
        state = State.UPGRADING;
        key.interestOps(SelectionKey.OP_READ);
        write(ByteBuffer.wrap(("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port
                        + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13"
                        + "\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1)));
    }

    /** Reads what there is. */
    void read(SelectionKey key, ByteBuffer in, String greeting) throws IOException {
        frames.begin(in);
        int count = channel.read(in);
        if (count < 0) {
            broke(key);
            return;
        }
        if (state == State.UPGRADING) {
            in.flip();
            upgraded(in, greeting);
            in.compact();
        }
        long now = System.nanoTime();
        frames.end(in, (opcode, payload) -> frame(opcode, payload, now));
    }

    /** The connection is over. */
    void broke(SelectionKey key) {
        state = State.CLOSED;
        key.cancel();
        try {
            channel.close();
        } catch (IOException e) {
            Logger.debug(e, "a client's socket did not close as it should");
        }
    }

    /** Passes over the answer's head, in one piece as it comes from every server here, and says what is wanted. */
    private void upgraded(ByteBuffer in, String greeting) throws IOException {
        String head = StandardCharsets.ISO_8859_1.decode(in.duplicate()).toString();
        int end = head.indexOf("\r\n\r\n");
        if (!head.startsWith("HTTP/1.1 101") || end < 0) {
            throw new IOException("no WebSocket: " + head);
        }
        in.position(in.position() + end + 4);
        state = State.OPEN;
        if (!greeting.isEmpty()) {
            send(FrameReader.TEXT, greeting.getBytes(StandardCharsets.UTF_8));
        }
    }

    private void frame(int opcode, ByteBuffer payload, long now) {
        switch (opcode) {
            case FrameReader.TEXT, FrameReader.BINARY -> message(payload, now);
            case FrameReader.PING -> {
                byte[] content = new byte[payload.remaining()];
                payload.get(content);
                send(PONG, content);
            }
            case FrameReader.CLOSE ->
                closeCode = Optional.of(payload.remaining() < 2 ? 1005 : payload.getShort() & 0xffff);
            default -> throw new IllegalStateException("an unexpected kind of frame: " + opcode);
        }
    }

    private void message(ByteBuffer payload, long now) {
        int bytes = payload.remaining();
        Optional<Stamp> stamp = Stamp.in(payload);
        if (stamp.isPresent()) {
            tally(stamp.get().kind()).count(stamp.get());
            crowd.heard(stamp.get(), now, bytes);
        }
    }

    /** Sends a frame; masked with zeros, which changes nothing. */
    private void send(int opcode, byte[] content) {
        if (content.length > 125) {
            throw new IllegalArgumentException("longer than this client can say");
        }
        ByteBuffer frame = ByteBuffer.allocate(6 + content.length);
        frame.put((byte) (FINAL | opcode)).put((byte) (MASKED | content.length)).putInt(0);
        try {
            write(frame.put(content).flip());
        } catch (IOException e) {
            state = State.CLOSED;
        }
    }

    private void write(ByteBuffer bytes) throws IOException {
        channel.write(bytes);
        if (bytes.hasRemaining()) {
            throw new IOException("the server does not read");
        }
    }
}
