package plotty.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import plotty.motion.MachineProfile;
import plotty.motion.Route;
import plotty.motion.Trajectory;
import plotty.motion.order.Optimization;
import plotty.plotter.ebb.RealTimeDrawing;
import plotty.proof.Neighbours;

/**
 * Drawn in real time on the simulated board over a pseudo-terminal, with the parse and reply times of real boards. Beside it a
 * witness does nothing but sleep: if the machine wakes even that one too late, a try that does not hold is made again.
 */
final class RealTime {
    private static final double WALL = 1.02;
    private static final double ETA = 0.01;
    private static final int TRIES = 4;

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
            RealTimeDrawing drawn = drawn(board, plan, build, firmware);
            board.ratio(circle.title(), firmware, drawn.wallS(), plan.durationS(), WALL);
            board.figure(circle.title(), firmware + ", stalls and gaps", drawn.stalls(), 0);
            board.figure(circle.title(), firmware + ", ETA error at half", drawn.etaErrorAtHalf(), ETA);
        }
    }

    private static RealTimeDrawing drawn(Scoreboard board, Trajectory plan, Path build, String firmware)
            throws IOException {
        for (int attempt = 1; ; attempt++) {
            try (Neighbours neighbours = new Neighbours(false)) {
                RealTimeDrawing drawn = RealTimeDrawing.of(plan, Files.createTempDirectory(build, "board"), firmware);
                boolean holds = drawn.wallS() <= WALL * plan.durationS() && drawn.stalls() == 0;
                if (holds || !neighbours.machineWasLate() || attempt == TRIES) {
                    return drawn;
                }
                board.say(String.format(
                        Locale.ROOT,
                        "(tried again: the machine woke a sleeper %.0f ms late)",
                        neighbours.latestNanos() / 1e6));
            }
        }
    }
}
