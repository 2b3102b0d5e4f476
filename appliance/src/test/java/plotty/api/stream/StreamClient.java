package plotty.api.stream;

import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A client of the live stream that keeps what it hears. */
final class StreamClient implements WebSocket.Listener, AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final LinkedBlockingQueue<JsonNode> heard = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder part = new StringBuilder();
    private final boolean reading;
    private final WebSocket socket;

    StreamClient(HttpClient http, URI door) {
        this(http, door, true);
    }

    private StreamClient(HttpClient http, URI door, boolean reading) {
        this.reading = reading;
        socket = http.newWebSocketBuilder()
                .buildAsync(URI.create("ws" + door.toString().substring("http".length())), this)
                .join();
    }

    /** A client that takes nothing off the line until it is told to. */
    static StreamClient asleep(HttpClient http, URI door) {
        return new StreamClient(http, door, false);
    }

    void wakeUp() {
        socket.request(1);
    }

    @Override
    public void onOpen(WebSocket opened) {
        if (reading) {
            opened.request(1);
        }
    }

    StreamClient say(String json) {
        socket.sendText(json, true).join();
        return this;
    }

    void sayBinary(byte[] bytes) {
        socket.sendBinary(ByteBuffer.wrap(bytes), true).join();
    }

    StreamClient subscribe(String... channels) {
        return say("{\"type\":\"subscribe\",\"channels\":[\"" + String.join("\",\"", channels) + "\"]}");
    }

    /** The next message. */
    JsonNode next() {
        try {
            JsonNode next = heard.poll(30, TimeUnit.SECONDS);
            return next == null ? fail("nothing heard for 30 s") : next;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** The next message of a type; others are passed over. */
    JsonNode next(String type) {
        return next(message -> message.get("type").asText().equals(type));
    }

    JsonNode next(Predicate<JsonNode> wanted) {
        JsonNode next = next();
        while (!wanted.test(next)) {
            next = next();
        }
        return next;
    }

    /** The types of what is heard until, and without, the answer to a ping. */
    List<JsonNode> untilPong() {
        say("{\"type\":\"ping\"}");
        List<JsonNode> before = new ArrayList<>();
        for (JsonNode next = next(); !next.get("type").asText().equals("pong"); next = next()) {
            before.add(next);
        }
        return before;
    }

    /** The code with which the server closed. */
    int closeCode() {
        return closed.orTimeout(30, TimeUnit.SECONDS).join();
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        part.append(data);
        if (last) {
            try {
                heard.add(JSON.readTree(part.toString()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            part.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closed.complete(code);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        closed.completeExceptionally(error);
    }

    @Override
    public void close() {
        socket.abort();
    }
}
