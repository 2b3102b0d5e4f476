package plotty.event;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** An event of the tests: something numbered that happened to somebody. */
public record Happening(String type, Channel channel, String key, boolean durable, int number) implements Event {

    /** A durable event about a job. */
    public static Happening durable(int number) {
        return new Happening("job_state_change", Channel.JOBS, "job", true, number);
    }

    /** A fast event about somebody. */
    public static Happening fast(String key, int number) {
        return new Happening("job_progress", Channel.JOBS, key, false, number);
    }

    /** The number of an event that was published, be it live or read back. */
    public static int numberOf(Published published) {
        return switch (published.event()) {
            case Happening happening -> happening.number();
            case StoredEvent stored -> Integer.parseInt(stored.fields().replaceAll("\\D", ""));
            default -> throw new AssertionError("No event of the tests: " + published);
        };
    }

    @Override
    public void writeFields(JsonGenerator out) throws IOException {
        out.writeNumberField("number", number);
    }
}
