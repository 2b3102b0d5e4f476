package plotty.api.stream;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import plotty.event.Event;
import plotty.event.Published;

/**
 * Writes messages of ploTTY's dialect: one JSON object each, with {@code type}, {@code timestamp} and the event's fields.
 * What the log publishes is encoded once for all clients. Used on the event loop, but for the static methods.
 */
public final class Frames {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int CACHED = 256;

    private final Event[] events = new Event[CACHED];
    private final byte[][] encoded = new byte[CACHED][];

    /** The fields of a message, written into an open object. */
    @FunctionalInterface
    public interface Fields {
        void write(JsonGenerator out) throws IOException;
    }

    /** A message of the log. The same bytes are given to every client: never change them. */
    @SuppressWarnings(
            "ReferenceEquality") // Every subscription gives the same object, and comparing contents costs more.
    public byte[] of(Published published) {
        Event event = published.event();
        int place = System.identityHashCode(event) & (CACHED - 1);
        if (events[place] != event) {
            events[place] = event;
            encoded[place] = message(event, published.time());
        }
        return encoded[place];
    }

    /** A message with an event's fields. */
    public static byte[] message(Event event, Instant time) {
        return message(event.type(), time, event::writeFields);
    }

    /** A message with these fields. */
    public static byte[] message(String type, Instant time, Fields fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator out = JSON.createGenerator(bytes)) {
            out.writeStartObject();
            out.writeStringField("type", type);
            out.writeStringField(
                    "timestamp", time.truncatedTo(ChronoUnit.MILLIS).toString());
            fields.write(out);
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return bytes.toByteArray();
    }

    /** The answer to a ping. */
    public static byte[] pong(Instant time) {
        return message("pong", time, _ -> {});
    }

    /** Tells a client what went wrong; {@code known} is what would have been understood, if that helps. */
    public static byte[] error(ErrorCode code, String sentence, List<String> known, Instant time) {
        return message("error", time, out -> {
            out.writeStringField("error_code", code.name());
            out.writeStringField("error_message", sentence);
            out.writeObjectFieldStart("details");
            if (!known.isEmpty()) {
                out.writeArrayFieldStart("known");
                for (String word : known) {
                    out.writeString(word);
                }
                out.writeEndArray();
            }
            out.writeEndObject();
        });
    }
}
