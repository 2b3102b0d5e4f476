package plotty.api;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import plotty.panel.PanelButton;
import plotty.panel.SimulatedPanel;

/**
 * The fingers of clients on a simulated panel. Whoever goes away in the middle of a press, or whose line breaks, leaves no button
 * held down: each is let go by itself after a while, unless it is pressed again meanwhile. Safe for use by any thread.
 */
final class HeldButtons {
    /** Nothing is held for longer without being pressed again; long enough for whatever a button can be held for. */
    static final Duration LONGEST = Duration.ofSeconds(15);

    private final SimulatedPanel panel;
    private final ScheduledExecutorService scheduler;
    private final Map<PanelButton, Finger> fingers = new EnumMap<>(PanelButton.class);

    /** One press; another one of the same button is another finger. */
    private static final class Finger {}

    HeldButtons(SimulatedPanel panel, ScheduledExecutorService scheduler) {
        this.panel = panel;
        this.scheduler = scheduler;
    }

    /**
     * Presses a button, or goes on pressing it.
     *
     * @param atMost after which it is let go by itself
     * @throws IllegalArgumentException if the panel has no such button
     */
    synchronized void press(PanelButton button, Duration atMost) {
        panel.press(button);
        Finger finger = new Finger();
        fingers.put(button, finger);
        var _ = scheduler.schedule(() -> tire(button, finger), atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Lets a button go.
     *
     * @throws IllegalArgumentException if the panel has no such button
     */
    synchronized void release(PanelButton button) {
        fingers.remove(button);
        panel.release(button);
    }

    private synchronized void tire(PanelButton button, Finger finger) {
        if (fingers.remove(button, finger)) {
            panel.release(button);
        }
    }
}
