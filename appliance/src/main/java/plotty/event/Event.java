package plotty.event;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Optional;

/** Something that happened. Each room seals its own events as an interface that extends this one. Immutable. */
public interface Event {

    /** Name on the wire, as in ploTTY's dialect: {@code job_state_change}. */
    String type();

    /** Who hears it. */
    Channel channel();

    /** What it is about (an id of a job, a plotter …): of fast events with the same type and key only the latest counts. */
    String key();

    /** Id of the plotter that it is about, if it is about one: some clients watch single plotters. */
    default Optional<String> plotterId() {
        return Optional.empty();
    }

    /**
     * Durable events have a gapless number, survive a restart and reach every subscriber; fast ones live in memory and may
     * be superseded.
     */
    boolean durable();

    /**
     * Writes the event's own fields into an object that is already open: without {@code type}, {@code timestamp} and
     * numbers, which the dialect adds.
     */
    void writeFields(JsonGenerator out) throws IOException;
}
