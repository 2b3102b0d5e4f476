package plotty.http;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Map;

/**
 * An answer.
 *
 * @param status HTTP status
 * @param mediaType of the body; empty without a body
 * @param headers more headers
 * @param body bytes of the body
 */
public record Response(int status, String mediaType, Map<String, String> headers, byte[] body) {

    /** Writes the body of a JSON answer. */
    @FunctionalInterface
    public interface JsonBody {
        void write(JsonGenerator out) throws IOException;
    }

    /** A JSON answer. */
    public static Response json(int status, JsonBody body) {
        throw new UnsupportedOperationException("http");
    }

    /** An answer without a body. */
    public static Response empty(int status) {
        return new Response(status, "", Map.of(), new byte[0]);
    }
}
