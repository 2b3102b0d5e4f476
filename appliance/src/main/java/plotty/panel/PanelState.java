package plotty.panel;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The panel as it stands at one moment.
 *
 * @param kind what stands behind it
 * @param buttons those that there are
 * @param leds those that there are
 * @param fault what is wrong with the panel itself and what to do, in words; empty if all is well
 */
public record PanelState(PanelKind kind, List<Button> buttons, List<Led> leds, Optional<String> fault) {

    public PanelState {
        buttons = List.copyOf(buttons);
        leds = List.copyOf(leds);
    }

    /** Without buttons and LEDs: there are none, or they are not open yet. */
    public static PanelState empty(PanelKind kind) {
        return new PanelState(kind, List.of(), List.of(), Optional.empty());
    }

    /**
     * A button.
     *
     * @param pressed whether it is held down, debounced
     * @param stuck whether it was down from the start, so that it does nothing until it was released
     */
    public record Button(PanelButton button, boolean pressed, boolean stuck) {}

    /**
     * An LED.
     *
     * @param pattern what it does
     * @param since when it began to
     */
    public record Led(PanelLed led, LedPattern pattern, Instant since) {}
}
