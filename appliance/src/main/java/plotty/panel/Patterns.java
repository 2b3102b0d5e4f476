package plotty.panel;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import plotty.panel.LedPattern.Step;

/** What LEDs do, as data. Each rhythm is one of its own, so that one colour says all. */
final class Patterns {
    private static final Light WHITE = new Light(1, 1, 1);
    private static final Light GREEN = new Light(0, 1, 0);
    private static final Light AMBER = new Light(1, 0.5, 0);
    private static final Light BLUE = new Light(0, 0.2, 1);
    private static final Light CYAN = new Light(0, 1, 1);
    private static final Light RED = new Light(1, 0, 0);

    static final LedPattern OFF = steady("off", Light.DARK);
    /** Breathing: a job can be started. Dark for the longer part, for dimming costs a slow processor more than the rest of the panel. */
    static final LedPattern READY = repeat(
            "ready", List.of(fade(Light.DARK, GREEN, 700), fade(GREEN, Light.DARK, 900), stay(Light.DARK, 1900)));

    static final LedPattern PLOTTING = steady("plotting", WHITE);
    /** Slow blink. */
    static final LedPattern PAUSED = repeat("paused", List.of(stay(AMBER, 1000), stay(Light.DARK, 1000)));
    /** Two quick flashes, four times as fast as a fault blinks: put the next pen in, and press. */
    static final LedPattern PEN_CHANGE = repeat("pen_change", blinks(BLUE, 2, 120, 120, 1000));
    /** Fast: the service starts, or is updated. */
    static final LedPattern WORKING = repeat("working", List.of(stay(CYAN, 100), stay(Light.DARK, 100)));

    private Patterns() {}

    /** So many slow blinks, which can be counted, and a rest. */
    static LedPattern fault(PanelFault fault) {
        return repeat("fault_" + fault.blinks(), blinks(RED, fault.blinks(), 500, 500, 2000));
    }

    /** Grows as a button is held, and stays lit. */
    static LedPattern holding(Gestures.Hold.Kind kind, Duration length) {
        Light light = switch (kind) {
            case CANCEL, NETWORK_RESET -> RED;
            case PRESENCE -> WHITE;
        };
        return new LedPattern(
                "holding_" + kind.name().toLowerCase(Locale.ROOT), List.of(new Step(Light.DARK, light, length)), false);
    }

    /** The same for an LED of one colour. */
    static LedPattern colourless(LedPattern pattern) {
        return new LedPattern(
                pattern.name(),
                pattern.steps().stream()
                        .map(step -> new Step(white(step.from()), white(step.to()), step.duration()))
                        .toList(),
                pattern.repeats());
    }

    private static Light white(Light light) {
        return WHITE.times(light.brightness());
    }

    /** The same light all the time. */
    static LedPattern lit(String name) {
        return steady(name, WHITE);
    }

    private static LedPattern steady(String name, Light light) {
        return new LedPattern(name, List.of(stay(light, 1000)), false);
    }

    private static LedPattern repeat(String name, List<Step> steps) {
        return new LedPattern(name, steps, true);
    }

    private static List<Step> blinks(Light light, int count, int onMs, int offMs, int restMs) {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            steps.add(stay(light, onMs));
            steps.add(stay(Light.DARK, i + 1 < count ? offMs : restMs));
        }
        return steps;
    }

    private static Step stay(Light light, int ms) {
        return new Step(light, light, Duration.ofMillis(ms));
    }

    private static Step fade(Light from, Light to, int ms) {
        return new Step(from, to, Duration.ofMillis(ms));
    }
}
