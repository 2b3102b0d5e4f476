package plotty.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How often somebody may ask. */
class BucketsTest {
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private final Buckets buckets = new Buckets(new Rate(2, 5), () -> now);

    private void takeAll(String subject) {
        for (int i = 0; i < 5; i++) {
            assertEquals(Optional.empty(), buckets.take(subject));
        }
    }

    @Test
    void after_a_quiet_time_as_many_as_the_burst_are_answered_and_the_next_is_told_when() {
        takeAll("ada");
        assertEquals(Optional.of(Duration.ofMillis(500)), buckets.take("ada"));
    }

    @Test
    void then_it_goes_on_at_the_steady_rate() {
        takeAll("ada");
        for (int i = 0; i < 10; i++) {
            now = now.plusMillis(499);
            assertEquals(Optional.of(Duration.ofMillis(1)), buckets.take("ada"));
            now = now.plusMillis(1);
            assertEquals(Optional.empty(), buckets.take("ada"));
        }
    }

    @Test
    void a_long_quiet_time_gives_no_more_than_the_burst() {
        takeAll("ada");
        now = now.plus(Duration.ofDays(1));
        takeAll("ada");
        assertEquals(Optional.of(Duration.ofMillis(500)), buckets.take("ada"));
    }

    @Test
    void each_has_a_bucket_of_his_own() {
        takeAll("ada");
        takeAll("bob");
    }

    @Test
    void a_clock_that_is_set_back_stops_nobody_for_longer() {
        takeAll("ada");
        now = now.minus(Duration.ofDays(400));
        assertEquals(Optional.of(Duration.ofMillis(500)), buckets.take("ada"));
        now = now.plusMillis(500);
        assertEquals(Optional.empty(), buckets.take("ada"));
    }

    @Test
    void another_rate_holds_from_now_on() {
        takeAll("ada");
        buckets.fillAt(new Rate(10, 2));
        assertEquals(Optional.of(Duration.ofMillis(100)), buckets.take("ada"));
        now = now.plusMillis(100);
        assertEquals(Optional.empty(), buckets.take("ada"));
        assertEquals(Optional.empty(), buckets.take("bob"));
        assertEquals(Optional.empty(), buckets.take("bob"));
        assertEquals(Optional.of(Duration.ofMillis(100)), buckets.take("bob"));
    }

    @Test
    void however_many_ask_the_memory_is_bounded() {
        for (int i = 0; i < Buckets.MAX_SUBJECTS + 100; i++) {
            buckets.take("s" + i);
        }
        assertEquals(Buckets.MAX_SUBJECTS, buckets.subjects());
    }

    @Test
    void a_rate_is_more_than_nothing() {
        assertThrows(IllegalArgumentException.class, () -> new Rate(0.09, 1));
        assertThrows(IllegalArgumentException.class, () -> new Rate(Double.NaN, 1));
        assertThrows(IllegalArgumentException.class, () -> new Rate(1, 0));
        assertEquals(1, new Rate(0.1, 1).burst());
    }
}
