package plotty.panel;

import java.time.InstantSource;
import java.util.Optional;
import plotty.event.EventLog;
import plotty.job.Jobs;

/**
 * The buttons and lights of the box. One thread, {@code panel}, owns the lines and decides; what takes time it has others do.
 * All methods may be called from any thread and return at once, but for {@link #close}.
 */
public final class Panel implements AutoCloseable {

    private Panel() {}

    /**
     * Opens the lines and watches them from now on. Returns before they are open; if they cannot be, that is warned of once,
     * and the panel goes on without any.
     *
     * @param events gets each change of the panel; and says when something happened that an LED may show
     * @param jobs what the buttons are for
     */
    public static Panel open(
            PanelSettings settings,
            EventLog events,
            Jobs jobs,
            PanelOutlook outlook,
            PanelOrders orders,
            InstantSource clock) {
        throw new UnsupportedOperationException("the panel is being built");
    }

    /** How the panel stands now. */
    public PanelState state() {
        throw new UnsupportedOperationException("the panel is being built");
    }

    /** The buttons that can be pressed without a finger; empty unless simulated. */
    public Optional<SimulatedPanel> simulated() {
        throw new UnsupportedOperationException("the panel is being built");
    }

    /** The button on a plotter's own board was pressed and released: like a short press of Pause, for that plotter. */
    public void pressedOnBoard(String device) {
        throw new UnsupportedOperationException("the panel is being built");
    }

    /** Lets the lines go, with all LEDs dark. Waits at most 2 s. */
    @Override
    public void close() {
        throw new UnsupportedOperationException("the panel is being built");
    }
}
