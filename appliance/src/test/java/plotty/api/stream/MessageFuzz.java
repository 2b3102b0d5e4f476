package plotty.api.stream;

import java.nio.charset.StandardCharsets;

/** Any text as a message of the live stream. */
public final class MessageFuzz {
    private MessageFuzz() {}

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] bytes) {
        try {
            ClientMessage.parse(new String(bytes, StandardCharsets.UTF_8));
        } catch (StreamErrorException e) {
            if (e.getMessage().length() > 2_000) {
                throw new IllegalStateException("a refusal of " + e.getMessage().length() + " characters", e);
            }
        }
    }
}
