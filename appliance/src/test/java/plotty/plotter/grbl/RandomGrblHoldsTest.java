package plotty.plotter.grbl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
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
import plotty.plotter.board.InkStroke;

/** Holds at random moments: how soon they begin, and whether they leave a trace. In virtual time; the seed is printed. */
class RandomGrblHoldsTest {
    private static final int HOLDS = Integer.getInteger("plotty.test.holds", 50);
    private static final int HOLDS_PER_DRAWING = 10;
    private static final double MOST_MS = 100;
    private static final double MOVING_MM_PER_S = 1;

    private final List<Stroke> strokes = Sheets.longStroke();
    private final List<Double> delaysMs = new ArrayList<>();

    @ParameterizedTest
    @EnumSource(Machines.Kind.class)
    void fifty_random_holds_begin_within_100_ms_and_leave_no_trace(Machines.Kind kind) {
        Seeds.tryWith(random -> drawHeld(random, kind));
        judgeDelays(kind);
    }

    /** With the first seed a hold begins 0.05 mm before the path turns back on itself, and ends 0.25 mm behind the turn. */
    @ParameterizedTest
    @ValueSource(longs = {35_128_371_258_453L, 700_042})
    void holds_beside_a_turn_leave_no_trace_though_the_board_tells_nothing_of_its_buffers(long seed) {
        Seeds.tryWith(seed, random -> drawHeld(random, Machines.Kind.SERVO_TERSE));
        judgeDelays(Machines.Kind.SERVO_TERSE);
    }

    private void drawHeld(Random random, Machines.Kind kind) {
        for (int done = 0; done < HOLDS; done += HOLDS_PER_DRAWING) {
            drawWithHolds(random, kind);
        }
    }

    private void judgeDelays(Machines.Kind kind) {
        Collections.sort(delaysMs);
        System.out.printf(
                "%s: %d holds in strokes, deceleration after %.1f ms (median), %.1f ms (most)%n",
                kind, delaysMs.size(), delaysMs.get(delaysMs.size() / 2), delaysMs.getLast());
        assertTrue(delaysMs.getLast() <= MOST_MS, delaysMs.toString());
    }

    private void drawWithHolds(Random random, Machines.Kind kind) {
        try (VirtualGrblBench bench = new VirtualGrblBench(kind)) {
            bench.runUntil(5, () -> bench.plotter().state().connection() == Connection.CONNECTED);
            Trajectory plan = Sheets.plan(strokes, bench.plotter().profile());
            long begun = bench.nanoTime();
            bench.plotter().draw(new PlotRequest("job", plan, PlanMark.START, 1e9));
            for (int i = 0; i < HOLDS_PER_DRAWING && !finished(bench); i++) {
                double after = 0.5 + random.nextDouble() * plan.durationS() / HOLDS_PER_DRAWING;
                long[] asked = new long[1];
                bench.after(after, () -> {
                    asked[0] = bench.nanoTime();
                    bench.plotter().hold();
                });
                int before = holds(bench);
                bench.runUntil(60, () -> holds(bench) > before || finished(bench));
                if (!finished(bench)) {
                    measure(bench, plan, asked[0]);
                    bench.plotter().resume();
                }
            }
            bench.runUntil(60, () -> finished(bench));
            InkJudge.Verdict verdict = Sheets.judge(strokes, bench.ink().strokes(), begun);
            assertTrue(verdict.inkFromSource().distanceMm() <= 0.03, verdict.toString());
            assertTrue(verdict.longestMissingMm() <= 0.05, verdict.toString());
            assertTrue(verdict.longestDoubledMm() <= 0.05, verdict.toString());
        }
    }

    /** Notes when braking began: as long before it stood still as braking from its largest speed takes. */
    private void measure(VirtualGrblBench bench, Trajectory plan, long asked) {
        PlanMark mark = lastHold(bench).mark();
        Run run = plan.stroke(0);
        double distance = run.distanceOf(mark.point());
        if (mark.stroke() > 0 || mark.point() == 0 || distance >= run.lengthMm()) {
            return;
        }
        assertEquals(run.xAt(distance), bench.penXMm(), 0.03);
        assertEquals(run.yAt(distance), bench.penYMm(), 0.03);
        InkStroke way = bench.ink().everything();
        double fastest = 0;
        long stood = asked;
        for (int i = 1; i < way.size(); i++) {
            if (way.nanos()[i - 1] < asked) {
                continue;
            }
            double length = Math.hypot(way.xMm()[i] - way.xMm()[i - 1], way.yMm()[i] - way.yMm()[i - 1]);
            double speed = length * 1e9 / Math.max(1, way.nanos()[i] - way.nanos()[i - 1]);
            if (speed > MOVING_MM_PER_S) {
                fastest = Math.max(fastest, speed);
                stood = way.nanos()[i];
            }
        }
        double brakingS = fastest / run.limits().accelerationMmPerS2();
        delaysMs.add(Math.max(0, (stood - asked) / 1e6 - brakingS * 1e3));
    }

    private static int holds(VirtualGrblBench bench) {
        return (int) bench.notices().stream()
                .filter(PlotterNotice.Held.class::isInstance)
                .count();
    }

    private static PlotterNotice.Held lastHold(VirtualGrblBench bench) {
        return bench.notices().reversed().stream()
                .filter(PlotterNotice.Held.class::isInstance)
                .map(PlotterNotice.Held.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private static boolean finished(VirtualGrblBench bench) {
        return bench.notices().stream().anyMatch(PlotterNotice.Finished.class::isInstance);
    }
}
