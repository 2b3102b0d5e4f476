package plotty.motion;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import plotty.drawing.Stroke;

/** The look-ahead against a search that tries every combination of speeds at the corners. */
class LookAheadTest {
    private static final MotionLimits LIMITS = new MotionLimits(50, 200);
    private static final double DEVIATION = 0.127;
    private static final int LEVELS = 60;

    @RepeatedTest(40)
    void no_choice_of_corner_speeds_is_faster_than_the_plan(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        double[] xy = new double[10];
        for (int i = 1; i < 5; i++) {
            double length = random.nextBoolean() ? random.nextDouble(0.05, 1) : random.nextDouble(1, 12);
            double direction = random.nextDouble(-1.2, 1.2);
            xy[2 * i] = xy[2 * i - 2] + length * Math.cos(direction);
            xy[2 * i + 1] = xy[2 * i - 1] + length * Math.sin(direction);
        }
        Stroke stroke = Stroke.of(xy);
        double planned = Run.along(stroke, LIMITS, DEVIATION).durationS();
        double found = fastest(stroke);
        assertEquals(planned, found, 0.03 * planned, "a grid of speeds comes near the plan");
        assertEquals(planned, Math.min(planned, found + 1e-9), "and never beats it");
    }

    /** The shortest time over all speeds, on a grid, at the inner points; found point by point. */
    private static double fastest(Stroke stroke) {
        double[] bounds = MotionChecks.cornerBounds(stroke, LIMITS, DEVIATION);
        double[] best = new double[LEVELS + 1];
        Arrays.fill(best, Double.POSITIVE_INFINITY);
        best[0] = 0;
        for (int i = 1; i < stroke.size(); i++) {
            double length = Math.hypot(stroke.x(i) - stroke.x(i - 1), stroke.y(i) - stroke.y(i - 1));
            double[] next = new double[LEVELS + 1];
            Arrays.fill(next, Double.POSITIVE_INFINITY);
            for (int to = 0; to <= LEVELS; to++) {
                for (int from = 0; from <= LEVELS; from++) {
                    double v0 = bounds[i - 1] * from / LEVELS;
                    double v1 = bounds[i] * to / LEVELS;
                    next[to] = Math.min(next[to], best[from] + seconds(v0, v1, length));
                }
            }
            best = next;
        }
        return Arrays.stream(best).min().orElseThrow();
    }

    private static double seconds(double v0, double v1, double length) {
        double a = LIMITS.accelerationMmPerS2();
        if (Math.abs(v1 * v1 - v0 * v0) > 2 * a * length) {
            return Double.POSITIVE_INFINITY;
        }
        double peak = Math.sqrt(a * length + (v0 * v0 + v1 * v1) / 2);
        if (peak <= LIMITS.speedMmPerS()) {
            return (2 * peak - v0 - v1) / a;
        }
        peak = LIMITS.speedMmPerS();
        double ramps = (2 * peak * peak - v0 * v0 - v1 * v1) / (2 * a);
        return (2 * peak - v0 - v1) / a + (length - ramps) / peak;
    }
}
