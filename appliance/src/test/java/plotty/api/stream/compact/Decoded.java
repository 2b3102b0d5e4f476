package plotty.api.stream.compact;

import com.fasterxml.jackson.databind.JsonNode;

/** Messages of {@code plotty.v1+cbor} as they read, for tests in other rooms. */
public final class Decoded {
    private Decoded() {}

    /** Reads a message by the table that the server gives away. */
    public static JsonNode cbor(byte[] message, JsonNode keys) {
        return CompactClient.decoded(message, Encoding.CBOR, keys);
    }
}
