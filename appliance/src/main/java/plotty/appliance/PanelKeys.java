package plotty.appliance;

import plotty.panel.PanelSettings;

/** What was set of the buttons and lights. */
final class PanelKeys {
    private PanelKeys() {}

    static PanelSettings read(SettingsReader read) {
        return PanelSettings.none();
    }
}
