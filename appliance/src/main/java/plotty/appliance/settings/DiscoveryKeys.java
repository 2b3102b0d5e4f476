package plotty.appliance.settings;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import plotty.discovery.DiscoverySettings;

/** What was set of how the box announces itself. */
final class DiscoveryKeys {
    /** Of a label in a name (RFC 1035, 2.3.4; RFC 6763, 4.1.1). */
    private static final int LONGEST_NAME = 63;

    /** Room for a hyphen and the twelve digits of the longest suffix. */
    private static final int LONGEST_HOST = 50;

    private DiscoveryKeys() {}

    static DiscoverySettings read(SettingsReader read) {
        return new DiscoverySettings(
                read.flag(Key.DISCOVERY_ENABLED, true),
                read.get(Key.DISCOVERY_NAME, DiscoveryKeys::name).orElse(DiscoverySettings.USUAL_NAME),
                read.get(Key.DISCOVERY_HOST, DiscoveryKeys::host).orElse(DiscoverySettings.USUAL_HOST),
                read.get(Key.DISCOVERY_INTERFACES, set -> Set.copyOf(set.values()))
                        .orElse(Set.of()),
                read.get(Key.DISCOVERY_QR_FILE, Setting::path));
    }

    /** Without dots, at which programs would cut it, and without control characters. */
    private static String name(Setting set) {
        String name = set.value().strip();
        // Room for " (99)".
        if (name.isEmpty()
                || name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME - 5
                || name.chars().anyMatch(c -> Character.isISOControl(c) || c == '.' || c == '\\')) {
            throw set.wrong("a name of at most 58 bytes without dots and backslashes", "'" + name + "'");
        }
        return name;
    }

    private static String host(Setting set) {
        String host = set.value().toLowerCase(Locale.ROOT);
        if (host.length() > LONGEST_HOST || !host.matches("[a-z0-9]([a-z0-9-]*[a-z0-9])?")) {
            throw set.wrong("a host name of letters, digits and hyphens, without .local", "'" + set.value() + "'");
        }
        return host;
    }
}
