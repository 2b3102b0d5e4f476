package plotty.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static plotty.access.Box.address;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import plotty.access.AccessRefusedException.Reason;

/** How guessing is slowed down. */
class ThrottleTest {
    private static final InetAddress HERE = address("192.168.1.5");
    private static final InetAddress THERE = address("192.168.1.6");

    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private final List<String> told = new ArrayList<>();
    private final Throttle throttle = new Throttle(() -> now, told::add);

    private Duration delay(InetAddress client, String account) {
        try {
            throttle.admit(client, account).withdrawn();
            return Duration.ZERO;
        } catch (AccessRefusedException refusal) {
            return refusal.retryAfter().orElseThrow();
        }
    }

    private void wrong(InetAddress client, String account) {
        now = now.plus(delay(client, account));
        throttle.admit(client, account);
    }

    private static InetAddress stranger(int i) {
        return address("10.%d.%d.1".formatted(i / 256, i % 256));
    }

    @Test
    void four_wrong_ones_cost_nothing_and_from_the_fifth_on_each_doubles_the_delay() {
        List<Long> delays = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            wrong(HERE, "user:ada" + i);
            delays.add(delay(HERE, "user:ada").toSeconds());
        }
        assertEquals(List.of(0L, 0L, 0L, 0L, 1L, 2L, 4L, 8L, 16L, 32L), delays);
    }

    @Test
    void during_the_delay_nothing_is_looked_at_and_at_its_end_it_is() {
        for (int i = 0; i < Strikes.FREE; i++) {
            wrong(HERE, "user:ada");
        }
        now = now.plus(Duration.ofSeconds(1).minusMillis(1));
        assertEquals(
                Optional.of(Duration.ofMillis(1)),
                Box.refused(Reason.TOO_MANY, () -> throttle.admit(HERE, "user:ada"))
                        .retryAfter());
        now = now.plusMillis(1);
        throttle.admit(HERE, "user:ada").succeeded();
    }

    @Test
    void an_address_waits_five_minutes_at_most_and_an_account_one() {
        for (int i = 0; i < 40; i++) {
            wrong(HERE, "user:nobody" + i);
        }
        assertEquals(Duration.ofMinutes(5), delay(HERE, "user:ada"));
        for (int i = 0; i < 40; i++) {
            wrong(stranger(i), "user:ada");
        }
        assertEquals(Duration.ofMinutes(1), delay(THERE, "user:ada"));
    }

    @Test
    void many_guesses_at_once_do_not_slip_through() {
        for (int i = 0; i < Strikes.FREE; i++) {
            throttle.admit(HERE, "user:ada");
        }
        Box.refused(Reason.TOO_MANY, () -> throttle.admit(HERE, "user:ada"));
    }

    @Test
    void a_success_makes_the_account_free_again() {
        for (int i = 0; i < Strikes.FREE; i++) {
            wrong(stranger(i), "user:ada");
        }
        now = now.plusSeconds(1);
        throttle.admit(HERE, "user:ada").succeeded();
        for (int i = 0; i < Strikes.FREE - 1; i++) {
            wrong(stranger(i), "user:ada");
        }
        assertEquals(Duration.ZERO, delay(THERE, "user:ada"));
    }

    @Test
    void a_success_with_an_own_account_does_not_make_the_address_free_to_guess_at_others() {
        for (int i = 0; i < 3; i++) {
            wrong(HERE, "user:ada");
            wrong(HERE, "user:bea");
            now = now.plus(delay(HERE, "user:eve"));
            throttle.admit(HERE, "user:eve").succeeded();
        }
        assertEquals(Duration.ofSeconds(2), delay(HERE, "user:eve"));
    }

    @Test
    void nobody_locks_an_owner_out_of_the_place_that_he_came_from_before() {
        throttle.admit(HERE, "user:ada").succeeded();
        for (int i = 0; i < 40; i++) {
            wrong(stranger(i), "user:ada");
        }
        assertTrue(delay(THERE, "user:ada").isPositive());
        assertEquals(Duration.ZERO, delay(HERE, "user:ada"));
        for (int i = 0; i < Strikes.FREE; i++) {
            wrong(HERE, "user:ada");
        }
        assertEquals(Duration.ofSeconds(1), delay(HERE, "user:ada"));
    }

    @Test
    void all_is_forgotten_after_a_quarter_of_an_hour() {
        for (int i = 0; i < Strikes.FREE; i++) {
            wrong(HERE, "user:ada");
        }
        now = now.plus(Duration.ofMinutes(15));
        wrong(HERE, "user:ada");
        assertEquals(Duration.ZERO, delay(HERE, "user:ada"));
    }

    @Test
    void a_clock_that_is_set_back_keeps_nobody_out_for_longer() {
        for (int i = 0; i < Strikes.FREE; i++) {
            wrong(HERE, "user:ada");
        }
        now = now.minus(Duration.ofDays(400));
        assertEquals(Duration.ofSeconds(1), delay(HERE, "user:ada"));
        now = now.plusSeconds(1);
        assertEquals(Duration.ZERO, delay(HERE, "user:ada"));
    }

    @Test
    void the_loopback_is_treated_as_any_address() {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        for (int i = 0; i < Strikes.FREE; i++) {
            wrong(loopback, "user:ada");
        }
        assertEquals(Duration.ofSeconds(1), delay(loopback, "user:ada"));
    }

    @Test
    void all_addresses_of_one_ipv6_host_count_as_one() {
        for (int i = 1; i <= Strikes.FREE; i++) {
            wrong(address("2001:db8:1:2::" + i), "user:ada" + i);
        }
        assertTrue(delay(address("2001:db8:1:2:ffff::1"), "user:x").isPositive());
        assertEquals(Duration.ZERO, delay(address("2001:db8:1:3::1"), "user:x"));
    }

    @Test
    void a_wrong_secret_that_nobody_could_guess_counts_for_its_address() {
        for (int i = 0; i < Strikes.FREE; i++) {
            assertEquals(Reason.WRONG, throttle.wrong(HERE, "no").reason());
        }
        Box.refused(Reason.TOO_MANY, () -> throttle.wrong(HERE, "no"));
        Box.refused(Reason.TOO_MANY, () -> throttle.mustBeFree(HERE));
        throttle.mustBeFree(THERE);
    }

    @Test
    void a_program_with_an_old_key_keeps_nobody_at_its_address_from_logging_in() {
        for (int i = 0; i < Strikes.FREE; i++) {
            throttle.wrong(HERE, "no");
        }
        throttle.admit(HERE, "user:ada").succeeded();
        for (int i = 0; i < Strikes.FREE; i++) {
            wrong(HERE, "user:nobody" + i);
        }
        now = now.plus(Duration.ofSeconds(1));
        throttle.mustBeFree(HERE);
    }

    @Test
    void ten_wrong_ones_in_a_row_are_told_once() {
        for (int i = 0; i < 9; i++) {
            wrong(stranger(i), "user:ada");
        }
        assertEquals(List.of(), told);
        wrong(stranger(9), "user:ada");
        wrong(stranger(10), "user:ada");
        assertEquals(List.of("user:ada"), told);
        for (int i = 0; i < 11; i++) {
            wrong(HERE, "user:nobody" + i);
        }
        assertEquals(List.of("user:ada", "one address"), told);
    }

    @Test
    void however_many_guess_the_memory_is_bounded() {
        Strikes strikes = new Strikes(Duration.ofMinutes(1));
        for (int i = 0; i < Strikes.MAX_SUBJECTS + 100; i++) {
            strikes.add("s" + i, now);
        }
        assertEquals(Strikes.MAX_SUBJECTS, strikes.subjects());
    }
}
