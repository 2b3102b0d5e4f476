package plotty.api.stream.compact;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import plotty.access.Principal;
import plotty.event.Event;

/** The messages that are no events. */
final class Messages {
    /** Things of which the state is told in one message; about 10 kB. */
    private static final int ITEMS_AT_ONCE = 20;

    private Messages() {}

    /** The first message on every connection. */
    static byte[] hello(
            Encoding encoding,
            Principal who,
            Instant now,
            String epoch,
            long seq,
            String version,
            long maxUploadBytes) {
        return message(encoding, "hello", out -> {
            out.writeStringField("protocol", "plotty.v1");
            out.writeStringField("version", version);
            out.writeStringField("role", who.role().name().toLowerCase(Locale.ROOT));
            out.writeStringField("principal", who.id());
            time(out, "server_time", now);
            out.writeStringField("epoch", epoch);
            out.writeNumberField("seq", seq);
            out.writeObjectFieldStart("limits");
            out.writeNumberField("message_bytes", CompactEndpoint.MESSAGE_BYTES);
            out.writeNumberField("chunk_bytes", CompactEndpoint.CHUNK_BYTES);
            out.writeNumberField("window_bytes", Submission.WINDOW_BYTES);
            out.writeNumberField("max_upload_bytes", maxUploadBytes);
            out.writeNumberField("requests_waiting", CompactSession.MOST_WAITING);
            out.writeObjectFieldStart("credits");
            out.writeNumberField("messages", Credits.MESSAGES);
            out.writeNumberField("messages_per_second", Credits.MESSAGES_PER_SECOND);
            out.writeNumberField("bytes", Credits.BYTES);
            out.writeNumberField("bytes_per_second", Credits.BYTES_PER_SECOND);
            out.writeEndObject();
            out.writeEndObject();
        });
    }

    static byte[] ok(Encoding encoding, Object id, Encoding.Fields more) {
        return message(encoding, "ok", out -> {
            id(out, id);
            more.write(out);
        });
    }

    static byte[] error(Encoding encoding, Optional<Object> id, Refusal refusal) {
        return message(encoding, "error", out -> {
            if (id.isPresent()) {
                id(out, id.get());
            }
            out.writeStringField("code", refusal.code().wireName());
            out.writeStringField("message", refusal.getMessage());
            if (!refusal.known().isEmpty()) {
                out.writeArrayFieldStart("known");
                for (String word : refusal.known()) {
                    out.writeString(word);
                }
                out.writeEndArray();
            }
        });
    }

    /** What was missed cannot be told any more. */
    static byte[] gap(Encoding encoding, String epoch, long seq) {
        return message(encoding, "gap", out -> {
            out.writeStringField("epoch", epoch);
            out.writeNumberField("seq", seq);
        });
    }

    /** So many bytes of a drawing have been written. */
    static byte[] credit(Encoding encoding, Object id, long received) {
        return message(encoding, "credit", out -> {
            id(out, id);
            out.writeNumberField("received", received);
        });
    }

    /** How everything stands, in one or more messages; the last one says after which event. */
    static List<byte[]> snapshot(Encoding encoding, List<Event> items, long seq, Instant now) {
        List<byte[]> parts = new ArrayList<>();
        int from = 0;
        do {
            List<Event> some = items.subList(from, Math.min(items.size(), from + ITEMS_AT_ONCE));
            from += some.size();
            boolean last = from == items.size();
            parts.add(message(encoding, "snapshot", out -> {
                time(out, "timestamp", now);
                out.writeArrayFieldStart("items");
                for (Event item : some) {
                    out.writeStartObject();
                    out.writeStringField("type", item.type());
                    Tree.write(out, Tree.of(item).fields());
                    out.writeEndObject();
                }
                out.writeEndArray();
                if (last) {
                    out.writeNumberField("seq", seq);
                } else {
                    out.writeBooleanField("more", true);
                }
            }));
        } while (from < items.size());
        return parts;
    }

    /** A time as every message has it. */
    static void time(JsonGenerator out, String name, Instant time) throws IOException {
        out.writeStringField(name, time.truncatedTo(ChronoUnit.MILLIS).toString());
    }

    private static void id(JsonGenerator out, Object id) throws IOException {
        switch (id) {
            case Long number -> out.writeNumberField("id", number);
            case Object text -> out.writeStringField("id", text.toString());
        }
    }

    private static byte[] message(Encoding encoding, String type, Encoding.Fields fields) {
        return encoding.object(out -> {
            out.writeStringField("type", type);
            fields.write(out);
        });
    }
}
