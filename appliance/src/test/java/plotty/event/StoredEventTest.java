package plotty.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

class StoredEventTest {

    private static final String FIELDS =
            "{\"job_id\":\"ä \\\"q\\\"\",\"progress\":0.1,\"count\":9007199254740993,\"ok\":true,\"none\":null,"
                    + "\"causes\":[\"USER\",\"ALERT\"],\"metadata\":{\"pen\":{},\"sizes\":[1,[2.5]]}}";

    private final StoredEvent event = new StoredEvent("job_update", Channel.JOBS, "job-1", FIELDS);

    @Test
    void an_event_read_back_writes_the_same_fields() throws IOException {
        assertEquals(FIELDS, json(event));
        assertEquals(event, StoredEvent.of(new Replayed(event)));
    }

    @Test
    void it_writes_them_into_cbor_as_well() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CBORFactory cbor = new CBORFactory();
        try (JsonGenerator out = cbor.createGenerator(bytes)) {
            out.writeStartObject();
            event.writeFields(out);
            out.writeEndObject();
        }
        StringWriter text = new StringWriter();
        try (JsonParser in = cbor.createParser(bytes.toByteArray());
                JsonGenerator out = new JsonFactory().createGenerator(text)) {
            in.nextToken();
            out.copyCurrentStructure(in);
        }
        assertEquals(FIELDS, text.toString());
    }

    @Test
    void an_event_that_is_stored_already_stays_as_it_is() {
        assertSame(event, StoredEvent.of(event));
    }

    @Test
    void an_event_without_fields_is_an_empty_object() throws IOException {
        assertEquals("{}", json(new StoredEvent("started", Channel.SYSTEM, "", "{}")));
    }

    @Test
    void an_event_that_writes_no_proper_fields_is_refused() {
        assertThrows(UncheckedIOException.class, () -> StoredEvent.of(new Unwritable()));
        assertThrows(IOException.class, () -> json(new StoredEvent("odd", Channel.LOGS, "", "[1]")));
    }

    private static String json(Event event) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = new JsonFactory().createGenerator(text)) {
            out.writeStartObject();
            event.writeFields(out);
            out.writeEndObject();
        }
        return text.toString();
    }

    /** The same event as a type of its own. */
    private record Replayed(StoredEvent of) implements Event {
        @Override
        public String type() {
            return of.type();
        }

        @Override
        public Channel channel() {
            return of.channel();
        }

        @Override
        public String key() {
            return of.key();
        }

        @Override
        public boolean durable() {
            return true;
        }

        @Override
        public void writeFields(JsonGenerator out) throws IOException {
            of.writeFields(out);
        }
    }

    private record Unwritable() implements Event {
        @Override
        public String type() {
            return "unwritable";
        }

        @Override
        public Channel channel() {
            return Channel.LOGS;
        }

        @Override
        public String key() {
            return "";
        }

        @Override
        public boolean durable() {
            return true;
        }

        @Override
        public void writeFields(JsonGenerator out) throws IOException {
            out.writeString("a value where a name belongs");
        }
    }
}
