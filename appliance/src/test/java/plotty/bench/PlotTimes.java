package plotty.bench;

import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import plotty.drawing.Drawing;
import plotty.motion.MachineProfile;
import plotty.motion.MachineProfiles;
import plotty.motion.Route;
import plotty.motion.Trajectory;
import plotty.motion.order.Optimization;

/** How long drawings take, beside saxi with the same limits: each orders the strokes in its own way, neither adds ink. */
final class PlotTimes {
    private static final double PEN_UP = 0.80;
    private static final Set<BenchDrawings> MANY_LIFTS = EnumSet.of(
            BenchDrawings.STROKES,
            BenchDrawings.MANY_STROKES,
            BenchDrawings.HATCH,
            BenchDrawings.FLOW_FIELD,
            BenchDrawings.DOTS,
            BenchDrawings.TEXT);

    private PlotTimes() {}

    static void measure(Scoreboard board, Saxi saxi) throws IOException, InterruptedException {
        board.part(
                "Time to plot with the AxiDraw's limits, preset default, beside saxi 0.15 that sorts by itself",
                "drawing",
                "time",
                "ours, s",
                "saxi, s");
        for (BenchDrawings drawing : BenchDrawings.values()) {
            Drawing placed = drawing.drawing();
            Route route = Route.of(placed, Optimization.DEFAULT, System::nanoTime);
            Trajectory ours = Trajectory.plan(route, machine(drawing));
            Saxi.Times theirs = saxi.times(placed.layers().getFirst().strokes(), Saxi.Order.SORTED);
            board.ratio(drawing.title(), "in all", ours.durationS(), theirs.totalS(), 1);
            double penUpS = ours.durationS() - ours.penDownS();
            if (MANY_LIFTS.contains(drawing)) {
                board.ratio(drawing.title(), "pen up or on its way", penUpS, theirs.penUpS(), PEN_UP);
            } else {
                board.told(drawing.title(), "pen up or on its way", penUpS, theirs.penUpS());
            }
            board.told(drawing.title(), "pen down", ours.penDownS(), theirs.penDownS());
        }
    }

    private static MachineProfile machine(BenchDrawings drawing) {
        return drawing == BenchDrawings.LONG_LINES ? MachineProfiles.named("axidraw-v3-a3") : MachineProfile.AXIDRAW_V3;
    }
}
