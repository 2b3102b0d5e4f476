package plotty.panel;

import java.util.Set;

/**
 * The wires to buttons and LEDs: all that this room knows of the hardware. Used by the panel's thread alone, but for the
 * listener, which is called on any thread. Released on close, with the LEDs dark.
 */
public interface PanelLines extends AutoCloseable {

    /** Hears levels as they change, bounces and noise included. Returns at once. */
    @FunctionalInterface
    interface Listener {
        /**
         * A level changed.
         *
         * @param atNs when, on the clock of {@link System#nanoTime()}
         */
        void changed(PanelButton button, boolean pressed, long atNs);
    }

    /** What they are. */
    PanelKind kind();

    /** The buttons that have a line. */
    Set<PanelButton> buttons();

    /** The LEDs that have a line. */
    Set<PanelLed> leds();

    /** Has somebody hear of each change from now on; called once. */
    void listen(Listener listener);

    /** Whether the level says now that a button is pressed; as electricity has it, without any debouncing. */
    boolean pressed(PanelButton button);

    /** Whether {@link #show} dims by itself; if not, it is given light and dark only, often. */
    boolean dims();

    /** Has an LED give this light from now on. */
    void show(PanelLed led, Light light);

    @Override
    void close();
}
