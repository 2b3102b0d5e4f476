package plotty.appliance.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plotty.panel.PanelButton;
import plotty.panel.PanelKind;
import plotty.panel.PanelLed;
import plotty.panel.PanelSettings;
import plotty.panel.PanelSettings.ButtonLine;
import plotty.panel.PanelSettings.LedLine;
import plotty.panel.PanelSettings.Pull;

class PanelKeysTest {
    @TempDir
    private Path folder;

    private Conclusion read(String panel) throws IOException {
        Path file = Files.writeString(folder.resolve("plotty.yaml"), "panel: {%s}\n".formatted(panel));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return Conclusion.of(Arguments.parse(List.of("--config", file.toString())), Surroundings.NONE);
    }

    private PanelSettings panel(String panel) throws IOException {
        return read(panel).configuration().panel();
    }

    @Test
    void there_is_no_panel_unless_one_is_set() throws IOException {
        assertEquals(PanelSettings.none(), panel("pause_pin: 5"));
    }

    @Test
    void on_the_header_pause_cancel_and_a_light_are_on_their_usual_pins() throws IOException {
        assertEquals(PanelSettings.onHeader(), panel("kind: gpio"));
        assertEquals(17, panel("kind: gpio").buttons().get(PanelButton.PAUSE).pin());
    }

    @Test
    void the_simulated_one_has_all_buttons() throws IOException {
        assertEquals(PanelSettings.simulated(), panel("kind: simulated"));
        assertEquals(PanelKind.SIMULATED, panel("kind: simulated").kind());
    }

    @Test
    void each_line_can_be_wired_otherwise() throws IOException {
        PanelSettings settings = panel(
                "kind: gpio, chip: plotty-sim, device: big, pause_pin: 5, pause_active: high, pause_debounce_ms: 40,"
                        + " cancel_pin: none, stop_pin: 6, stop_pull: none, status_pin: none, color_pins: [1, 2, 3],"
                        + " fault_pin: 9, leds_active: low");
        assertEquals(List.of("plotty-sim"), settings.chipLabels());
        assertEquals(Optional.of("big"), settings.device());
        assertEquals(
                Map.of(
                        PanelButton.PAUSE, new ButtonLine(5, false, Pull.DOWN, Duration.ofMillis(40)),
                        PanelButton.STOP, new ButtonLine(6, true, Pull.NONE, PanelSettings.DEBOUNCE)),
                settings.buttons());
        assertEquals(
                Map.of(
                        PanelLed.COLOR, new LedLine(List.of(1, 2, 3), true),
                        PanelLed.FAULT, new LedLine(List.of(9), true)),
                settings.leds());
        assertEquals(
                Set.of(PanelButton.PAUSE, PanelButton.STOP), settings.buttons().keySet());
    }

    @Test
    void mistakes_are_told_in_words() throws IOException {
        assertMistake("kind: real", "one of gpio, simulated, none");
        assertMistake("kind: gpio, cancel_pin: 17", "GPIO17 cannot be both pause and cancel");
        assertMistake("kind: gpio, pause_pin: 99", "from 0 to 53");
        assertMistake("kind: gpio, color_pins: [1, 2]", "three pins");
        assertMistake("kind: gpio, pause_debounce_ms: 1", "from 5 to 500");
    }

    private void assertMistake(String panel, String words) throws IOException {
        List<String> mistakes = read(panel).remarks().mistakes();
        assertTrue(mistakes.stream().anyMatch(mistake -> mistake.contains(words)), mistakes.toString());
    }
}
