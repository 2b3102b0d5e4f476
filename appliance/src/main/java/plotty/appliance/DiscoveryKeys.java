package plotty.appliance;

import plotty.discovery.DiscoverySettings;

/** What was set of how the box announces itself. */
final class DiscoveryKeys {
    private DiscoveryKeys() {}

    static DiscoverySettings read(SettingsReader read) {
        return DiscoverySettings.off();
    }
}
