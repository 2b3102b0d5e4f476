package plotty.access;

/**
 * How often somebody may ask.
 *
 * @param perSecond requests per second in the long run, at least 0.1
 * @param burst how many at once after a quiet time, at least 1
 */
public record Rate(double perSecond, int burst) {
    /** Checks the ranges. */
    public Rate {
        if (!(perSecond >= 0.1) || burst < 1) {
            throw new IllegalArgumentException("A rate is at least 0.1 requests per second, in bursts of at least 1");
        }
    }
}
