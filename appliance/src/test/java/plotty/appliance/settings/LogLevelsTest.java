package plotty.appliance.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LogLevelsTest {
    @Test
    void a_level_alone_is_for_everything_but_the_network_library() {
        LogLevels levels = LogLevels.of(Optional.of(Setting.single("level", "WARNING")), Optional.empty());
        assertEquals(new LogLevels("warn", Map.of("io.netty", "warn")), levels);
    }

    @Test
    void a_module_that_does_not_exist_is_named_with_the_nearest() {
        Setting modules = new Setting("modules", List.of("plotty.htp"), true);
        String message = assertThrows(
                        ConfigurationException.class, () -> LogLevels.of(Optional.empty(), Optional.of(modules)))
                .getMessage();
        assertTrue(message.endsWith("Did you mean 'plotty.http'?"), message);
    }
}
