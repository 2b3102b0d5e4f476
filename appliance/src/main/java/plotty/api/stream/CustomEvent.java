package plotty.api.stream;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
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
    static final String TYPE = "custom";
    private static final JsonFactory JSON = new JsonFactory();

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
