package plotty.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plotty.motion.PlanMark;
import plotty.motion.Run;
import plotty.motion.Trajectory;
import plotty.plotter.PlotterState.Connection;
import plotty.plotter.PositionTrust;

/** A board that kept its counters over the service's end closes the window in doubt by itself. */
class ProvenPlaceTest {
    @TempDir
    Path folder;

    @TempDir
    Path next;

    private JobBench bench;
    private JobBench later;
    private double x;
    private double y;

    /** Kills the service when the pen is at 3 s of the plan. */
    @BeforeEach
    void kill() {
        bench = JobBench.in(folder);
        bench.started("line", JobBench.LONG_LINE);
        Trajectory plan = bench.plotter().request().trajectory();
        bench.drawTo(3.0);
        PlanMark at = plan.markAt(3.0);
        Run run = plan.stroke(at.stroke());
        x = run.xAt(run.distanceOf(at.point()));
        y = run.yAt(run.distanceOf(at.point()));
        later = bench.killed(next);
        assertTrue(later.job("line").uncertain().isPresent());
    }

    @AfterEach
    void close() {
        later.close();
        bench.close();
    }

    private void meet(double atX, double atY, PositionTrust trust) {
        later.plotter().standingAt(atX, atY).becomes(Connection.CONNECTED, trust);
    }

    private void assertStillInDoubt() {
        later.jobs.setOrigin("axi");
        later.order(later.job("line"), JobAction.RESUME);
        JobBench.await("motion", () -> later.plotter().isDrawing());
        assertTrue(later.plotter()
                        .request()
                        .from()
                        .compareTo(later.plotter().request().trajectory().markAt(2.99))
                < 0);
    }

    @Test
    void a_proven_place_on_the_path_is_where_the_ink_ends_and_nobody_is_asked() {
        meet(x, y, PositionTrust.KNOWN);
        JobBench.await("the proof", () -> later.job("line").uncertain().isEmpty());
        assertEquals(JobStatus.PAUSED, later.job("line").status(), "but it does not go on by itself");
        assertEquals(
                "proven",
                later.heard(JobEvent.Updated.class).stream()
                        .filter(JobEvent.Updated::durable)
                        .reduce((_, last) -> last)
                        .orElseThrow()
                        .change());
        later.order(later.job("line"), JobAction.RESUME);
        JobBench.await("motion", () -> later.plotter().isDrawing());
        Trajectory plan = later.plotter().request().trajectory();
        assertEquals(3.0, plan.timeAt(later.plotter().request().from()), 1e-6);
        later.drawAll(later.job("line"));
    }

    @Test
    void a_place_beside_the_path_proves_nothing() {
        meet(x, y + 1, PositionTrust.KNOWN);
        assertStillInDoubt();
    }

    @Test
    void the_origin_proves_nothing() {
        meet(0, 0, PositionTrust.KNOWN);
        assertStillInDoubt();
    }

    @Test
    void counters_that_nobody_may_believe_prove_nothing_even_if_the_trust_comes_later() {
        meet(x, y, PositionTrust.SUSPECT);
        assertStillInDoubt();
    }

    @Test
    void where_the_pen_was_moved_to_by_hand_proves_nothing() {
        later.plotter().standingAt(x, y);
        later.jobs.byHand("axi", new plotty.plotter.HandMove.PenUp());
        later.plotter().becomes(Connection.CONNECTED, PositionTrust.KNOWN);
        later.plotter().becomes(Connection.CONNECTED, PositionTrust.LOST);
        JobBench.await("the cause", () -> later.job("line").causes().contains(PauseCause.NEEDS_ORIGIN));
        assertTrue(later.job("line").uncertain().isPresent());
        assertEquals(Optional.empty(), later.job("line").error());
    }
}
