package plotty.plotter.board.hpgl;

import java.nio.charset.StandardCharsets;
import plotty.plotter.board.InkLog;

/** A 7475A on the bench with a clock that a test turns by hand. */
final class HpglBench {

    static final long MILLI = 1_000_000;

    final InkLog ink = new InkLog();
    final HpglBoard board;
    long now;

    HpglBench() {
        this(HpglSettings.a4());
    }

    HpglBench(HpglSettings settings) {
        board = new HpglBoard(settings, ink);
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

    /** Sends text and waits for 50 ms; gives what arrived. */
    String ask(String text) {
        send(text);
        return after(50 * MILLI);
    }

    /** Sends text and lets everything happen; gives what arrived. */
    String finish(String text) {
        send(text);
        return finish();
    }

    /** Lets everything that was sent happen; gives what arrived. */
    String finish() {
        StringBuilder heard = new StringBuilder();
        long start = now;
        do {
            heard.append(after(50 * MILLI));
            if (now - start > 3_600_000 * MILLI) {
                throw new AssertionError("still busy after an hour");
            }
        } while (!board.idle() || board.nextEventNanos() < now + 1_000 * MILLI);
        return heard.toString();
    }
}
