package plotty.appliance.settings;

import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import plotty.panel.PanelButton;
import plotty.panel.PanelKind;
import plotty.panel.PanelLed;
import plotty.panel.PanelSettings;
import plotty.panel.PanelSettings.ButtonLine;
import plotty.panel.PanelSettings.LedLine;
import plotty.panel.PanelSettings.Pull;

/**
 * What was set of the buttons and lights. Nobody has any unless {@code panel.kind} says so; then Pause, Cancel and a status LED
 * are on their usual pins, and the simulated panel has an emergency stop and a coloured LED too.
 */
final class PanelKeys {
    private static final String NONE = "none";
    private static final int LAST_PIN = 53;
    private static final int MIN_DEBOUNCE_MS = 5;
    private static final int MAX_DEBOUNCE_MS = 500;
    private static final List<String> LEVELS = List.of("low", "high");

    private final SettingsReader read;
    private final Map<Integer, String> usedPins = new HashMap<>();

    private PanelKeys(SettingsReader read) {
        this.read = read;
    }

    static PanelSettings read(SettingsReader read) {
        PanelKind kind = read.get(
                        Key.PANEL_KIND, set -> PanelKind.valueOf(word(set, List.of("gpio", "simulated", NONE))))
                .orElse(PanelKind.NONE);
        PanelSettings usual = switch (kind) {
            case GPIO -> PanelSettings.onHeader();
            case SIMULATED -> PanelSettings.simulated();
            case NONE -> PanelSettings.none();
        };
        return new PanelKeys(read).over(usual);
    }

    private PanelSettings over(PanelSettings usual) {
        Map<PanelButton, ButtonLine> buttons = new EnumMap<>(PanelButton.class);
        for (PanelButton button : PanelButton.values()) {
            button(button, Optional.ofNullable(usual.buttons().get(button)), buttons::put);
        }
        boolean activeLow = activeLow(Key.LEDS_ACTIVE).orElse(false);
        Map<PanelLed, LedLine> leds = new EnumMap<>(PanelLed.class);
        for (PanelLed led : PanelLed.values()) {
            List<Integer> usualPins = Optional.ofNullable(usual.leds().get(led))
                    .map(LedLine::pins)
                    .orElse(List.of());
            List<Integer> pins = ledPins(led).orElse(usualPins);
            if (!pins.isEmpty()) {
                pins.forEach(pin -> use(pin, led.wireName()));
                leds.put(led, new LedLine(pins, activeLow));
            }
        }
        return new PanelSettings(
                usual.kind(),
                read.get(Key.PANEL_CHIP, Setting::values).orElse(usual.chipLabels()),
                read.get(Key.PANEL_DEVICE, Setting::value),
                usual.kind() == PanelKind.NONE ? Map.of() : buttons,
                usual.kind() == PanelKind.NONE ? Map.of() : leds);
    }

    /** The keys of a button. */
    private record ButtonKeys(Key pin, Key active, Key pull, Key debounce) {
        static ButtonKeys of(PanelButton button) {
            return switch (button) {
                case PAUSE -> new ButtonKeys(Key.PAUSE_PIN, Key.PAUSE_ACTIVE, Key.PAUSE_PULL, Key.PAUSE_DEBOUNCE);
                case CANCEL -> new ButtonKeys(Key.CANCEL_PIN, Key.CANCEL_ACTIVE, Key.CANCEL_PULL, Key.CANCEL_DEBOUNCE);
                case STOP -> new ButtonKeys(Key.STOP_PIN, Key.STOP_ACTIVE, Key.STOP_PULL, Key.STOP_DEBOUNCE);
            };
        }
    }

    private void button(PanelButton button, Optional<ButtonLine> usual, BiConsumer<PanelButton, ButtonLine> put) {
        ButtonKeys keys = ButtonKeys.of(button);
        Optional<Optional<Integer>> set = read.get(keys.pin(), PanelKeys::pin);
        boolean activeLow = activeLow(keys.active()).orElse(true);
        Pull pull = read.get(keys.pull(), pulling -> Pull.valueOf(word(pulling, List.of("up", "down", NONE))))
                .orElse(activeLow ? Pull.UP : Pull.DOWN);
        Duration debounce = read.get(
                        keys.debounce(), time -> Duration.ofMillis(time.integer(MIN_DEBOUNCE_MS, MAX_DEBOUNCE_MS)))
                .orElse(PanelSettings.DEBOUNCE);
        set.orElseGet(() -> usual.map(ButtonLine::pin)).ifPresent(pin -> {
            use(pin, button.wireName());
            put.accept(button, new ButtonLine(pin, activeLow, pull, debounce));
        });
    }

    private Optional<List<Integer>> ledPins(PanelLed led) {
        return switch (led) {
            case STATUS -> ledPin(Key.STATUS_PIN);
            case COLOR -> read.get(Key.COLOR_PINS, PanelKeys::threePins);
            case READY -> ledPin(Key.READY_PIN);
            case PLOTTING -> ledPin(Key.PLOTTING_PIN);
            case PAUSED -> ledPin(Key.PAUSED_PIN);
            case FAULT -> ledPin(Key.FAULT_PIN);
        };
    }

    private Optional<List<Integer>> ledPin(Key key) {
        return read.get(key, PanelKeys::pin).map(pin -> pin.stream().toList());
    }

    private static Optional<Integer> pin(Setting set) {
        return set.value().equals(NONE) ? Optional.empty() : Optional.of(set.integer(0, LAST_PIN));
    }

    private static List<Integer> threePins(Setting set) {
        if (set.values().equals(List.of(NONE))) {
            return List.of();
        }
        List<Integer> pins = set.integers(0, LAST_PIN);
        if (pins.size() != 3) {
            throw set.wrong("three pins (red, green, blue)", Integer.toString(pins.size()));
        }
        return pins;
    }

    private Optional<Boolean> activeLow(Key key) {
        return read.get(key, set -> set.word(LEVELS).equals("low"));
    }

    private static String word(Setting set, List<String> known) {
        return set.word(known).toUpperCase(Locale.ROOT);
    }

    private void use(int pin, String name) {
        String other = usedPins.putIfAbsent(pin, name);
        if (other != null) {
            read.mistake("panel: GPIO%d cannot be both %s and %s.".formatted(pin, other, name));
        }
    }
}
