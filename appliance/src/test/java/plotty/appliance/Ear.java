package plotty.appliance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import plotty.api.stream.compact.Decoded;

/** A client of a live stream whose every word, said or heard, goes to the witness. */
final class Ear implements WebSocket.Listener, AutoCloseable {
    private static final ObjectMapper CBOR = new ObjectMapper(new CBORFactory());

    private final Witness witness;
    private final String dialect;
    private final boolean binary;
    private final JsonNode keys;
    private final LinkedBlockingQueue<JsonNode> heard = new LinkedBlockingQueue<>();
    private final ByteArrayOutputStream part = new ByteArrayOutputStream();
    private final WebSocket socket;

    /** Opens a WebSocket; without a subprotocol if that is empty. */
    Ear(Witness witness, String dialect, String path, String subprotocol, JsonNode keys) {
        this.witness = witness;
        this.dialect = dialect;
        this.binary = subprotocol.endsWith("cbor");
        this.keys = keys;
        WebSocket.Builder builder = witness.http().newWebSocketBuilder();
        if (!subprotocol.isEmpty()) {
            builder.subprotocols(subprotocol);
        }
        socket = builder.buildAsync(URI.create(witness.uri(path).toString().replace("http:", "ws:")), this)
                .join();
    }

    /** Says a message that is as documented; ' stands for ". */
    Ear say(String json) {
        JsonNode message = tree(json);
        witness.said(dialect, message);
        return send(message);
    }

    /** Says something that is wrong. */
    Ear sayWrongly(String json) {
        return send(tree(json));
    }

    private static JsonNode tree(String json) {
        try {
            return Witness.JSON.readTree(json.replace('\'', '"'));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Ear send(JsonNode message) {
        try {
            if (binary) {
                socket.sendBinary(ByteBuffer.wrap(CBOR.writeValueAsBytes(message)), true)
                        .join();
            } else {
                socket.sendText(message.toString(), true).join();
            }
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for a message; others are passed over. */
    JsonNode hear(Predicate<JsonNode> wanted) {
        try {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (System.nanoTime() < end) {
                JsonNode next = heard.poll(1, TimeUnit.SECONDS);
                if (next != null && wanted.test(next)) {
                    return next;
                }
            }
            throw new AssertionError(dialect + ": not heard in time");
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    JsonNode hear(String type) {
        return hear(message -> message.path("type").asText().equals(type));
    }

    /** Waits for the answer to a request of the native protocol. */
    JsonNode answer(int id) {
        return hear(message -> message.path("id").asInt(-1) == id
                && !message.path("type").asText().equals("credit"));
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        part.writeBytes(data.toString().getBytes(StandardCharsets.UTF_8));
        return took(from, last);
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
        byte[] bytes = new byte[data.remaining()];
        data.get(bytes);
        part.writeBytes(bytes);
        return took(from, last);
    }

    private CompletionStage<?> took(WebSocket from, boolean last) {
        if (last) {
            try {
                byte[] whole = part.toByteArray();
                JsonNode message = binary ? Decoded.cbor(whole, keys) : Witness.JSON.readTree(whole);
                witness.hear(dialect, message);
                heard.add(message);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            part.reset();
        }
        from.request(1);
        return null;
    }

    @Override
    public void close() {
        socket.abort();
    }
}
