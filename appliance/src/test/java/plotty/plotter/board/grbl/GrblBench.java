package plotty.plotter.board.grbl;

import java.nio.charset.StandardCharsets;
import plotty.plotter.board.InkLog;

/** A GRBL board on the bench with a clock that a test turns by hand. */
final class GrblBench {

    static final long MILLI = 1_000_000;
    static final String BANNER = "\r\nGrbl 1.1h ['$' for help]\r\n";

    final InkLog ink = new InkLog();
    final GrblBoard board;
    long now;

    GrblBench() {
        this(GrblSettings.servo());
    }

    GrblBench(GrblSettings settings) {
        board = new GrblBoard(settings, ink);
    }

    /** Sends text as it is and does not wait. */
    void send(String text) {
        board.receive(text.getBytes(StandardCharsets.ISO_8859_1), now);
    }

    /** Lets time pass; gives what arrived by then. */
    String after(long nanos) {
        now += nanos;
        return new String(board.transmit(now), StandardCharsets.ISO_8859_1);
    }

    /** Sends a line and waits for 50 ms; gives what arrived. */
    String ask(String line) {
        send(line + "\n");
        return after(50 * MILLI);
    }

    /** Asks for the status and waits for 10 ms. */
    String status() {
        send("?");
        return after(10 * MILLI);
    }

    /** Waits until something arrives, at most a minute; gives it. */
    String hear() {
        long start = now;
        while (now - start < 60_000 * MILLI) {
            long next = board.nextEventNanos();
            if (next == Long.MAX_VALUE) {
                break;
            }
            now = Math.max(now, next);
            byte[] bytes = board.transmit(now);
            if (bytes.length > 0) {
                return new String(bytes, StandardCharsets.ISO_8859_1);
            }
        }
        throw new AssertionError("nothing within a minute; the board is " + (board.idle() ? "idle" : "busy"));
    }

    /** Sends lines, each when the one before is answered; gives all answers. */
    String stream(String... lines) {
        StringBuilder answers = new StringBuilder();
        for (String line : lines) {
            send(line + "\n");
            answers.append(hear());
        }
        return answers.toString();
    }

    /** Lets everything that is queued happen; gives what arrived. */
    String finish() {
        StringBuilder heard = new StringBuilder(after(MILLI));
        long start = now;
        while (!board.idle()) {
            heard.append(after(10 * MILLI));
            if (now - start > 600_000 * MILLI) {
                throw new AssertionError("still busy after ten minutes");
            }
        }
        return heard.append(after(200 * MILLI)).toString();
    }
}
