package plotty.appliance.systemd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class NotifySocketTest {
    @TempDir
    Path folder;

    @Test
    void a_message_reaches_a_socket_in_the_file_system() throws IOException {
        String address = folder.resolve("notify").toString();
        try (Ear ear = new Ear(address)) {
            new NotifySocket(address).send("READY=1\nSTATUS=Grüße");
            assertEquals("READY=1|STATUS=Grüße", ear.next());
        }
    }

    @Test
    void a_message_reaches_a_socket_with_an_abstract_name() throws IOException {
        String address = "@plotty-test-" + UUID.randomUUID();
        try (Ear ear = new Ear(address)) {
            new NotifySocket(address).send("WATCHDOG=1");
            assertEquals("WATCHDOG=1", ear.next());
        }
    }

    @Test
    void the_longest_name_reaches_it_too() throws IOException {
        String address = "@" + "x".repeat(70) + UUID.randomUUID();
        assertEquals(107, address.length());
        try (Ear ear = new Ear(address)) {
            new NotifySocket(address).send("WATCHDOG=1");
            assertEquals("WATCHDOG=1", ear.next());
        }
    }

    @Test
    void the_supervisor_that_the_environment_names_hears_the_whole_life() throws IOException {
        String address = folder.resolve("notify").toString();
        try (Ear ear = new Ear(address)) {
            Supervisor supervisor = Supervisor.of(Map.of("NOTIFY_SOCKET", address));
            supervisor.ready("Ready at http://plotty.local");
            supervisor.stopping();
            assertEquals("READY=1|STATUS=Ready at http://plotty.local", ear.next());
            assertEquals("STOPPING=1|STATUS=Stopping", ear.next());
        }
    }

    @Test
    void that_nobody_listens_is_said_with_the_error_s_number() {
        NotifySocket socket = new NotifySocket(folder.resolve("nobody").toString());
        IOException e = assertThrows(IOException.class, () -> socket.send("READY=1"));
        assertTrue(e.getMessage().endsWith("errno 2"), e.getMessage());
    }

    @Test
    void a_supervisor_who_went_away_does_not_hurt() {
        Supervisor supervisor =
                Supervisor.of(Map.of("NOTIFY_SOCKET", folder.resolve("nobody").toString()));
        assertTrue(supervisor.listens());
        supervisor.ready("Ready");
        supervisor.stopping();
    }

    @Test
    void what_is_no_unix_socket_is_refused() {
        for (String wrong : List.of("", "@", "notify", "vsock:2:1234", "/" + "x".repeat(107))) {
            assertThrows(IllegalArgumentException.class, () -> new NotifySocket(wrong), wrong);
        }
    }
}
