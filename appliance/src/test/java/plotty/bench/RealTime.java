package plotty.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import plotty.motion.MachineProfile;
import plotty.motion.Route;
import plotty.motion.Trajectory;
import plotty.motion.order.Optimization;
import plotty.plotter.ebb.RealTimeDrawing;

/** Drawn in real time on the simulated board over a pseudo-terminal, with the parse and reply times of real boards. */
final class RealTime {
    private static final double WALL = 1.02;
    private static final double ETA = 0.01;

    private RealTime() {}

    static void measure(Scoreboard board, Path build) throws IOException {
        board.part(
                "In real time on the simulated board: 1.6 ms to parse, 1 ms to reply",
                "drawing",
                "firmware",
                "wall, s",
                "plan, s");
        BenchDrawings circle = BenchDrawings.CIRCLE;
        Trajectory plan = Trajectory.plan(
                Route.of(circle.drawing(), Optimization.DEFAULT, System::nanoTime), MachineProfile.AXIDRAW_V3);
        for (String firmware : List.of("2.8.1", "3.0.3")) {
            Path table = Files.createTempDirectory(build, "board");
            RealTimeDrawing drawn = RealTimeDrawing.of(plan, table, firmware);
            board.ratio(circle.title(), firmware, drawn.wallS(), plan.durationS(), WALL);
            board.figure(circle.title(), firmware + ", stalls and gaps", drawn.stalls(), 0);
            board.figure(circle.title(), firmware + ", ETA error at half", drawn.etaErrorAtHalf(), ETA);
        }
    }
}
