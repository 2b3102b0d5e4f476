package plotty.plotter.ebb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import plotty.drawing.Stroke;
import plotty.ink.InkJudge;
import plotty.motion.PlanMark;
import plotty.motion.Run;
import plotty.motion.Trajectory;
import plotty.plotter.PlotRequest;
import plotty.plotter.PlotterNotice;
import plotty.plotter.PlotterState.Connection;
import plotty.plotter.Seeds;
import plotty.plotter.Sheets;
import plotty.plotter.board.BoardSettings;
import plotty.plotter.board.Firmware;
import plotty.plotter.board.InkStroke;

/** Holds at random moments: how soon they begin, and whether they leave a trace. In virtual time; the seed is printed. */
class RandomHoldsTest {
    private static final int HOLDS = Boolean.getBoolean("plotty.long") ? 500 : 25;
    private static final int HOLDS_PER_DRAWING = 5;
    private static final double MOST_MS = 100;
    private static final double GRAIN_MM = 0.01;

    private final List<List<Stroke>> drawings =
            List.of(Sheets.longStroke(), Sheets.sampler(), hatch(), Sheets.longStroke(), scattered());
    private final List<Double> delaysMs = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(strings = {"2.5.3", "2.8.1", "3.0.3"})
    void random_holds_begin_within_100_ms_and_leave_no_trace(String firmware) {
        Seeds.tryWith(random -> {
            for (int done = 0; done < HOLDS; done += HOLDS_PER_DRAWING) {
                drawWithHolds(random, firmware, drawings.get(done / HOLDS_PER_DRAWING % drawings.size()));
            }
        });
        Collections.sort(delaysMs);
        System.out.printf(
                "firmware %s: %d holds in strokes, deceleration after %.1f ms (median), %.1f ms (most)%n",
                firmware, delaysMs.size(), delaysMs.get(delaysMs.size() / 2), delaysMs.getLast());
        assertTrue(delaysMs.getLast() <= MOST_MS, delaysMs.toString());
    }

    private static List<Stroke> hatch() {
        List<Stroke> strokes = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            double y = 10 + 0.8 * i;
            strokes.add(i % 2 == 0 ? Stroke.of(20, y, 35, y + 2) : Stroke.of(35, y + 2, 20, y));
        }
        return strokes;
    }

    private static List<Stroke> scattered() {
        Random random = new Random(11);
        List<Stroke> strokes = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            double x = 10 + 60 * random.nextDouble();
            double y = 10 + 60 * random.nextDouble();
            strokes.add(Stroke.of(x, y, x + 4 * random.nextDouble(), y + 4 * random.nextDouble()));
        }
        return strokes;
    }

    private void drawWithHolds(Random random, String firmware, List<Stroke> strokes) {
        Trajectory plan = Sheets.plan(strokes, VirtualBench.MACHINE);
        try (VirtualBench bench = new VirtualBench(BoardSettings.of(Firmware.parse(firmware)), false)) {
            bench.runUntil(5, () -> bench.plotter().state().connection() == Connection.CONNECTED);
            long begun = bench.nanoTime();
            bench.plotter().draw(new PlotRequest("job", plan, PlanMark.START, 1e9));
            PlanMark resumed = PlanMark.START;
            for (int i = 0; i < HOLDS_PER_DRAWING; i++) {
                double after = 0.5 + random.nextDouble() * plan.durationS() / HOLDS_PER_DRAWING;
                long[] asked = new long[1];
                bench.after(after, () -> {
                    asked[0] = bench.nanoTime();
                    bench.plotter().hold();
                });
                int before = holds(bench);
                bench.runUntil(60, () -> holds(bench) > before || finished(bench));
                if (finished(bench)) {
                    break;
                }
                PlanMark mark = lastHold(bench).mark();
                if (mark.point() > 0) {
                    Run whole = plan.stroke(mark.stroke());
                    boolean again = resumed.stroke() == mark.stroke() && resumed.point() > 0;
                    Run run = again ? whole.restFrom(whole.distanceOf(resumed.point())) : whole;
                    if (run.distanceOf(mark.point()) > 0) {
                        measure(bench, run, mark, asked[0]);
                    }
                }
                resumed = mark;
                bench.plotter().resume();
            }
            bench.runUntil(60, () -> finished(bench));
            assertEquals(0, bench.counter(1));
            assertEquals(0, bench.counter(2));
            InkJudge.Verdict verdict = Sheets.judge(strokes, bench.ink().strokes(), begun);
            assertTrue(verdict.inkFromSource().distanceMm() <= 0.03, verdict.toString());
            assertTrue(verdict.longestMissingMm() <= 0.05, verdict.toString());
            assertTrue(verdict.longestDoubledMm() <= 0.05, verdict.toString());
        }
    }

    /** Notes when braking began. */
    private void measure(VirtualBench bench, Run run, PlanMark mark, long asked) {
        InkStroke way = bench.ink().everything();
        int last = way.size() - 1;
        while (last > 0 && way.xMm()[last - 1] == way.xMm()[last] && way.yMm()[last - 1] == way.yMm()[last]) {
            last--;
        }
        double distance = run.distanceOf(mark.point());
        assertEquals(run.xAt(distance), way.xMm()[last], 0.02);
        assertEquals(run.yAt(distance), way.yMm()[last], 0.02);
        double brakingS =
                run.speedAt(brakingBegan(run, distance)) / run.limits().accelerationMmPerS2();
        delaysMs.add(Math.max(0, (way.nanos()[last] - asked) / 1e6 - brakingS * 1e3));
    }

    /** The first moment of the run from which braking leads to a distance. */
    private static double brakingBegan(Run run, double distanceMm) {
        double low = 0;
        double high = run.durationS();
        for (int i = 0; i < 60; i++) {
            double middle = (low + high) / 2;
            double speed = run.speedAt(middle);
            double stop =
                    run.distanceAt(middle) + speed * speed / (2 * run.limits().accelerationMmPerS2());
            if (stop < distanceMm - GRAIN_MM) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    private static int holds(VirtualBench bench) {
        return (int) bench.notices().stream()
                .filter(PlotterNotice.Held.class::isInstance)
                .count();
    }

    private static PlotterNotice.Held lastHold(VirtualBench bench) {
        return bench.notices().reversed().stream()
                .filter(PlotterNotice.Held.class::isInstance)
                .map(PlotterNotice.Held.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private static boolean finished(VirtualBench bench) {
        return bench.notices().stream().anyMatch(PlotterNotice.Finished.class::isInstance);
    }
}
