package plotty.plotter.ebb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import plotty.drawing.Stroke;
import plotty.ink.InkJudge;
import plotty.motion.MachineProfile;
import plotty.motion.PlanMark;
import plotty.motion.Trajectory;
import plotty.plotter.LinkLostException;
import plotty.plotter.PlotRequest;
import plotty.plotter.Plotter;
import plotty.plotter.PlotterNotice;
import plotty.plotter.PlotterState.Connection;
import plotty.plotter.Sheets;
import plotty.plotter.board.BoardSettings;
import plotty.plotter.board.Firmware;

/** Faults of the process and of a board that falls silent, with the pen on the paper. */
class EbbFaultsTest {
    private final List<Stroke> strokes = Sheets.sampler();
    private final Trajectory plan = Sheets.plan(strokes, VirtualBench.MACHINE);
    private long begun;

    private VirtualBench drawing() {
        VirtualBench bench = new VirtualBench(BoardSettings.of(Firmware.parse("2.8.1")), false);
        bench.runUntil(5, () -> bench.plotter().state().connection() == Connection.CONNECTED);
        begun = bench.nanoTime();
        bench.plotter().draw(new PlotRequest("job", plan, PlanMark.START, 1e9));
        return bench;
    }

    private static boolean heard(VirtualBench bench, Class<? extends PlotterNotice> kind) {
        return bench.notices().stream().anyMatch(kind::isInstance);
    }

    @Test
    void memory_that_runs_out_lifts_the_pen_and_the_drawing_goes_on_exactly() {
        try (VirtualBench bench = drawing()) {
            bench.after(1.7, () -> {
                assertTrue(bench.penOnPaper());
                throw new OutOfMemoryError("as another room may cause it");
            });
            bench.runUntil(10, () -> heard(bench, PlotterNotice.Faulted.class));
            bench.runUntil(2, () -> !bench.penOnPaper());
            bench.plotter().resume();
            bench.runUntil(60, () -> heard(bench, PlotterNotice.Finished.class));
            InkJudge.Verdict verdict = Sheets.judge(strokes, bench.ink().strokes(), begun);
            assertTrue(verdict.longestMissingMm() <= 0.05, verdict.toString());
            assertTrue(verdict.longestDoubledMm() <= 0.05, verdict.toString());
        }
    }

    @Test
    void the_plotters_thread_outlives_an_error() throws InterruptedException {
        AtomicInteger tries = new AtomicInteger();
        CountDownLatch triedAgain = new CountDownLatch(1);
        EbbSettings settings =
                new EbbSettings("p1", "Test plotter", MachineProfile.AXIDRAW_V3, VirtualBench.MARK, true);
        Plotter plotter = EbbPlotter.on(
                settings,
                () -> {
                    if (tries.incrementAndGet() == 1) {
                        throw new OutOfMemoryError("as another room may cause it");
                    }
                    triedAgain.countDown();
                    throw new LinkLostException("There is no plotter here.");
                },
                InstantSource.system());
        plotter.start(_ -> {});
        try {
            assertTrue(triedAgain.await(10, TimeUnit.SECONDS));
        } finally {
            plotter.close();
        }
    }

    @Test
    void a_board_that_is_silent_at_the_end_still_lifts_the_pen_when_it_wakes() {
        try (VirtualBench bench = drawing()) {
            bench.after(1.7, () -> {
                bench.freeze(10);
                bench.plotter().close();
            });
            bench.runUntil(8, () -> bench.plotter().state().connection() == Connection.OFFLINE);
            assertTrue(bench.penOnPaper());
            bench.board().advance(bench.nanoTime() + 20_000_000_000L);
            assertFalse(bench.penOnPaper());
        }
    }

    @Test
    void a_board_that_is_silent_when_its_motors_are_to_be_switched_off_does_not_keep_the_service() {
        try (VirtualBench bench = drawing()) {
            bench.runUntil(60, () -> heard(bench, PlotterNotice.Finished.class));
            bench.freeze(60);
            bench.plotter().close();
            double began = bench.nanoTime();
            bench.runUntil(8, () -> bench.plotter().state().connection() == Connection.OFFLINE);
            assertTrue(bench.nanoTime() - began < 2.9e9);
            assertEquals(
                    EbbCommand.lift(0).text(),
                    bench.commands().getLast(),
                    "the last word to a board that does not answer");
        }
    }
}
