package plotty.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Set;

/**
 * A durable event as the database keeps it. What is read back from there is of this type, whatever it was when it
 * happened: it writes the same fields into every encoding, but its Java type is gone.
 *
 * @param fields the event's own fields as one JSON object
 */
public record StoredEvent(String type, Channel channel, String key, String fields) implements Event {

    private static final JsonFactory JSON = new JsonFactory();

    private static final Set<String> DEVICE_NAMES = Set.of("device_id", "device");

    /** Writes an event's fields down. Throws {@link UncheckedIOException} if the event writes no proper object. */
    public static StoredEvent of(Event event) {
        return event instanceof StoredEvent stored
                ? stored
                : new StoredEvent(event.type(), event.channel(), event.key(), fieldsOf(event));
    }

    /** As the event said, in a field {@code device_id} or {@code device}, of its own or of its {@code metadata}. */
    @Override
    public Optional<String> plotterId() {
        try (JsonParser in = JSON.createParser(fields)) {
            for (JsonToken token = in.nextToken(); token != null; token = in.nextToken()) {
                boolean named = token == JsonToken.VALUE_STRING
                        && DEVICE_NAMES.contains(String.valueOf(in.currentName()))
                        && (in.getParsingContext().getParent().inRoot()
                                || "metadata"
                                        .equals(in.getParsingContext()
                                                .getParent()
                                                .getCurrentName()));
                if (named) {
                    return Optional.of(in.getText());
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("The stored fields of an event '" + type + "' are no JSON object", e);
        }
    }

    @Override
    public boolean durable() {
        return true;
    }

    @Override
    public void writeFields(JsonGenerator out) throws IOException {
        try (JsonParser in = JSON.createParser(fields)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("The stored fields of an event '" + type + "' are no JSON object");
            }
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                out.copyCurrentStructure(in);
            }
        }
    }

    private static String fieldsOf(Event event) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = JSON.createGenerator(text)) {
            out.writeStartObject();
            event.writeFields(out);
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("An event '" + event.type() + "' cannot be written down", e);
        }
        return text.toString();
    }
}
