package plotty.motion;

/**
 * How fast the carriage may go.
 *
 * @param speedMmPerS largest speed along the path, more than 0
 * @param accelerationMmPerS2 acceleration and deceleration along the path, more than 0
 */
public record MotionLimits(double speedMmPerS, double accelerationMmPerS2) {

    public MotionLimits {
        if (!(speedMmPerS > 0) || !(accelerationMmPerS2 > 0)) {
            throw new IllegalArgumentException("speed and acceleration must be more than 0, got %s mm/s and %s mm/s²"
                    .formatted(speedMmPerS, accelerationMmPerS2));
        }
    }
}
