package plotty.appliance.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tinylog.Logger;
import plotty.api.BadInputException;
import plotty.api.system.LogLevelsResource.State;
import plotty.appliance.settings.LogLevels;

class LevelsInForceTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
    private final LogLevels usual = new LogLevels("info", Map.of("io.netty", "warn"));
    private final LevelsInForce levels = new LevelsInForce(usual, scheduler, InstantSource.system());

    @AfterEach
    void as_usual() {
        scheduler.shutdownNow();
        LogFilter.obey(LogLevels.of(Optional.empty(), Optional.empty()));
    }

    @Test
    void a_module_is_logged_more_and_the_others_as_before() {
        State state = levels.change(Optional.empty(), Map.of("plotty.appliance", Optional.of("debug")), HOUR);
        assertTrue(Logger.isDebugEnabled());
        assertEquals("info", state.now().level());
        assertEquals(
                Map.of("io.netty", "warn", "plotty.appliance", "debug"),
                state.now().modules());
        assertEquals(Map.of("io.netty", "warn"), state.configured().modules());
        assertTrue(state.until().isPresent());
    }

    @Test
    void changes_add_up_and_a_module_goes_back_by_itself() {
        levels.change(Optional.of("warn"), Map.of("plotty.job", Optional.of("trace")), HOUR);
        State state = levels.change(
                Optional.empty(), Map.of("plotty.job", Optional.empty(), "io.netty", Optional.of("debug")), HOUR);
        assertEquals("warn", state.now().level());
        assertEquals(Map.of("io.netty", "debug"), state.now().modules());
        assertEquals(
                Map.of("io.netty", "warn"),
                levels.change(Optional.empty(), Map.of("io.netty", Optional.empty()), HOUR)
                        .now()
                        .modules());
    }

    @Test
    void what_does_not_exist_is_named_with_the_nearest_and_changes_nothing() {
        Map<String, Optional<String>> wrong = Map.of("plotty.ploter", Optional.of("debug"));
        String sentence = assertThrows(BadInputException.class, () -> levels.change(Optional.of("debug"), wrong, HOUR))
                .getMessage();
        assertTrue(sentence.endsWith("Did you mean 'plotty.plotter'?"), sentence);
        assertThrows(BadInputException.class, () -> levels.change(Optional.of("loud"), Map.of(), HOUR));
        assertFalse(Logger.isDebugEnabled());
        assertTrue(levels.state().until().isEmpty());
    }

    @Test
    void after_its_time_the_configuration_is_in_force_again() {
        levels.change(Optional.of("debug"), Map.of(), Duration.ofMillis(50));
        long end = System.nanoTime() + 10_000_000_000L;
        while (levels.state().until().isPresent() && System.nanoTime() < end) {
            LockSupport.parkNanos(5_000_000);
        }
        assertTrue(levels.state().until().isEmpty());
        assertFalse(Logger.isDebugEnabled());
    }

    @Test
    void another_reading_of_the_configuration_ends_it() {
        levels.change(Optional.of("trace"), Map.of(), HOUR);
        levels.configure(new LogLevels("debug", Map.of()));
        assertEquals("debug", levels.state().now().level());
        assertTrue(levels.state().until().isEmpty());
        levels.change(Optional.of("trace"), Map.of(), HOUR);
        assertEquals("debug", levels.reset().now().level());
    }
}
