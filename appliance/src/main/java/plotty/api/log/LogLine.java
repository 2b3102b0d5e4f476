package plotty.api.log;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.tinylog.Level;
import plotty.event.Channel;
import plotty.event.Event;

/**
 * A line of the log. A fast event.
 *
 * @param number in this life of the process, from 1
 * @param time when it was written
 * @param level how bad it is
 * @param module class that wrote it
 * @param thread that wrote it
 * @param message without secrets, a failure with its kind and message; hostile text
 */
public record LogLine(long number, Instant time, Level level, String module, String thread, String message)
        implements Event {

    private static final int WAITING = 64;

    @Override
    public String type() {
        return "log";
    }

    @Override
    public Channel channel() {
        return Channel.LOGS;
    }

    /** For a client that is behind only the latest lines wait. */
    @Override
    public String key() {
        return "line-" + number % WAITING;
    }

    @Override
    public boolean durable() {
        return false;
    }

    @Override
    public void writeFields(JsonGenerator out) throws IOException {
        out.writeNumberField("number", number);
        out.writeStringField("time", time.truncatedTo(ChronoUnit.MILLIS).toString());
        out.writeStringField("level", level.name().toLowerCase(Locale.ROOT));
        out.writeStringField("module", module);
        out.writeStringField("thread", thread);
        out.writeStringField("message", message);
    }
}
