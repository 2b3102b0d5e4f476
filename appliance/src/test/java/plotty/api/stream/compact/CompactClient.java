package plotty.api.stream.compact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A client of the native protocol that reads what it hears by the table that the server gives away. */
final class CompactClient implements WebSocket.Listener, AutoCloseable {
    static final ObjectMapper JSON = new ObjectMapper();
    static final ObjectMapper CBOR = new ObjectMapper(new CBORFactory());
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final LinkedBlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final ByteArrayOutputStream part = new ByteArrayOutputStream();
    private final Encoding encoding;
    private final JsonNode keys;
    private final WebSocket socket;

    /** A message as it came, and as it reads. */
    record Heard(int bytes, JsonNode message) {}

    CompactClient(HttpClient http, URI door, Encoding encoding, JsonNode keys) {
        this.encoding = encoding;
        this.keys = keys;
        socket = http.newWebSocketBuilder()
                .subprotocols(encoding.subprotocol())
                .buildAsync(URI.create("ws" + door.toString().substring("http".length())), this)
                .join();
        assertEquals(encoding.subprotocol(), socket.getSubprotocol());
    }

    /** Says a message that is given as JSON with single quotes. */
    CompactClient say(String quoted) {
        return say(tree(quoted));
    }

    static ObjectNode tree(String quoted) {
        try {
            return (ObjectNode) JSON.readTree(quoted.replace('\'', '"'));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    CompactClient say(JsonNode message) {
        try {
            switch (encoding) {
                case JSON -> sayText(JSON.writeValueAsString(message));
                case CBOR -> sayBinary(CBOR.writeValueAsBytes(message));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    void sayText(String text) {
        socket.sendText(text, true).join();
    }

    void sayBinary(byte[] bytes) {
        socket.sendBinary(ByteBuffer.wrap(bytes), true).join();
    }

    Heard hear() {
        try {
            Heard next = heard.poll(30, TimeUnit.SECONDS);
            return next == null ? fail("nothing heard for 30 s") : next;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** What is heard within 30 ms, if anything is. */
    Optional<Heard> hearSoon() {
        try {
            return Optional.ofNullable(heard.poll(30, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    JsonNode next() {
        return hear().message();
    }

    JsonNode next(Predicate<JsonNode> wanted) {
        JsonNode next = next();
        while (!wanted.test(next)) {
            next = next();
        }
        return next;
    }

    /** The next message of a type; others are passed over. */
    JsonNode next(String type) {
        return next(message -> message.path("type").asText().equals(type));
    }

    /** The answer to a request; others are passed over. */
    JsonNode answer(String id) {
        return next(message -> message.path("id").asText().equals(id)
                && !message.get("type").asText().equals("credit"));
    }

    /** All that is heard until, and without, the answer to a ping. */
    List<JsonNode> untilPong() {
        say("{'type':'ping','id':'pong'}");
        List<JsonNode> before = new ArrayList<>();
        for (JsonNode next = next(); !next.path("id").asText().equals("pong"); next = next()) {
            before.add(next);
        }
        return before;
    }

    int closeCode() {
        return closed.orTimeout(30, TimeUnit.SECONDS).join();
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        part.writeBytes(data.toString().getBytes(StandardCharsets.UTF_8));
        if (last) {
            assertEquals(Encoding.JSON, encoding);
            add(part.toByteArray());
        }
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
        byte[] bytes = new byte[data.remaining()];
        data.get(bytes);
        part.writeBytes(bytes);
        if (last) {
            assertEquals(Encoding.CBOR, encoding);
            add(part.toByteArray());
        }
        from.request(1);
        return null;
    }

    private void add(byte[] message) {
        part.reset();
        heard.add(new Heard(message.length, decoded(message, encoding, keys)));
    }

    /** Reads a message independently of what wrote it. */
    static JsonNode decoded(byte[] message, Encoding encoding, JsonNode keys) {
        try {
            if (encoding == Encoding.JSON) {
                return JSON.readTree(message);
            }
            try (JsonParser in = new CBORFactory().createParser(message)) {
                in.nextToken();
                return value(in, "", keys);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode value(JsonParser in, String field, JsonNode keys) throws IOException {
        return switch (in.currentToken()) {
            case START_OBJECT -> {
                ObjectNode object = NODES.objectNode();
                while (in.nextToken() == JsonToken.FIELD_NAME) {
                    String key = in.currentName();
                    String name = key.matches("[0-9]+")
                            ? keys.get("keys").get(Integer.parseInt(key)).asText()
                            : key;
                    in.nextToken();
                    object.set(name, value(in, name, keys));
                }
                yield object;
            }
            case START_ARRAY -> {
                ArrayNode array = NODES.arrayNode();
                while (in.nextToken() != JsonToken.END_ARRAY) {
                    array.add(value(in, field, keys));
                }
                yield array;
            }
            case VALUE_STRING -> NODES.textNode(in.getText());
            case VALUE_NUMBER_INT -> whole(in.getLongValue(), field, keys);
            case VALUE_NUMBER_FLOAT -> NODES.numberNode(in.getDecimalValue());
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            case VALUE_NULL -> NODES.nullNode();
            default -> throw new IOException("not expected: " + in.currentToken());
        };
    }

    private static JsonNode whole(long number, String field, JsonNode keys) {
        if (has(keys.get("worded"), field)) {
            return NODES.textNode(keys.get("words").get((int) number).asText());
        }
        if (has(keys.get("times"), field)) {
            return NODES.textNode(Instant.ofEpochMilli(number).toString());
        }
        return keys.get("scaled").has(field)
                ? NODES.numberNode(
                        BigDecimal.valueOf(number, keys.get("scaled").get(field).asInt()))
                : NODES.numberNode(number);
    }

    private static boolean has(JsonNode list, String text) {
        for (JsonNode each : list) {
            if (each.asText().equals(text)) {
                return true;
            }
        }
        return false;
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
