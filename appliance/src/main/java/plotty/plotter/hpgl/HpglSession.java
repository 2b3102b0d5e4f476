package plotty.plotter.hpgl;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.tinylog.Logger;
import plotty.plotter.LinkLostException;
import plotty.plotter.SerialLink;
import plotty.plotter.drive.BoardFault;
import plotty.plotter.drive.LineSplitter;

/**
 * Talks to a plotter over one link. Its device control instructions ({@code ESC.} and a letter) are obeyed at once, past the
 * buffer; its output instructions ({@code OA;} and kin) when their turn comes (manual, chapters 7 and 10). Used by the
 * plotter's thread only. Every call may throw {@link LinkLostException}.
 */
final class HpglSession {
    /** How long a plotter may take for what it answers at once, beside what is still on the line. */
    static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(900);

    /** Drops everything that is buffered and lifts the pen after the vector that is being drawn. */
    static final String ABORT_AND_LIFT = "\u001b.KPU;";

    private static final int XON = 0x11;
    private static final int XOFF = 0x13;
    private static final int BITS_PER_BYTE = 10;
    private static final int MOST_STRAY_BYTES = 4096;

    private final SerialLink link;
    private final int baud;
    private final LineSplitter splitter = new LineSplitter();
    private final byte[] buffer = new byte[512];
    private final Checks checks = new Checks();
    private long lineFree;

    HpglSession(SerialLink link, int baud) {
        this.link = link;
        this.baud = baud;
        this.lineFree = link.nanoTime();
    }

    /** Asks a plotter that may hear but does not answer to lift its pen, and waits for nothing. */
    static void liftBlindly(SerialLink link) {
        try {
            link.write(ABORT_AND_LIFT.getBytes(StandardCharsets.US_ASCII));
        } catch (LinkLostException e) {
            Logger.warn("The pen could not be lifted: {}", e.getMessage());
        }
    }

    /** What the plotter has said of its errors. */
    Checks checks() {
        return checks;
    }

    int baud() {
        return baud;
    }

    long now() {
        return link.nanoTime();
    }

    void write(String text) {
        link.write(text.getBytes(StandardCharsets.US_ASCII));
        long bits = (long) BITS_PER_BYTE * text.length();
        lineFree = Math.max(lineFree, link.nanoTime()) + TimeUnit.SECONDS.toNanos(bits) / baud;
    }

    /** How long the line is still busy with what was written. */
    long lineNanos() {
        return Math.max(0, lineFree - link.nanoTime());
    }

    /** Sends a question and waits for its answer. What was said before it is no answer to it. */
    Optional<String> tryAsk(String question, long patienceNanos) {
        forget();
        checks.mindful(!question.equals(HpglBoard.FREE) && question.startsWith("\u001b"));
        write(question);
        Optional<String> answer = await(link.nanoTime() + lineNanos() + patienceNanos);
        checks.mindful(false);
        return answer;
    }

    /**
     * Sends a question and waits for its answer.
     *
     * @throws BoardFault if nothing is answered within the time
     */
    String ask(String question, long patienceNanos) {
        return tryAsk(question, patienceNanos).orElseThrow(() -> silence(question));
    }

    /**
     * Sends a question whose answer is whole numbers.
     *
     * @throws BoardFault if it answers something else, or nothing within the time
     */
    int[] askNumbers(String question, int count, long patienceNanos) {
        String answer = ask(question, patienceNanos);
        return numbers(answer, count).orElseThrow(() -> nonsense(question, answer));
    }

    static BoardFault silence(String question) {
        return new BoardFault("The plotter did not answer '%s'.".formatted(readable(question)));
    }

    static BoardFault nonsense(String question, String answer) {
        return new BoardFault(
                "The plotter answered '%s' with something that is no answer to it.".formatted(readable(question)),
                answer);
    }

    private static String readable(String question) {
        return question.replace("\u001b", "ESC");
    }

    /** Whole numbers parted by commas, if the text is so many of them; a decimal point and blanks are forgiven. */
    static Optional<int[]> numbers(String text, int count) {
        String[] parts = text.strip().split("\\s*,\\s*", -1);
        if (parts.length != count) {
            return Optional.empty();
        }
        int[] numbers = new int[count];
        for (int i = 0; i < count; i++) {
            if (!parts[i].matches("[+-]?\\d{1,7}(\\.\\d{0,6})?")) {
                return Optional.empty();
            }
            numbers[i] = (int) Math.round(Double.parseDouble(parts[i]));
        }
        return Optional.of(numbers);
    }

    /** Waits for a line until a time, or until somebody wakes the link; the time may have passed. */
    Optional<String> listen(long untilNanos) {
        Optional<String> line = nextLine();
        if (line.isPresent()) {
            return line;
        }
        splitter.add(buffer, withoutFlow(link.read(buffer, Math.max(0, untilNanos - link.nanoTime()))));
        return nextLine();
    }

    /** The next line that is no word about errors. */
    private Optional<String> nextLine() {
        Optional<String> line = splitter.next();
        while (line.isPresent() && checks.takes(line.get())) {
            line = splitter.next();
        }
        return line;
    }

    /** Leaves out XON and XOFF, which some adapters let through; we never send more than there is room for. */
    private int withoutFlow(int count) {
        int kept = 0;
        for (int i = 0; i < count; i++) {
            if (buffer[i] != XON && buffer[i] != XOFF) {
                buffer[kept++] = buffer[i];
            }
        }
        return kept;
    }

    private Optional<String> await(long deadline) {
        while (true) {
            Optional<String> line = listen(deadline);
            if (line.isPresent() || link.nanoTime() >= deadline) {
                return line;
            }
        }
    }

    /** Lets pass what was said without being asked, or too late. */
    private void forget() {
        int bytes = 0;
        for (int count = link.read(buffer, 0); count > 0; count = link.read(buffer, 0)) {
            bytes += count;
            splitter.add(buffer, withoutFlow(count));
            if (bytes > MOST_STRAY_BYTES) {
                throw new BoardFault("The plotter talks without end. Check its cable and what else is at this port.");
            }
        }
        for (Optional<String> line = nextLine(); line.isPresent(); line = nextLine()) {
            Logger.debug("The plotter said '{}' without being asked", line.get());
        }
    }

    /** Waits until nothing more is said, at most so long. */
    void awaitQuiet(long quietNanos, long mostNanos) {
        long deadline = link.nanoTime() + mostNanos;
        while (link.read(buffer, quietNanos) > 0) {
            if (link.nanoTime() > deadline) {
                throw new BoardFault("The plotter talks without end. Check its cable and what else is at this port.");
            }
        }
        splitter.clear();
    }
}
