package plotty.appliance.safemode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plotty.appliance.safemode.CrashCount.Moment;
import plotty.appliance.settings.SafeModeSettings;

class SafeModeTest {
    @TempDir
    Path folder;

    private double uptimeS = 10;

    @Test
    void it_is_entered_after_as_many_crashes_as_are_configured_and_never_with_0() {
        assertFalse(crashed(0, 3).isOn());
        assertFalse(crashed(2, 3).isOn());
        SafeMode third = crashed(3, 3);
        assertTrue(third.isOn());
        assertTrue(third.why().orElseThrow().reason().contains("crashed 3 times"));
        assertTrue(crashed(1, 1).isOn());
        assertFalse(crashed(9, 0).isOn());
    }

    @Test
    void whoever_asks_for_it_gets_it_without_a_crash() {
        SafeMode asked = SafeMode.ofStart(new SafeModeSettings(true, 3), CrashCount.none(), InstantSource.system());
        assertTrue(asked.why().orElseThrow().reason().contains("--safe-mode"));
    }

    @Test
    void a_light_is_told_that_it_is_on() {
        List<Boolean> light = new ArrayList<>();
        crashed(3, 3).follow(light::add);
        assertEquals(List.of(true), light);
    }

    private SafeMode crashed(int times, int after) {
        Path own = folder.resolve(times + "-" + after);
        assertTrue(own.toFile().mkdirs());
        for (int i = 0; i < times; i++) {
            uptimeS += 5;
            new CrashCount(List.of(own), this::now).start();
        }
        uptimeS += 5;
        return SafeMode.ofStart(
                new SafeModeSettings(false, after), new CrashCount(List.of(own), this::now), InstantSource.system());
    }

    private Optional<Moment> now() {
        return Optional.of(new Moment("boot", uptimeS));
    }
}
