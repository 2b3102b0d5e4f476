package plotty.panel;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Buttons and LEDs in memory: whoever plays with them presses and releases, and sees the light. Safe for use by any thread. */
public final class SimulatedPanel implements PanelLines {
    private final Set<PanelButton> buttons;
    private final Set<PanelLed> leds;
    private final Map<PanelButton, Boolean> levels = new EnumMap<>(PanelButton.class);
    private final Map<PanelLed, Light> lights = new ConcurrentHashMap<>();
    private Optional<Listener> listener = Optional.empty();

    public SimulatedPanel(Set<PanelButton> buttons, Set<PanelLed> leds) {
        this.buttons = copy(buttons, PanelButton.class);
        this.leds = copy(leds, PanelLed.class);
    }

    private static <E extends Enum<E>> Set<E> copy(Set<E> from, Class<E> type) {
        Set<E> copy = EnumSet.noneOf(type);
        copy.addAll(from);
        return copy;
    }

    /**
     * A finger goes down.
     *
     * @throws IllegalArgumentException if there is no such button
     */
    public void press(PanelButton button) {
        level(button, true, System.nanoTime());
    }

    /**
     * The finger goes up.
     *
     * @throws IllegalArgumentException if there is no such button
     */
    public void release(PanelButton button) {
        level(button, false, System.nanoTime());
    }

    /** The level of a button's line changes at this time of {@link System#nanoTime()}. */
    synchronized void level(PanelButton button, boolean pressed, long atNs) {
        if (!buttons.contains(button)) {
            throw new IllegalArgumentException("there is no button '%s'".formatted(button.wireName()));
        }
        if (pressed(button) != pressed) {
            levels.put(button, pressed);
            listener.ifPresent(hears -> hears.changed(button, pressed, atNs));
        }
    }

    /** What an LED shows now. */
    public Light light(PanelLed led) {
        return lights.getOrDefault(led, Light.DARK);
    }

    @Override
    public PanelKind kind() {
        return PanelKind.SIMULATED;
    }

    @Override
    public Set<PanelButton> buttons() {
        return EnumSet.copyOf(buttons);
    }

    @Override
    public Set<PanelLed> leds() {
        return EnumSet.copyOf(leds);
    }

    @Override
    public synchronized void listen(Listener hears) {
        listener = Optional.of(hears);
    }

    @Override
    public synchronized boolean pressed(PanelButton button) {
        return levels.getOrDefault(button, false);
    }

    @Override
    public boolean dims() {
        return true;
    }

    @Override
    public void show(PanelLed led, Light light) {
        lights.put(led, light);
    }

    @Override
    public synchronized void close() {
        listener = Optional.empty();
        lights.clear();
    }
}
