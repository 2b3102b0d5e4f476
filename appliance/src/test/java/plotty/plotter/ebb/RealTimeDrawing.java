package plotty.plotter.ebb;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import plotty.motion.PlanMark;
import plotty.motion.Trajectory;
import plotty.plotter.PlotRequest;
import plotty.plotter.PlotterNotice;
import plotty.plotter.PlotterState.Connection;
import plotty.plotter.board.ExecutedMove;
import plotty.plotter.board.InkLog;

/**
 * A plan drawn in real time by the driver on the board's process, over a pseudo-terminal.
 *
 * @param wallS from the board's first motion to the end of its last
 * @param stalls commands shorter than the board sustains, and times when it ran dry within a stroke
 * @param etaErrorAtHalf by what share of the whole the remaining plan was wrong when half of the planned time was reached
 */
public record RealTimeDrawing(double wallS, int stalls, double etaErrorAtHalf) {

    /** Draws a plan; the folder takes the terminal and the ink log. */
    public static RealTimeDrawing of(Trajectory plan, Path folder, String firmware) throws IOException {
        try (TerminalBench bench = new TerminalBench(folder, firmware)) {
            bench.runUntil(10, () -> bench.plotter().state().connection() == Connection.CONNECTED);
            bench.plotter().draw(new PlotRequest("bench", plan, PlanMark.START, 1e9));
            AtomicLong half = new AtomicLong();
            bench.runUntil(3 * plan.durationS() + 10, () -> {
                if (half.get() == 0 && reached(bench.notices()) >= plan.durationS() / 2) {
                    half.set(System.nanoTime());
                }
                return finished(bench.notices());
            });
            double halfToEndS = (System.nanoTime() - half.get()) / 1e9;
            InkLog log = bench.ink();
            List<ExecutedMove> moves = log.moves();
            double wallS = (moves.getLast().endNanos() - moves.getFirst().startNanos()) / 1e9;
            int stalls = log.stalls() + log.gaps().size();
            return new RealTimeDrawing(wallS, stalls, Math.abs(halfToEndS - plan.durationS() / 2) / plan.durationS());
        }
    }

    /** Planned time reached by the last progress. */
    private static double reached(List<PlotterNotice> notices) {
        for (PlotterNotice notice : notices.reversed()) {
            if (notice instanceof PlotterNotice.Progress progress) {
                return progress.timeS();
            }
        }
        return 0;
    }

    private static boolean finished(List<PlotterNotice> notices) {
        return notices.stream().anyMatch(PlotterNotice.Finished.class::isInstance);
    }
}
