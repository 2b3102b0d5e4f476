package plotty.metrics;

import java.time.Duration;

/**
 * Settings of the room.
 *
 * @param every from one sample to the next, at least 100 ms
 */
public record MetricsSettings(Duration every) {

    public MetricsSettings {
        if (every.toMillis() < 100) {
            throw new IllegalArgumentException("samples come at most ten times a second, not every " + every);
        }
    }

    /** Every 5 s. */
    public static MetricsSettings standard() {
        return new MetricsSettings(Duration.ofSeconds(5));
    }
}
