package plotty.plotter.ebb;

import java.util.ArrayList;
import java.util.List;
import plotty.motion.PlanMark;
import plotty.motion.Trajectory;
import plotty.plotter.PlotRequest;
import plotty.plotter.PlotterNotice;
import plotty.plotter.PlotterState.Connection;
import plotty.plotter.board.BoardSettings;
import plotty.plotter.board.Firmware;

/**
 * A plan drawn by the driver on the simulated board, both in one virtual time: the same at every run.
 *
 * @param way where the driver said it was, and when, in order
 * @param tookS from the request until the driver said that all is drawn
 */
public record VirtualTimeDrawing(List<Reached> way, double tookS) {

    /**
     * One word of the driver.
     *
     * @param atS when, counted from the request
     * @param timeS planned time reached
     * @param mark the same as a place
     */
    public record Reached(double atS, double timeS, PlanMark mark) {}

    /** Draws a plan on the machine that it is for. */
    public static VirtualTimeDrawing of(Trajectory plan, String firmware) {
        BoardSettings settings = BoardSettings.of(Firmware.parse(firmware));
        try (VirtualBench bench = new VirtualBench(settings, plan.profile(), false)) {
            bench.runUntil(5, () -> bench.plotter().state().connection() == Connection.CONNECTED);
            Listener listener = new Listener(bench);
            bench.plotter().draw(new PlotRequest("job", plan, PlanMark.START, 1e9));
            bench.runUntil(2 * plan.durationS() + 10, listener::heardTheEnd);
            return new VirtualTimeDrawing(List.copyOf(listener.way), listener.elapsedS());
        }
    }

    /** Notes when the driver says what. */
    private static final class Listener {
        private final VirtualBench bench;
        private final long begunNanos;
        private final List<Reached> way = new ArrayList<>();
        private int heard;
        private boolean finished;

        Listener(VirtualBench bench) {
            this.bench = bench;
            begunNanos = bench.nanoTime();
            heard = bench.notices().size();
        }

        double elapsedS() {
            return (bench.nanoTime() - begunNanos) / 1e9;
        }

        boolean heardTheEnd() {
            for (; heard < bench.notices().size(); heard++) {
                PlotterNotice notice = bench.notices().get(heard);
                if (notice instanceof PlotterNotice.Progress progress) {
                    way.add(new Reached(elapsedS(), progress.timeS(), progress.mark()));
                }
                finished |= notice instanceof PlotterNotice.Finished;
            }
            return finished;
        }
    }
}
