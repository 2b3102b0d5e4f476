package plotty.alert;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import plotty.event.Channel;
import plotty.event.Event;

/**
 * Something needs somebody's attention. Durable.
 *
 * @param severity how bad it is
 * @param title what it is, in a few words
 * @param message a sentence that says what happened and what to do
 * @param source what it is about: the id of a plotter, or {@code host}
 * @param plotter id of the plotter that it is about, if it is about one
 * @param details figures, such as the value and the threshold that it passed
 * @param metadata whatever else is known
 */
public record SystemAlert(
        Severity severity,
        String title,
        String message,
        String source,
        Optional<String> plotter,
        List<Detail> details,
        List<Detail> metadata)
        implements Event {

    /** Keeps its own copies. */
    public SystemAlert {
        details = List.copyOf(details);
        metadata = List.copyOf(metadata);
    }

    /** A plotter's driver told of a fault. */
    public static SystemAlert fault(String plotter, String message) {
        return new SystemAlert(
                Severity.ERROR,
                "Plotter fault",
                message,
                plotter,
                Optional.of(plotter),
                List.of(new Detail.Text("device_id", plotter)),
                List.of());
    }

    @Override
    public Optional<String> plotterId() {
        return plotter;
    }

    @Override
    public String type() {
        return "system_alert";
    }

    @Override
    public Channel channel() {
        return Channel.SYSTEM;
    }

    @Override
    public String key() {
        return source;
    }

    @Override
    public boolean durable() {
        return true;
    }

    @Override
    public void writeFields(JsonGenerator out) throws IOException {
        out.writeStringField("level", severity.wireName());
        out.writeStringField("severity", severity.wireName());
        out.writeStringField("title", title);
        out.writeStringField("message", message);
        out.writeStringField("source", source);
        Detail.write(out, "details", details);
        Detail.write(out, "metadata", metadata);
    }
}
