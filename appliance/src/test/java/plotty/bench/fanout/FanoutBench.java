package plotty.bench.fanout;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import plotty.bench.Scoreboard;

/**
 * Measures how events reach many clients, beside servers that do nothing else. Prints a table; the exit status is 1 if a bound
 * does not hold. Runs in the module's folder: what is compared with is kept below {@code target}.
 */
public final class FanoutBench {
    private FanoutBench() {}

    /** {@code --quick} takes shorter runs. */
    public static void main(String[] arguments) throws Exception {
        boolean quick = List.of(arguments).contains("--quick");
        Path build = Files.createDirectories(Path.of("target"));
        Path scratch = Files.createTempDirectory(build, "fanout");
        Scoreboard board = new Scoreboard(System.out);
        Crowds.measure(board, build, scratch, quick);
        WhilePlanning.measure(board, scratch, quick);
        WhileDrawing.measure(board, scratch);
        SlowReader.measure(board, scratch, quick);
        board.say("");
        board.say(board.failed() == 0 ? "All bounds hold." : board.failed() + " bounds do not hold.");
        System.exit(board.failed() == 0 ? 0 : 1);
    }
}
