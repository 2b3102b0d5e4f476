package plotty.plotter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import plotty.drawing.Stroke;
import plotty.ink.InkJudge;
import plotty.motion.PlanMark;
import plotty.motion.Trajectory;
import plotty.plotter.PlotterNotice.Faulted;
import plotty.plotter.PlotterNotice.Finished;
import plotty.plotter.PlotterState.Connection;
import plotty.plotter.board.InkStroke;

/**
 * Faults at random moments of a drawing, one each, for any plotter in virtual time: whatever happens, nothing is thrown at the
 * plotter's thread, the pen does not stay on the paper, and the drawing is finished with right ink once a person has done
 * what the plotter asks for. The seed is printed; a few trials each, or all with {@code plotty.long}.
 */
public abstract class FaultTrials {
    private static final boolean LONG = Boolean.getBoolean("plotty.long");
    private static final int MANY = LONG ? 200 : 20;
    private static final int SOME = LONG ? 50 : 5;
    /** A board that listens lifts its pen so soon, also one that was plugged in again or woke. */
    private static final double LIFTED_S = 1;

    private static final double ALL = 1e9;

    private int resumes;
    private int origins;
    /** The board cannot hear anything before this time, ns. */
    private long listensFrom;

    /** A plotter that was just switched on, in virtual time. */
    protected abstract Bench open();

    /** How much ink may be drawn twice after the position was lost with the pen on the paper, mm: about a second of it. */
    protected double mostUncertainMm() {
        return 50;
    }

    /** What is drawn. */
    protected List<Stroke> strokes() {
        return Sheets.shortSampler();
    }

    /** What happens to a plotter that draws. */
    private interface Fault {
        void to(Bench bench, Random random);
    }

    @Test
    void cables_pulled_at_random_moments_lose_no_drawing() {
        boolean[] keepsPower = {false};
        trials("unplugged and plugged in", MANY, (bench, random) -> {
            keepsPower[0] = !keepsPower[0];
            double awayS = 0.05 + 4 * random.nextDouble();
            listensFrom = bench.nanoTime() + (long) (awayS * 1e9);
            bench.unplug(keepsPower[0]);
            bench.after(awayS, bench::plugIn);
        });
    }

    @Test
    void replies_lost_at_random_moments_lose_no_drawing() {
        trials("lost replies", MANY, (bench, _) -> bench.dropReplies(1));
    }

    @Test
    void replies_garbled_at_random_moments_lose_no_drawing() {
        trials("garbled replies", MANY, (bench, _) -> bench.garbleReplies(1));
    }

    @Test
    void errors_at_random_moments_lose_no_drawing() {
        trials("error replies", MANY, (bench, _) -> bench.failCommand(1));
    }

    @Test
    void freezes_at_random_moments_lose_no_drawing() {
        trials("freezes", SOME, (bench, random) -> {
            double silentS = 0.2 + 8 * random.nextDouble();
            listensFrom = bench.nanoTime() + (long) (silentS * 1e9);
            bench.freeze(silentS);
        });
    }

    private void trials(String what, int count, Fault fault) {
        Seeds.tryWith(random -> {
            for (int trial = 0; trial < count; trial++) {
                try {
                    trial(random, fault);
                } catch (AssertionError | RuntimeException e) {
                    throw new AssertionError("trial %d of %s: %s".formatted(trial, what, e.getMessage()), e);
                }
            }
        });
        System.out.printf("%s: %d, resumed %d times, origin set %d times%n", what, count, resumes, origins);
    }

    private void trial(Random random, Fault fault) {
        listensFrom = 0;
        try (Bench bench = open()) {
            bench.runUntil(5, () -> bench.plotter().state().connection() == Connection.CONNECTED);
            Trajectory plan = Sheets.plan(strokes(), bench.plotter().profile());
            long begun = bench.nanoTime();
            PlotRequest request = new PlotRequest("job", plan, PlanMark.START, ALL);
            bench.plotter().draw(request);
            bench.after(random.nextDouble() * plan.durationS(), () -> fault.to(bench, random));
            boolean exact = seeThrough(bench, request);
            assertRight(bench, begun, exact);
            assertLifted(bench, begun);
        }
    }

    /** Does what a person is asked to do until all is drawn; whether the position was never lost. */
    private boolean seeThrough(Bench bench, PlotRequest request) {
        Plotter plotter = bench.plotter();
        boolean exact = true;
        int seen = 0;
        while (true) {
            int handled = seen;
            bench.runUntil(
                    90,
                    () -> finished(bench)
                            || (faults(bench) > handled
                                    && isBack(plotter.state().connection())));
            if (finished(bench)) {
                return exact;
            }
            seen = faults(bench);
            if (plotter.state().trust() != PositionTrust.KNOWN) {
                exact = false;
                origins++;
                bench.runUntil(2, () -> !bench.penOnPaper());
                bench.pushToOrigin();
                plotter.setOrigin();
                bench.runUntil(5, () -> plotter.state().trust() == PositionTrust.KNOWN);
            }
            resumes++;
            if (plotter.state().connection() == Connection.BUSY) {
                plotter.resume();
            } else {
                plotter.draw(request);
            }
        }
    }

    /** Busy with the drawing, or free if it could not even begin. */
    private static boolean isBack(Connection connection) {
        return connection == Connection.BUSY || connection == Connection.CONNECTED;
    }

    private static boolean finished(Bench bench) {
        return bench.notices().stream().anyMatch(Finished.class::isInstance);
    }

    private static int faults(Bench bench) {
        return (int) bench.notices().stream().filter(Faulted.class::isInstance).count();
    }

    private void assertRight(Bench bench, long begun, boolean exact) {
        InkJudge.Verdict verdict = Sheets.judge(strokes(), bench.ink().strokes(), begun);
        double offMm = exact
                ? verdict.inkFromSource().distanceMm()
                : withoutDots(bench, begun).inkFromSource().distanceMm();
        assertTrue(offMm <= 0.03, verdict.toString());
        assertTrue(verdict.longestMissingMm() <= 0.05, verdict.toString());
        assertTrue(
                exact ? verdict.longestDoubledMm() <= 0.05 : verdict.doubledMm() <= mostUncertainMm(),
                verdict.toString());
        assertEquals(0, bench.penXMm(), 0.02);
        assertEquals(0, bench.penYMm(), 0.02);
    }

    /** A board that is reset while its pen comes down leaves a dot where that happens to be. */
    private InkJudge.Verdict withoutDots(Bench bench, long begun) {
        List<InkStroke> lines = bench.ink().strokes().stream()
                .filter(line -> line.lengthMm() > 0.05)
                .toList();
        return Sheets.judge(strokes(), lines, begun);
    }

    /** The pen never rested on the paper for long while the board could hear. */
    private void assertLifted(Bench bench, long begun) {
        bench.runUntil(1, () -> !bench.penOnPaper());
        for (InkStroke line : bench.ink().strokes()) {
            for (int i = 1; i < line.size() && line.startNanos() > begun; i++) {
                double restedS = (line.nanos()[i] - Math.max(line.nanos()[i - 1], listensFrom)) / 1e9;
                assertTrue(restedS <= LIFTED_S, "%.2f s on the paper".formatted(restedS));
            }
        }
    }
}
