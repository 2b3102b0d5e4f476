package plotty.panel;

import java.util.Locale;

/** The buttons of the box. */
public enum PanelButton {
    /** Pauses on press; starts and resumes on a short release; held, shows that somebody is there. */
    PAUSE,
    /** Held for 1.5 s it cancels. */
    CANCEL,
    /** Emergency stop, on press. */
    STOP;

    /** Name on the wire and in the settings, lower case. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
