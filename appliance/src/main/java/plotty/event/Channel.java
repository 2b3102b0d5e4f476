package plotty.event;

import java.util.Locale;

/** What a subscriber chooses from. */
public enum Channel {
    JOBS,
    DEVICES,
    SYSTEM,
    ALERTS,
    ACTIVITY,
    PIPELINE,
    LOGS;

    /** Name on the wire, lower case. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
