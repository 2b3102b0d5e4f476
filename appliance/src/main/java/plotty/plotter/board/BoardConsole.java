package plotty.plotter.board;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Optional;

/** The commands that a person or a test gives the board's process, one per line; each is answered with one line. */
final class BoardConsole {

    /** Draws the ink into a file, or into the one named on the command line. */
    @FunctionalInterface
    interface Picture {
        void draw(Optional<String> file) throws IOException;
    }

    private final SimulatedBoard<? extends BenchBoard> board;
    private final Picture picture;
    private final PrintStream out;

    BoardConsole(SimulatedBoard<? extends BenchBoard> board, Picture picture, PrintStream out) {
        this.board = board;
        this.picture = picture;
        this.out = out;
    }

    /** Takes commands until {@code quit} (true) or the end of the input (false). */
    boolean run(BufferedReader in) throws IOException {
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] words = line.strip().split("\\s+");
            if ("quit".equals(words[0])) {
                return true;
            }
            if (!words[0].isEmpty()) {
                out.println(answer(words));
                out.flush();
            }
        }
        return false;
    }

    private String answer(String[] words) {
        try {
            return obey(words);
        } catch (IOException | IllegalArgumentException e) {
            return "error: " + e.getMessage();
        }
    }

    private String obey(String[] words) throws IOException {
        int count = words.length > 1 && words[1].matches("\\d{1,6}") ? Integer.parseInt(words[1]) : 1;
        switch (words[0]) {
            case "press" -> press(words.length > 1 ? words[1] : "");
            case "drop-reply" -> board.with(b -> b.faults().dropReplies(count));
            case "garble-reply" -> board.with(b -> b.faults().garbleReplies(count));
            case "fail" -> board.with(b -> b.faults().failCommand(count));
            case "freeze" -> freeze(board.nanoTime() + number(words, 1) * 1e6);
            case "silent" -> freeze(Double.MAX_VALUE);
            case "speak" -> freeze(0);
            case "unplug" -> board.with(b -> b.unplug(has(words, "power")));
            case "replug" -> board.with(BenchBoard::plugIn);
            case "reset" -> board.with(BenchBoard::reset);
            case "motors" -> motors(words);
            case "slip" -> slip(number(words, 1), number(words, 2));
            case "svg" -> picture.draw(words.length > 1 ? Optional.of(words[1]) : Optional.empty());
            case "state" -> {
                return state();
            }
            default -> throw new IllegalArgumentException("there is no command '" + words[0] + "'; see board --help");
        }
        return "ok";
    }

    private void press(String button) {
        board.with(b -> b.press(button));
    }

    private void freeze(double untilNanos) {
        board.with(b -> b.faults().freezeUntil((long) untilNanos));
    }

    private void slip(double xMm, double yMm) {
        board.with(b -> b.slip(xMm, yMm));
    }

    private void motors(String[] words) {
        if (!has(words, "on") && !has(words, "off")) {
            throw new IllegalArgumentException("'motors' needs 'on' or 'off'");
        }
        board.with(b -> b.supplyMotors(has(words, "on")));
    }

    private String state() {
        StringBuilder text = new StringBuilder();
        board.with(b -> text.append(String.format(
                Locale.ROOT,
                "x=%.4f y=%.4f pen=%s counter1=%d counter2=%d motors=%s idle=%b plugged=%b ms=%.3f",
                b.xMm(),
                b.yMm(),
                b.penOnPaper() ? "down" : "up",
                b.counter(1),
                b.counter(2),
                b.motorOn(1) && b.motorOn(2) ? "on" : "off",
                b.idle(),
                b.plugged(),
                board.nanoTime() / 1e6)));
        return text.toString();
    }

    private static boolean has(String[] words, String word) {
        return words.length > 1 && words[1].equals(word);
    }

    private static double number(String[] words, int index) {
        if (words.length <= index) {
            throw new IllegalArgumentException("'" + words[0] + "' needs a number more");
        }
        try {
            return Double.parseDouble(words[index]);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + words[index] + "' is no number", e);
        }
    }
}
