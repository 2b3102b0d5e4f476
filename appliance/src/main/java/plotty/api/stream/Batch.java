package plotty.api.stream;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Puts events that come close together into one message, {@code {"type":"batch","messages":[…]}}. One that comes alone leaves
 * as it is. On the event loop.
 */
final class Batch {
    private static final int MOST_MESSAGES = 64;
    private static final int MOST_BYTES = 32 * 1024;
    private static final byte[] HEAD = "{\"type\":\"batch\",\"messages\":[".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TAIL = "]}".getBytes(StandardCharsets.US_ASCII);

    private final Consumer<byte[]> line;
    private final List<byte[]> waiting = new ArrayList<>();
    private int bytes;

    /**
     * An empty batch.
     *
     * @param line sends a message
     */
    Batch(Consumer<byte[]> line) {
        this.line = line;
    }

    /** Adds an event; whether it is the first, so that somebody must see to it that the batch leaves. */
    boolean add(byte[] message) {
        if (bytes + message.length > MOST_BYTES || waiting.size() == MOST_MESSAGES) {
            leave();
        }
        waiting.add(message);
        bytes += message.length;
        return waiting.size() == 1;
    }

    /** Sends what there is. */
    void leave() {
        if (waiting.size() == 1) {
            line.accept(waiting.getFirst());
        } else if (!waiting.isEmpty()) {
            line.accept(together());
        }
        waiting.clear();
        bytes = 0;
    }

    private byte[] together() {
        ByteArrayOutputStream all = new ByteArrayOutputStream(bytes + waiting.size() + HEAD.length + TAIL.length);
        all.writeBytes(HEAD);
        for (int i = 0; i < waiting.size(); i++) {
            if (i > 0) {
                all.write(',');
            }
            all.writeBytes(waiting.get(i));
        }
        all.writeBytes(TAIL);
        return all.toByteArray();
    }
}
