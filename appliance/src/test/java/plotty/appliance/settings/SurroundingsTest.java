package plotty.appliance.settings;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SurroundingsTest {
    @Test
    void a_process_is_supervised_if_a_service_manager_says_so_of_itself() {
        String own = Long.toString(ProcessHandle.current().pid());
        assertTrue(new Surroundings(Map.of("SYSTEMD_EXEC_PID", own), List.of()).isSupervised());
        assertFalse(new Surroundings(Map.of("SYSTEMD_EXEC_PID", "1", "INVOCATION_ID", "x"), List.of()).isSupervised());
        assertTrue(new Surroundings(Map.of("NOTIFY_SOCKET", "/run/n"), List.of()).isSupervised());
        assertFalse(Surroundings.NONE.isSupervised());
    }
}
