package plotty.alert;

import java.util.Locale;

/** How bad it is, from the mildest to the worst. */
public enum Severity {
    INFO,
    WARNING,
    ERROR,
    CRITICAL;

    /** Word on the wire, lower case. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
