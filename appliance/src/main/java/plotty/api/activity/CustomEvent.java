package plotty.api.activity;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Pattern;
import plotty.api.BadInputException;
import plotty.api.JsonFields;
import plotty.event.Channel;
import plotty.event.Event;

/**
 * Something that a program of the studio's own told everybody. Durable.
 *
 * @param name what happened: letters, digits, {@code _ - . :}
 * @param data a JSON object
 * @param by who told it
 */
public record CustomEvent(String name, String data, String by) implements Event {
    public static final String TYPE = "custom";

    /** The most characters of its data: an event on the wire stays below 5 kB. */
    static final int MOST_CHARS = 4000;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.:-]{1,64}");
    /** What the entity monitor says of jobs by itself: nobody may speak in its name. */
    private static final Set<String> OURS = Set.of("created", "updated", "completed", "failed");

    private static final JsonFactory JSON = new JsonFactory();

    /**
     * Reads {@code {"event":"name","data":{…}}}, at most eight levels deep. Throws {@link BadInputException} for anything else.
     *
     * @param by who sent it
     */
    public static CustomEvent parse(byte[] body, String by) {
        JsonFields fields = JsonFields.parse(body).only("event", "data");
        String name = fields.text("event");
        if (!NAME.matcher(name).matches()) {
            throw new BadInputException(
                    "Field 'event' must be a name of 1 to 64 letters, digits, '_', '-', '.' and ':'.");
        }
        if (OURS.contains(name)) {
            throw new BadInputException("'" + name + "' is what the service itself says of jobs; choose another name.");
        }
        String data = fields.optionalObject("data").isPresent() ? data(body) : "{}";
        if (data.length() > MOST_CHARS) {
            throw new BadInputException("Field 'data' is longer than " + MOST_CHARS
                    + " characters of JSON; send less, or where to find it.");
        }
        return new CustomEvent(name, data, by);
    }

    /** The text of the object {@code data} in an object that has been checked. */
    private static String data(byte[] body) {
        StringWriter text = new StringWriter();
        try (JsonParser in = JSON.createParser(new String(body, StandardCharsets.UTF_8));
                JsonGenerator out = JSON.createGenerator(text)) {
            in.nextToken();
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                boolean wanted = in.currentName().equals("data");
                in.nextToken();
                if (wanted) {
                    out.copyCurrentStructure(in);
                } else {
                    in.skipChildren();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("reading text in memory", e);
        }
        return text.toString();
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Channel channel() {
        return Channel.ACTIVITY;
    }

    @Override
    public String key() {
        return name;
    }

    @Override
    public boolean durable() {
        return true;
    }

    @Override
    public void writeFields(JsonGenerator out) throws IOException {
        out.writeStringField("event", name);
        out.writeStringField("by", by);
        out.writeFieldName("data");
        try (JsonParser in = JSON.createParser(data)) {
            in.nextToken();
            out.copyCurrentStructure(in);
        }
    }
}
