package plotty.api.stream.compact;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORFactoryBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import plotty.http.WebSocketEndpoint.Connection;

/** The two ways to write the same messages. */
enum Encoding {
    /** Text frames. */
    JSON("plotty.v1+json") {
        @Override
        JsonGenerator generator(ByteArrayOutputStream bytes) throws IOException {
            return TEXT.createGenerator(bytes);
        }

        @Override
        void send(Connection connection, byte[] message) {
            connection.sendText(message);
        }
    },
    /** Binary frames. */
    CBOR("plotty.v1+cbor") {
        @Override
        JsonGenerator generator(ByteArrayOutputStream bytes) throws IOException {
            return new CompactGenerator(BINARY.createGenerator(bytes), Keys.TABLE);
        }

        @Override
        void send(Connection connection, byte[] message) {
            connection.sendBinary(message);
        }
    };

    /** What a client may send: as long as a frame may be, and as deep as our messages are, with some room. */
    private static final StreamReadConstraints BOUNDS = StreamReadConstraints.builder()
            .maxDocumentLength(CompactEndpoint.MESSAGE_BYTES)
            .maxStringLength(CompactEndpoint.MESSAGE_BYTES)
            .maxNestingDepth(8)
            .maxNameLength(256)
            .maxNumberLength(64)
            .build();

    static final JsonFactory TEXT =
            new JsonFactoryBuilder().streamReadConstraints(BOUNDS).build();
    /** For reading what we wrote ourselves. */
    static final JsonFactory OURS = new JsonFactory();

    static final CBORFactory BINARY = new CBORFactoryBuilder(new CBORFactory())
            .streamReadConstraints(BOUNDS)
            .build();

    private final String subprotocol;

    Encoding(String subprotocol) {
        this.subprotocol = subprotocol;
    }

    /** Fields of a message, written into an open object. */
    @FunctionalInterface
    interface Fields {
        void write(JsonGenerator out) throws IOException;
    }

    @FunctionalInterface
    private interface Opened {
        JsonParser open() throws IOException;
    }

    /** Its name in {@code Sec-WebSocket-Protocol}. */
    String subprotocol() {
        return subprotocol;
    }

    abstract JsonGenerator generator(ByteArrayOutputStream bytes) throws IOException;

    abstract void send(Connection connection, byte[] message);

    /** Reads a client's message. Throws {@link Refusal} if it is none. */
    static Asked read(String json) {
        return read(() -> TEXT.createParser(json), false);
    }

    /** Reads a client's message in CBOR. Throws {@link Refusal} if it is none. */
    static Asked read(byte[] cbor) {
        return read(() -> BINARY.createParser(cbor), true);
    }

    private static Asked read(Opened parser, boolean numbered) {
        try {
            return Asked.of(parser.open(), numbered);
        } catch (JsonProcessingException e) {
            throw new Refusal(Refusal.Code.UNREADABLE, "The message cannot be read.");
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory", e);
        }
    }

    /** One message: an object with these fields. */
    byte[] object(Fields fields) {
        return written(out -> {
            out.writeStartObject();
            fields.write(out);
            out.writeEndObject();
        });
    }

    /** One message, of which the whole is written. */
    byte[] written(Fields whole) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator out = generator(bytes)) {
            whole.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return bytes.toByteArray();
    }
}
