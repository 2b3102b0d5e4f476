package plotty.appliance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tinylog.Logger;
import org.tinylog.provider.ProviderRegistry;

class LogFilterTest {
    @AfterEach
    void as_usual() {
        LogLevels.of(Optional.empty(), Optional.empty()).apply();
    }

    @Test
    void it_is_what_the_log_goes_through() {
        assertEquals(LogFilter.class, ProviderRegistry.getLoggingProvider().getClass());
    }

    @Test
    void a_level_may_change_at_any_time() {
        assertFalse(Logger.isDebugEnabled());
        new LogLevels("debug", Map.of()).apply();
        assertTrue(Logger.isDebugEnabled());
        new LogLevels("off", Map.of()).apply();
        assertFalse(Logger.isErrorEnabled());
    }

    @Test
    void a_package_has_a_level_of_its_own() {
        new LogLevels("info", Map.of("plotty.http", "debug")).apply();
        assertFalse(Logger.isDebugEnabled());
        new LogLevels("info", Map.of("plotty.appliance", "debug")).apply();
        assertTrue(Logger.isDebugEnabled());
        new LogLevels("debug", Map.of("plotty", "warn")).apply();
        assertFalse(Logger.isInfoEnabled());
    }

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
