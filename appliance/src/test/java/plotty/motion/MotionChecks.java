package plotty.motion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import plotty.drawing.Stroke;

/** What must hold for any motion, checked from outside by sampling. */
final class MotionChecks {
    private static final int SAMPLES = 4000;

    private MotionChecks() {}

    static void speedAndAccelerationHold(Run run, MotionLimits limits) {
        double step = run.durationS() / SAMPLES;
        double speed = run.speedAt(0);
        for (int i = 0; i <= SAMPLES && step > 0; i++) {
            double next = run.speedAt(i * step);
            assertTrue(next >= 0 && next <= limits.speedMmPerS() * (1 + 1e-12), "speed " + next);
            double change = Math.abs(next - speed);
            assertTrue(change <= limits.accelerationMmPerS2() * step + 1e-5, "change of speed " + change);
            speed = next;
        }
    }

    static void distanceIsTheIntegralOfSpeed(Run run) {
        double step = run.durationS() / SAMPLES;
        double distance = 0;
        double last = 0;
        for (int i = 0; i < SAMPLES; i++) {
            // the speed is continuous with bounded slope: the midpoint rule is good to a·step² per step
            distance += step * run.speedAt((i + 0.5) * step);
            double told = run.distanceAt((i + 1) * step);
            assertTrue(told >= last, "distance goes on");
            last = told;
            assertEquals(distance, told, run.limits().accelerationMmPerS2() * step * step * (i + 1) + 1e-9);
        }
        assertEquals(run.lengthMm(), distance, 1e-3 * run.lengthMm() + 1e-9);
    }

    /** Corner bounds at the points of a stroke, by angles and not by dot products; repeated points share theirs. */
    static double[] cornerBounds(Stroke stroke, MotionLimits limits, double deviation) {
        double[] bounds = new double[stroke.size()];
        Arrays.fill(bounds, limits.speedMmPerS());
        for (int i = 0; i < stroke.size(); i++) {
            int before = i;
            while (before >= 0 && samePlace(stroke, before, i)) {
                before--;
            }
            int after = i;
            while (after < stroke.size() && samePlace(stroke, after, i)) {
                after++;
            }
            if (before < 0 || after == stroke.size()) {
                bounds[i] = 0;
                continue;
            }
            double in = Math.atan2(stroke.y(i) - stroke.y(before), stroke.x(i) - stroke.x(before));
            double out = Math.atan2(stroke.y(after) - stroke.y(i), stroke.x(after) - stroke.x(i));
            double turn = Math.abs(Math.IEEEremainder(out - in, 2 * Math.PI));
            double sine = Math.sin((Math.PI - turn) / 2);
            if (turn > 1e-4) {
                double squared = limits.accelerationMmPerS2() * deviation * sine / (1 - sine);
                bounds[i] = Math.min(limits.speedMmPerS(), Math.sqrt(squared));
            }
        }
        return bounds;
    }

    private static boolean samePlace(Stroke stroke, int a, int b) {
        return Math.hypot(stroke.x(a) - stroke.x(b), stroke.y(a) - stroke.y(b)) < 1e-9;
    }
}
