package plotty.motion;

/**
 * How fast the carriage may go.
 *
 * @param speedMmPerS largest speed along the path, more than 0
 * @param accelerationMmPerS2 acceleration and deceleration along the path, more than 0
 */
public record MotionLimits(double speedMmPerS, double accelerationMmPerS2) {

    public MotionLimits {
        if (!positive(speedMmPerS) || !positive(accelerationMmPerS2)) {
            throw new IllegalArgumentException(
                    "speed and acceleration must be more than 0 and finite, got %s mm/s and %s mm/s²"
                            .formatted(speedMmPerS, accelerationMmPerS2));
        }
    }

    private static boolean positive(double value) {
        return value > 0 && Double.isFinite(value);
    }

    /** The same acceleration with this share of the speed. */
    MotionLimits atPercent(int percent) {
        return new MotionLimits(speedMmPerS * percent / 100, accelerationMmPerS2);
    }
}
