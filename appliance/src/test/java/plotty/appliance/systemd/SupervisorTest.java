package plotty.appliance.systemd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SupervisorTest {
    private final List<String> sent = new ArrayList<>();
    private final Supervisor supervisor =
            new Supervisor(Optional.of(sent::add), Optional.empty(), () -> 12_345_678_901L);

    @Test
    void a_status_is_one_line_whatever_it_is_made_of() {
        supervisor.status("two\nlines\nREADY=1");
        assertEquals(List.of("STATUS=two lines READY=1"), sent);
    }

    @Test
    void reloading_says_when_it_began_on_the_clock_that_systemd_means() {
        supervisor.reloading();
        assertEquals(List.of("RELOADING=1\nMONOTONIC_USEC=12345678\nSTATUS=Reading the configuration again"), sent);
    }

    @Test
    void who_needs_longer_says_for_how_long() {
        supervisor.needs(Duration.ofSeconds(30));
        assertEquals(List.of("EXTEND_TIMEOUT_USEC=30000000"), sent);
    }

    @Test
    void a_service_that_was_not_started_by_systemd_tells_nobody_and_has_no_watchdog() {
        Supervisor nobody = Supervisor.of(Map.of("WATCHDOG_USEC", "30000000"));
        assertFalse(nobody.listens());
        assertEquals(Optional.empty(), nobody.watchdog());
        nobody.ready("Ready");
    }

    @Test
    void a_name_that_is_no_socket_is_as_good_as_none() {
        assertFalse(Supervisor.of(Map.of("NOTIFY_SOCKET", "vsock:2:1234")).listens());
    }

    @Test
    void the_watchdog_s_time_is_taken_from_the_environment() {
        assertEquals(Optional.of(Duration.ofSeconds(30)), watchdog(Map.of("WATCHDOG_USEC", "30000000")));
        String own = Long.toString(ProcessHandle.current().pid());
        assertEquals(
                Optional.of(Duration.ofSeconds(30)),
                watchdog(Map.of("WATCHDOG_USEC", "30000000", "WATCHDOG_PID", own)));
    }

    @Test
    void a_watchdog_of_another_process_or_without_a_time_is_none() {
        assertEquals(Optional.empty(), watchdog(Map.of("WATCHDOG_USEC", "30000000", "WATCHDOG_PID", "1")));
        assertEquals(Optional.empty(), watchdog(Map.of("WATCHDOG_USEC", "0")));
        assertEquals(Optional.empty(), watchdog(Map.of("WATCHDOG_USEC", "soon")));
        assertEquals(Optional.empty(), watchdog(Map.of()));
    }

    @Test
    void who_cannot_be_told_does_not_stop_the_service() {
        Supervisor deaf = new Supervisor(
                Optional.of(_ -> {
                    throw new IOException("nobody there");
                }),
                Optional.empty(),
                System::nanoTime);
        deaf.ready("Ready");
        deaf.lives();
    }

    private static Optional<Duration> watchdog(Map<String, String> environment) {
        Map<String, String> all = new java.util.HashMap<>(environment);
        all.put("NOTIFY_SOCKET", "@plotty-test");
        return Supervisor.of(all).watchdog();
    }
}
