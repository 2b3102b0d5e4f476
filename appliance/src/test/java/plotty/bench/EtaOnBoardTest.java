package plotty.bench;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import plotty.drawing.Drawing;
import plotty.drawing.Layer;
import plotty.drawing.LayerDirectives;
import plotty.drawing.Stroke;
import plotty.job.Foresight;
import plotty.motion.MachineProfile;
import plotty.motion.Route;
import plotty.motion.Trajectory;
import plotty.motion.order.Optimization;
import plotty.plotter.Sheets;

/** What is foreseen of drawings, and what the driver took for them on the simulated board, in virtual time. */
class EtaOnBoardTest {
    private static final double TOLD_LATE_S = 0.1;

    private static Trajectory planned(List<Stroke> strokes) {
        Layer layer = new Layer(1, "all", "#000000", LayerDirectives.NONE, strokes);
        Drawing drawing = new Drawing(297, 210, List.of(layer), List.of());
        return Trajectory.plan(Route.of(drawing, Optimization.NONE, () -> 0), MachineProfile.AXIDRAW_V3);
    }

    /** Strokes of up to so many mm anywhere; 0 is dots. */
    private static Trajectory scattered(int count, double longestMm) {
        SplittableRandom random = new SplittableRandom(5);
        List<Stroke> strokes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double x = random.nextDouble(20, 100);
            double y = random.nextDouble(20, 100);
            strokes.add(
                    longestMm == 0
                            ? Stroke.of(x, y)
                            : Stroke.of(
                                    x, y, x + random.nextDouble(1, longestMm), y + random.nextDouble(1, longestMm)));
        }
        return planned(strokes);
    }

    @Test
    void at_half_time_the_end_is_foreseen_within_one_percent() {
        for (Trajectory plan : List.of(scattered(60, 20), scattered(60, 0), planned(Sheets.longStroke()))) {
            Eta.AtHalf half = Eta.atHalf(plan);
            System.out.println(half);
            assertTrue(half.whole().error() <= 0.01, half.toString());
            // Of a short drawing the tenth of a second by which ink is told late is more than one percent.
            double tooMuchS = half.left().foreseenS() - half.left().trueS();
            double percentS = 0.01 * half.left().trueS();
            assertTrue(tooMuchS >= -percentS && tooMuchS <= percentS + TOLD_LATE_S, half.toString());
        }
    }

    @Test
    void after_three_jobs_a_servo_that_is_a_fifth_slower_is_foreseen_within_three_percent() {
        Foresight foresight = new Foresight();
        Eta.Guess first = Eta.slowJob(foresight, scattered(80, 0));
        assertTrue(first.trueS() > 1.03 * first.foreseenS(), "the servo is slow: " + first);
        Eta.slowJob(foresight, planned(Sheets.longStroke()));
        Eta.slowJob(foresight, scattered(60, 20));
        for (Trajectory next : List.of(scattered(100, 10), scattered(100, 0), planned(Sheets.sampler()))) {
            Eta.Guess guess = Eta.slowJob(foresight, next);
            System.out.println(guess + ", wrong by " + guess.error());
            assertTrue(guess.error() <= 0.03, guess.toString());
        }
    }
}
