package plotty.alert;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;

/** One field of what is said of an alert beside its sentence, for programs. */
public sealed interface Detail {

    /** A number, told to two digits behind the point. */
    record Figure(String name, double value) implements Detail {}

    /** A text; hostile. */
    record Text(String name, String value) implements Detail {}

    /** Writes some as an object. */
    static void write(JsonGenerator out, String field, List<Detail> details) throws IOException {
        out.writeObjectFieldStart(field);
        for (Detail detail : details) {
            switch (detail) {
                case Figure(String name, double value) -> out.writeNumberField(name, Math.round(value * 100) / 100.0);
                case Text(String name, String value) -> out.writeStringField(name, value);
            }
        }
        out.writeEndObject();
    }
}
