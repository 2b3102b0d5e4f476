package plotty.panel;

import java.util.Locale;

/** The lights of the box. */
public enum PanelLed {
    /** One colour; says all by its rhythm. */
    STATUS,
    /** Red, green and blue; the same rhythm, in colour. */
    COLOR,
    /** On while a job could be started. */
    READY,
    /** On while the pen moves. */
    PLOTTING,
    /** Blinks while a job is paused. */
    PAUSED,
    /** Blinks the number of the fault. */
    FAULT;

    /** Name on the wire and in the settings, lower case. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
