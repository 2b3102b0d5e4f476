package plotty.panel;

import java.util.Locale;

/** What stands behind the panel. */
public enum PanelKind {
    /** Lines of a GPIO chip. */
    GPIO,
    /** Nothing but memory: the page presses the buttons and shows the LEDs. */
    SIMULATED,
    /** No buttons and no LEDs, but for the plotter's own button. */
    NONE;

    /** Name on the wire and in the settings, lower case. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
