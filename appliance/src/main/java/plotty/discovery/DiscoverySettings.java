package plotty.discovery;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * How the box announces itself.
 *
 * @param enabled whether it does at all
 * @param name for people, at most 63 bytes in UTF-8 (RFC 6763, 4.1.1)
 * @param host the short name that every box would like to have, without {@code .local}
 * @param interfaces names of the network interfaces to announce on; empty for all that look like a network of people
 * @param qrFile where the page's address is written as a QR code, SVG; empty writes none
 */
public record DiscoverySettings(
        boolean enabled, String name, String host, Set<String> interfaces, Optional<Path> qrFile) {

    /** What a box is called if nobody says. */
    public static final String USUAL_NAME = "ploTTY";

    /** What a box's host is called if nobody says. */
    public static final String USUAL_HOST = "plotty";

    /** Keeps its own copy. */
    public DiscoverySettings {
        interfaces = Set.copyOf(interfaces);
    }

    /** As usual, by these names. */
    public static DiscoverySettings on(String name, String host) {
        return new DiscoverySettings(true, name, host, Set.of(), Optional.empty());
    }
}
