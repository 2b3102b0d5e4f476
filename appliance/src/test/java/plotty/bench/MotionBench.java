package plotty.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Measures motion against what a user knows: greedy order, saxi 0.15, the clock, and what was foreseen. Prints a table; the exit status is 1 if a
 * bound does not hold. Runs in the module's folder, for saxi is kept below {@code target}.
 */
public final class MotionBench {
    private MotionBench() {}

    /** {@code --quick} leaves out what takes real time. */
    public static void main(String[] arguments) throws Exception {
        boolean quick = List.of(arguments).contains("--quick");
        Path build = Files.createDirectories(Path.of("target"));
        Scoreboard board = new Scoreboard(System.out);
        TravelLengths.measure(board);
        PlotTimes.measure(board, Saxi.in(build));
        Planning.measure(board, build);
        Eta.measure(board);
        if (!quick) {
            RealTime.measure(board, build);
        }
        board.say("");
        board.say(board.failed() == 0 ? "All bounds hold." : board.failed() + " bounds do not hold.");
        System.exit(board.failed() == 0 ? 0 : 1);
    }
}
