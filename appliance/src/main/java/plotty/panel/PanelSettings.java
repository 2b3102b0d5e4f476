package plotty.panel;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which buttons and lights there are. Pins are the numbers of the Broadcom chip (BCM), as in GPIO17, 0 to 27 on the header.
 *
 * @param kind what stands behind the panel
 * @param chipLabels labels of the GPIO chip that has the header's pins; the first that is found is used
 * @param device id or name of the plotter that the panel is for; empty for all
 * @param buttons those that are wired; simulated ones need no more than their debounce
 * @param leds those that are wired
 */
public record PanelSettings(
        PanelKind kind,
        List<String> chipLabels,
        Optional<String> device,
        Map<PanelButton, ButtonLine> buttons,
        Map<PanelLed, LedLine> leds) {

    /** Of Pi Zero 2 W and 3, of Pi 4 and 400, of Pi 5: the header is on another chip in each. */
    public static final List<String> PI_LABELS = List.of("pinctrl-bcm2835", "pinctrl-bcm2711", "pinctrl-rp1");

    /** How long a level must hold before it counts, unless set otherwise. */
    public static final Duration DEBOUNCE = Duration.ofMillis(25);

    public static final int PAUSE_PIN = 17;
    public static final int CANCEL_PIN = 27;
    public static final int STATUS_PIN = 22;

    /** What pulls a line of a button to its level while nothing is pressed. */
    public enum Pull {
        UP,
        DOWN,
        /** A resistor outside. */
        NONE
    }

    /**
     * A button's line.
     *
     * @param pin BCM number
     * @param activeLow whether it is pressed while the level is low: it connects the pin to ground
     * @param pull which of the chip's resistors is switched on
     * @param debounce how long a level must hold before it counts
     */
    public record ButtonLine(int pin, boolean activeLow, Pull pull, Duration debounce) {

        /** Between the pin and ground, with the chip's own pull-up. */
        public static ButtonLine toGround(int pin) {
            return new ButtonLine(pin, true, Pull.UP, DEBOUNCE);
        }
    }

    /**
     * An LED's line or lines.
     *
     * @param pins BCM numbers: one, or red, green and blue
     * @param activeLow whether it is lit while the level is low
     */
    public record LedLine(List<Integer> pins, boolean activeLow) {
        public LedLine {
            pins = List.copyOf(pins);
        }

        /** Between the pin, through a resistor, and ground. */
        public static LedLine fromPin(int pin) {
            return new LedLine(List.of(pin), false);
        }
    }

    public PanelSettings {
        chipLabels = List.copyOf(chipLabels);
        buttons = buttons.isEmpty() ? Map.of() : Map.copyOf(new EnumMap<>(buttons));
        leds = leds.isEmpty() ? Map.of() : Map.copyOf(new EnumMap<>(leds));
    }

    /** None at all. */
    public static PanelSettings none() {
        return new PanelSettings(PanelKind.NONE, PI_LABELS, Optional.empty(), Map.of(), Map.of());
    }

    /** All buttons, a status LED and a coloured one, without any wire. */
    public static PanelSettings simulated() {
        Map<PanelButton, ButtonLine> buttons = new EnumMap<>(PanelButton.class);
        buttons.put(PanelButton.PAUSE, ButtonLine.toGround(PAUSE_PIN));
        buttons.put(PanelButton.CANCEL, ButtonLine.toGround(CANCEL_PIN));
        buttons.put(PanelButton.STOP, ButtonLine.toGround(23));
        return new PanelSettings(
                PanelKind.SIMULATED,
                PI_LABELS,
                Optional.empty(),
                buttons,
                Map.of(
                        PanelLed.STATUS,
                        LedLine.fromPin(STATUS_PIN),
                        PanelLed.COLOR,
                        new LedLine(List.of(5, 6, 13), false)));
    }

    /** As the wiring in the README has it: Pause on GPIO17 and Cancel on GPIO27, both to ground; an LED on GPIO22. */
    public static PanelSettings onHeader() {
        return new PanelSettings(
                PanelKind.GPIO,
                PI_LABELS,
                Optional.empty(),
                Map.of(
                        PanelButton.PAUSE,
                        ButtonLine.toGround(PAUSE_PIN),
                        PanelButton.CANCEL,
                        ButtonLine.toGround(CANCEL_PIN)),
                Map.of(PanelLed.STATUS, LedLine.fromPin(STATUS_PIN)));
    }
}
