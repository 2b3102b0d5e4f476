package plotty.api;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Writes fields that every answer of their kind has: what is not known is {@code null}. */
public final class OptionalFields {
    private OptionalFields() {}

    /** Writes a text, or null. */
    public static void text(JsonGenerator out, String name, Optional<String> text) throws IOException {
        if (text.isPresent()) {
            out.writeStringField(name, text.get());
        } else {
            out.writeNullField(name);
        }
    }

    /** Writes a moment, ISO-8601 in UTC and exact to a millisecond, or null. */
    public static void time(JsonGenerator out, String name, Optional<Instant> time) throws IOException {
        text(out, name, time.map(at -> at.truncatedTo(ChronoUnit.MILLIS).toString()));
    }
}
