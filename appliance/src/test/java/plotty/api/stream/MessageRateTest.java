package plotty.api.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import plotty.api.stream.MessageRate.Verdict;

class MessageRateTest {
    private final Instant start = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void so_many_messages_in_a_minute_are_allowed_and_not_one_more() {
        MessageRate rate = new MessageRate(100);
        for (int i = 0; i < 100; i++) {
            assertEquals(i == 79 ? Verdict.NEARLY : Verdict.FINE, rate.count(start.plusMillis(i)));
        }
        assertEquals(Verdict.TOO_MUCH, rate.count(start.plusSeconds(30)));
    }

    @Test
    void a_steady_client_just_below_the_bound_is_never_refused() {
        MessageRate rate = new MessageRate(100);
        for (int i = 0; i < 1000; i++) {
            assertNotEquals(Verdict.TOO_MUCH, rate.count(start.plusMillis(i * 601L)));
        }
    }
}
