package plotty.api.stream.compact;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import plotty.access.Principal;
import plotty.access.Role;
import plotty.api.BadInputException;
import plotty.api.DeviceOrder;
import plotty.api.JobOrder;
import plotty.api.UploadOptions;
import plotty.plotter.Roster;

/**
 * Any bytes as a message of the native protocol, in JSON or CBOR as the first byte says, read as far as a session reads it
 * before it asks another room. What it is refused with must be told in both encodings.
 */
public final class CompactMessageFuzz {
    private static final Principal WHO = Principal.anonymous(Role.ADMIN);
    private static final Roster NO_PLOTTERS = new Roster();

    private CompactMessageFuzz() {}

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] bytes) {
        if (bytes.length == 0) {
            return;
        }
        byte[] message = Arrays.copyOfRange(bytes, 1, bytes.length);
        Optional<Object> id = Optional.empty();
        try {
            Asked asked = (bytes[0] & 1) == 0
                    ? Encoding.read(new String(message, StandardCharsets.UTF_8))
                    : Encoding.read(message);
            id = asked.id();
            obey(asked.kind(), asked);
        } catch (Refusal | BadInputException e) {
            Refusal refusal = CompactEndpoint.refusal(e);
            if (refusal.getMessage().length() > 2_000) {
                throw new IllegalStateException(
                        "a refusal of " + refusal.getMessage().length() + " characters", e);
            }
            for (Encoding encoding : Encoding.values()) {
                Messages.error(encoding, id, refusal);
            }
        }
    }

    private static void obey(Kind kind, Asked asked) {
        switch (kind) {
            case SUBSCRIBE -> Wish.of(asked, NO_PLOTTERS, WHO);
            case SNAPSHOT, PING -> asked.fields();
            case JOB -> asked.fields().text("job_id");
            case CONTROL -> JobOrder.of(asked.fields());
            case DEVICE_CONTROL -> DeviceOrder.of(asked.fields());
            case JOG -> asked.fields().optionalNumber("dx_mm", -1, 1);
            case SUBMIT ->
                asked.fields().optionalObject("options").ifPresent(options -> UploadOptions.of(options, "name"));
            case CHUNK -> asked.bytes("data");
        }
    }
}
