package plotty.discovery;

/** How the box announces itself. */
public record DiscoverySettings() {
    /** Not at all. */
    public static DiscoverySettings off() {
        return new DiscoverySettings();
    }
}
