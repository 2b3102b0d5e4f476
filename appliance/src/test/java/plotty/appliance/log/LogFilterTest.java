package plotty.appliance.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tinylog.Logger;
import org.tinylog.provider.ProviderRegistry;
import plotty.appliance.settings.LogLevels;

class LogFilterTest {
    @AfterEach
    void as_usual() {
        LogFilter.obey(LogLevels.of(Optional.empty(), Optional.empty()));
    }

    @Test
    void it_is_what_the_log_goes_through() {
        assertEquals(LogFilter.class, ProviderRegistry.getLoggingProvider().getClass());
    }

    @Test
    void a_level_may_change_at_any_time() {
        assertFalse(Logger.isDebugEnabled());
        LogFilter.obey(new LogLevels("debug", Map.of()));
        assertTrue(Logger.isDebugEnabled());
        LogFilter.obey(new LogLevels("off", Map.of()));
        assertFalse(Logger.isErrorEnabled());
    }

    @Test
    void a_package_has_a_level_of_its_own() {
        LogFilter.obey(new LogLevels("info", Map.of("plotty.http", "debug")));
        assertFalse(Logger.isDebugEnabled());
        LogFilter.obey(new LogLevels("info", Map.of("plotty.appliance", "debug")));
        assertTrue(Logger.isDebugEnabled());
        LogFilter.obey(new LogLevels("debug", Map.of("plotty", "warn")));
        assertFalse(Logger.isInfoEnabled());
    }
}
