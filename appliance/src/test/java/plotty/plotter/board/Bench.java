package plotty.plotter.board;

import java.nio.charset.StandardCharsets;

/** A board on the bench with a clock that a test turns by hand. */
final class Bench {

    static final long MILLI = 1_000_000;

    final InkLog ink = new InkLog();
    final EbbBoard board;
    long now;

    Bench(String firmware) {
        this(BoardSettings.of(Firmware.parse(firmware)));
    }

    Bench(BoardSettings settings) {
        board = new EbbBoard(settings, ink);
    }

    /** With another witness than its own log. */
    Bench(BoardSettings settings, InkWitness witness) {
        board = new EbbBoard(settings, witness);
    }

    static double millis(long nanos) {
        return nanos / 1e6;
    }

    /** Sends a command, without its line end, and does not wait. */
    void send(String command) {
        board.receive((command + "\r").getBytes(StandardCharsets.ISO_8859_1), now);
    }

    /** Lets time pass; gives what arrived by then. */
    String after(long nanos) {
        now += nanos;
        return new String(board.transmit(now), StandardCharsets.ISO_8859_1);
    }

    /** Sends a command and waits for 20 ms; gives what arrived. */
    String ask(String command) {
        send(command);
        return after(20 * MILLI);
    }

    /** Waits until a reply arrives, at most a minute; gives how long it took, ns. */
    long waitForReply() {
        long start = now;
        while (now - start < 60_000 * MILLI) {
            long next = board.nextEventNanos();
            if (next == Long.MAX_VALUE) {
                break;
            }
            now = Math.max(now, next);
            if (board.transmit(now).length > 0) {
                return now - start;
            }
        }
        throw new AssertionError("no reply within a minute");
    }

    /** Lets everything that is queued happen. */
    void finish() {
        while (!board.idle()) {
            after(10 * MILLI);
        }
        after(500 * MILLI);
    }
}
