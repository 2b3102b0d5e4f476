package plotty.appliance.settings;

/** The command line or the configuration file cannot be understood. The message says what is wrong, where, and what is expected. */
public final class ConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ConfigurationException(String message) {
        super(message);
    }
}
