package plotty.api.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import plotty.event.Channel;
import plotty.event.Event;
import plotty.event.Published;

class ThrottleTest {
    private static final long SECOND = 1_000_000_000L;

    private final Throttle throttle = new Throttle();

    @Test
    void of_each_subject_the_first_passes_and_of_the_others_the_latest_when_its_time_comes() {
        throttle.perSecond(1);
        assertTrue(throttle.passes(value("a", 1), 0));
        assertFalse(throttle.passes(value("a", 2), SECOND / 4));
        assertFalse(throttle.passes(value("a", 3), SECOND / 2));
        assertTrue(throttle.passes(value("b", 9), SECOND / 2));
        assertEquals(SECOND / 2, throttle.waitNanos(SECOND / 2).orElseThrow());
        assertEquals(List.of(), numbers(throttle.due(SECOND - 1)));
        assertEquals(List.of(3), numbers(throttle.due(SECOND)));
        assertTrue(throttle.waitNanos(SECOND).isEmpty());
        assertFalse(throttle.passes(value("a", 4), SECOND + 1));
    }

    @Test
    void what_is_held_is_said_before_a_durable_event_about_the_same() {
        throttle.perSecond(1);
        throttle.passes(value("a", 1), 0);
        throttle.passes(value("a", 2), 1);
        assertEquals(List.of(), numbers(throttle.about("b", 2)));
        assertEquals(List.of(2), numbers(throttle.about("a", 2)));
    }

    @Test
    void without_a_bound_all_pass_and_what_was_held_is_due() {
        throttle.perSecond(1);
        throttle.passes(value("a", 1), 0);
        throttle.passes(value("a", 2), 1);
        throttle.perSecond(0);
        assertEquals(List.of(2), numbers(throttle.due(2)));
        assertTrue(throttle.passes(value("a", 3), 3));
    }

    private static List<Integer> numbers(List<Published> events) {
        return events.stream().map(event -> ((Value) event.event()).number()).toList();
    }

    private static Published value(String key, int number) {
        return new Published(0, Instant.EPOCH, new Value(key, number));
    }

    private record Value(String key, int number) implements Event {
        @Override
        public String type() {
            return "value";
        }

        @Override
        public Channel channel() {
            return Channel.JOBS;
        }

        @Override
        public boolean durable() {
            return false;
        }

        @Override
        public void writeFields(JsonGenerator out) throws IOException {
            out.writeNumberField("number", number);
        }
    }
}
