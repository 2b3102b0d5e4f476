package plotty.api.stream.compact;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import plotty.event.Published;

/**
 * One event in the words of the native protocol, encoded at most once for all clients that stand alike. On the event loop.
 *
 * <p>A fast event has a {@code ref}, the same for everything that is told of its subject. A client that got the last one in
 * full, or as changes, gets the next as changes from that one: whatever was left out between the two does not matter.
 */
final class Told {
    /** No event is larger than this, bytes. */
    static final int MOST_BYTES = 5000;

    /** So many clients that stand differently share what is encoded for them. */
    private static final int DELTAS_KEPT = 8;

    private final Published published;
    private final long number;
    private final int ref;
    private final Tree tree;
    private final Map<Encoding, byte[]> full = new EnumMap<>(Encoding.class);
    private final List<Delta> deltas = new ArrayList<>();
    private int oldest;

    /** Names the earlier event by its number: holding it would hold all that came before it, too. */
    private record Delta(long earlier, Encoding encoding, byte[] bytes) {}

    /**
     * An event.
     *
     * @param number of its own, in the order of making
     * @param ref number of its subject if it is a fast one; else of no meaning
     */
    Told(Published published, long number, int ref) {
        this.published = published;
        this.number = number;
        this.ref = ref;
        this.tree = Tree.of(published.event());
    }

    int ref() {
        return ref;
    }

    boolean durable() {
        return published.event().durable();
    }

    /** The whole event; the same bytes for every client, never to be changed. */
    byte[] full(Encoding encoding) {
        return full.computeIfAbsent(encoding, this::encode);
    }

    private byte[] encode(Encoding encoding) {
        byte[] whole = encode(encoding, tree.fields());
        if (whole.length <= MOST_BYTES) {
            return whole;
        }
        byte[] shorter = encode(encoding, tree.shortened().fields());
        return shorter.length <= MOST_BYTES ? shorter : encode(encoding, Map.of("shortened", true));
    }

    private byte[] encode(Encoding encoding, Map<String, Object> fields) {
        return encoding.written(out -> {
            out.writeStartObject(published, fields.size() + (durable() ? 3 : 4));
            out.writeStringField("type", published.event().type());
            if (durable()) {
                out.writeNumberField("seq", published.seq());
            } else {
                out.writeNumberField("ref", ref);
                out.writeNumberField("after", published.seq());
            }
            out.writeStringField(
                    "timestamp", published.time().truncatedTo(ChronoUnit.MILLIS).toString());
            Tree.write(out, fields);
            out.writeEndObject();
        });
    }

    /** Only what changed since an earlier event about the same subject. */
    byte[] since(Told earlier, Encoding encoding) {
        for (Delta known : deltas) {
            if (known.earlier == earlier.number && known.encoding == encoding) {
                return known.bytes;
            }
        }
        byte[] bytes = encodeChanges(earlier, encoding);
        Delta made = new Delta(earlier.number, encoding, bytes);
        if (deltas.size() < DELTAS_KEPT) {
            deltas.add(made);
        } else {
            deltas.set(oldest, made);
            oldest = (oldest + 1) % DELTAS_KEPT;
        }
        return bytes;
    }

    private byte[] encodeChanges(Told earlier, Encoding encoding) {
        Map<String, Object> changes = tree.since(earlier.tree);
        boolean moved = published.seq() != earlier.published.seq();
        byte[] bytes = encoding.written(out -> {
            out.writeStartObject(published, changes.size() + (moved ? 3 : 2));
            writeChanges(out, earlier, changes, moved);
            out.writeEndObject();
        });
        return bytes.length <= MOST_BYTES ? bytes : full(encoding);
    }

    private void writeChanges(JsonGenerator out, Told earlier, Map<String, Object> changes, boolean moved)
            throws IOException {
        out.writeNumberField("ref", ref);
        out.writeNumberField(
                "ms", published.time().toEpochMilli() - earlier.published.time().toEpochMilli());
        if (moved) {
            out.writeNumberField("after", published.seq());
        }
        Tree.write(out, changes);
    }
}
