package plotty.appliance.settings;

import java.nio.charset.StandardCharsets;

/** Any bytes as a configuration file. */
public final class SettingsFuzz {
    private SettingsFuzz() {}

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] bytes) {
        try {
            SettingsFile.parse("plotty.yaml", new String(bytes, StandardCharsets.UTF_8));
        } catch (ConfigurationException e) {
            if (!e.getMessage().startsWith("plotty.yaml")) {
                throw new IllegalStateException("a refusal that does not name its place", e);
            }
        }
    }
}
