package plotty.panel;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The LEDs, each with what it shows. Used by the panel's thread. */
final class Lamps {
    private final PanelLines lines;
    private final Map<PanelLed, Lamp> lamps = new EnumMap<>(PanelLed.class);
    private final Map<PanelLed, Instant> since = new EnumMap<>(PanelLed.class);
    private final Map<PanelLed, Light> shown = new EnumMap<>(PanelLed.class);

    Lamps(PanelLines lines, Instant now) {
        this.lines = lines;
        for (PanelLed led : lines.leds()) {
            lamps.put(led, new Lamp());
            since.put(led, now);
        }
    }

    /** Has each play what suits the mood. */
    void play(Mood mood, long nowNs, Instant now) {
        lamps.forEach((led, lamp) -> {
            LedPattern pattern = fitted(led, mood.of(led));
            if (lamp.play(pattern, mood.hold().map(Gestures.Hold::sinceNs).orElse(nowNs))) {
                since.put(led, now);
            }
        });
    }

    private static LedPattern fitted(PanelLed led, LedPattern pattern) {
        return led == PanelLed.COLOR ? pattern : Patterns.colourless(pattern);
    }

    /** Lights all as it is to be now, where that has changed. */
    void show(long nowNs) {
        lamps.forEach((led, lamp) -> {
            Light light = lamp.at(nowNs);
            Light now = lines.dims() ? light : SoftwarePwm.beat(light, nowNs);
            if (!now.equals(shown.put(led, now))) {
                lines.show(led, now);
            }
        });
    }

    /** When to do that again; {@link Long#MAX_VALUE} if all stays as it is. */
    long nextNs(long nowNs) {
        long next = Long.MAX_VALUE;
        for (Lamp lamp : lamps.values()) {
            next = Math.min(next, lamp.nextNs(nowNs));
            if (!lines.dims()) {
                next = Math.min(next, SoftwarePwm.nextNs(lamp.at(nowNs), nowNs));
            }
        }
        return next;
    }

    List<PanelState.Led> state() {
        List<PanelState.Led> state = new ArrayList<>();
        lamps.forEach((led, lamp) -> state.add(new PanelState.Led(led, lamp.pattern(), since.get(led))));
        return state;
    }
}
