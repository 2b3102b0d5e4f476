package plotty.panel;

/** Which buttons and lights there are. */
public record PanelSettings() {
    /** None at all. */
    public static PanelSettings none() {
        return new PanelSettings();
    }
}
