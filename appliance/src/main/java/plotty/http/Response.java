package plotty.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * An answer. The security headers and {@code Cache-Control: no-store} come by themselves where {@code headers} does not
 * say otherwise. A 200 to a {@code GET} with at most 256 KiB in memory gets an {@code ETag} and {@code no-cache} in its
 * place, unless its handler demands {@code no-store}: one that answers with a secret must.
 *
 * @param status HTTP status
 * @param mediaType of the body; empty without a body
 * @param headers more headers
 * @param body what is sent
 */
public record Response(int status, String mediaType, Map<String, String> headers, Body body) {

    private static final JsonFactory JSON = new JsonFactory();

    /** For files that others made: nothing in them may run, load or reach the page. */
    private static final String SANDBOX = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

    /** What an answer carries. */
    public sealed interface Body {
        /** Bytes in memory. */
        record Bytes(byte[] bytes) implements Body {}

        /** A file, streamed in pieces. */
        record File(Path path) implements Body {}

        /**
         * Written while it is sent, for as long as it takes: {@code Transfer-Encoding: chunked}, and the last answer on its
         * connection. A {@code text/event-stream} counts against the limit of WebSockets.
         */
        record Stream(StreamBody writer) implements Body {}
    }

    /** Writes a body of unknown length, on the exchange's thread. */
    @FunctionalInterface
    public interface StreamBody {
        /**
         * Writes all of it and returns. Each write goes out at once, blocks until the client has taken it, and throws if it is
         * gone or stalls; whoever writes small pieces buffers them. The thread is interrupted when the client goes, also
         * while nothing is written, and when the server closes. Not called for a {@code HEAD}.
         */
        void write(OutputStream out) throws IOException, InterruptedException;
    }

    /** Writes the body of a JSON answer. */
    @FunctionalInterface
    public interface JsonBody {
        void write(JsonGenerator out) throws IOException;
    }

    /** Keeps its own copy of the headers. */
    public Response {
        headers = Map.copyOf(headers);
    }

    /** An answer with bytes. */
    public Response(int status, String mediaType, Map<String, String> headers, byte[] body) {
        this(status, mediaType, headers, new Body.Bytes(body));
    }

    /** A JSON answer. */
    public static Response json(int status, JsonBody body) {
        return json(status, "application/json", body);
    }

    static Response json(int status, String mediaType, JsonBody body) {
        var bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator out = JSON.createGenerator(bytes)) {
            body.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write a JSON answer", e);
        }
        return new Response(status, mediaType, Map.of(), bytes.toByteArray());
    }

    /** An answer without a body. */
    public static Response empty(int status) {
        return new Response(status, "", Map.of(), new byte[0]);
    }

    /**
     * A file of unknown origin, such as a drawing: streamed, with an {@code ETag} of its content, and sandboxed so that
     * nothing in it can run in the page's name. It must stay as it is while it is sent.
     */
    public static Response file(Path path, String mediaType) {
        return new Response(
                200,
                mediaType,
                Map.of("Content-Security-Policy", SANDBOX, "Cache-Control", "no-cache"),
                new Body.File(path));
    }

    /** The same answer with one more header, or another value for it. */
    public Response with(String name, String value) {
        var more = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        more.putAll(headers);
        more.put(name, value);
        return new Response(status, mediaType, more, body);
    }
}
