package plotty.plotter.hpgl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import plotty.ink.InkJudge;
import plotty.motion.PlanMark;
import plotty.motion.Trajectory;
import plotty.plotter.PlotRequest;
import plotty.plotter.PlotterNotice.Finished;
import plotty.plotter.PlotterNotice.Held;
import plotty.plotter.Seeds;
import plotty.plotter.Sheets;
import plotty.plotter.board.InkStroke;

/** Holds at random moments: how soon motion ends, and whether they leave a trace. In virtual time; the seed is printed. */
class HpglRandomHoldsTest {
    private static final int HOLDS = Integer.getInteger("plotty.test.holds", 50);
    private static final int HOLDS_PER_DRAWING = 10;
    /** The longest vector, and what is on the line before the word to stop. */
    private static final double MOST_MS = 350;

    private final List<Double> delaysMs = new ArrayList<>();

    @Test
    void fifty_random_holds_end_motion_with_the_vector_and_leave_no_trace() {
        Seeds.tryWith(random -> {
            for (int done = 0; done < HOLDS; done += HOLDS_PER_DRAWING) {
                drawWithHolds(random);
            }
        });
        Collections.sort(delaysMs);
        System.out.printf(
                "%d holds, motion ended after %.1f ms (median), %.1f ms (most)%n",
                delaysMs.size(), delaysMs.get(delaysMs.size() / 2), delaysMs.getLast());
        assertTrue(delaysMs.getLast() <= MOST_MS, delaysMs.toString());
    }

    private void drawWithHolds(Random random) {
        try (VirtualBench bench = new VirtualBench(VirtualBench.swift(), HpglModel.HP_7475A)) {
            Trajectory plan = Sheets.plan(Sheets.sampler(), bench.plotter().profile());
            long begun = bench.nanoTime();
            bench.plotter().draw(new PlotRequest("job", plan, PlanMark.START, 1e9));
            for (int i = 0; i < HOLDS_PER_DRAWING && !finished(bench); i++) {
                long[] asked = {Long.MAX_VALUE};
                bench.after(0.2 + random.nextDouble() * plan.durationS() / HOLDS_PER_DRAWING, () -> {
                    asked[0] = bench.nanoTime();
                    bench.plotter().hold();
                });
                int before = holds(bench);
                bench.runUntil(60, () -> holds(bench) > before || finished(bench));
                if (!finished(bench)) {
                    delaysMs.add(Math.max(0, restedSince(bench) - asked[0]) / 1e6);
                    bench.plotter().resume();
                }
            }
            bench.runUntil(90, () -> finished(bench));
            InkJudge.Verdict verdict =
                    Sheets.judge(Sheets.sampler(), bench.ink().strokes(), begun);
            assertTrue(verdict.inkFromSource().distanceMm() <= 0.03, verdict.toString());
            assertTrue(verdict.longestMissingMm() <= 0.05, verdict.toString());
            assertTrue(verdict.longestDoubledMm() <= 0.05, verdict.toString());
            assertEquals(0, bench.penXMm(), 0.02);
            assertEquals(0, bench.penYMm(), 0.02);
        }
    }

    private static long restedSince(VirtualBench bench) {
        InkStroke way = bench.ink().everything();
        int last = way.size() - 1;
        while (last > 0 && way.xMm()[last - 1] == way.xMm()[last] && way.yMm()[last - 1] == way.yMm()[last]) {
            last--;
        }
        return way.nanos()[last];
    }

    private static int holds(VirtualBench bench) {
        return (int) bench.notices().stream().filter(Held.class::isInstance).count();
    }

    private static boolean finished(VirtualBench bench) {
        return bench.notices().stream().anyMatch(Finished.class::isInstance);
    }
}
