package plotty.plotter.find;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import plotty.plotter.SerialLink;
import plotty.plotter.drive.LineSplitter;

/**
 * Asks what is at the other end of a line. Says nothing that moves a machine or changes a setting of anything that may be
 * there: a modem, a printer, a measuring device, a console.
 *
 * <p>An EBB is asked for its version and its nickname (EBB command reference, {@code V} and {@code QT}). A board with GRBL
 * greets by itself when opening the port resets it; one that does not is sent an empty line and the status query
 * (GRBL 1.1, "Interface": {@code ?} is answered at any time and changes nothing).
 */
final class Inquiry {
    private static final long SETTLING_NANOS = TimeUnit.MILLISECONDS.toNanos(40);
    private static final long EBB_ANSWER_NANOS = TimeUnit.MILLISECONDS.toNanos(400);
    private static final int EBB_ATTEMPTS = 3;
    private static final long GREETING_NANOS = TimeUnit.MILLISECONDS.toNanos(2000);
    private static final long STATUS_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final int STATUS_ATTEMPTS = 2;

    private static final Pattern EBB_VERSION =
            Pattern.compile("EBB.*Firmware Version \\d{1,3}\\.\\d{1,3}\\.\\d{1,3}.*");
    /** {@code Grbl 1.1h ['$' for help]}, {@code GrblHAL 1.1f [...]}, {@code Grbl 3.7 [FluidNC ...]}. */
    private static final Pattern GRBL_GREETING = Pattern.compile("\\[?grbl(hal)? \\d.*");

    private static final Pattern GRBL_STATUS =
            Pattern.compile("<(Idle|Run|Hold|Jog|Alarm|Door|Check|Home|Sleep|Tool)(:\\d)?[|,].*>");

    private final SerialLink link;
    private final LineSplitter splitter = new LineSplitter();
    private final byte[] buffer = new byte[256];
    private String heard = "";

    private Inquiry(SerialLink link) {
        this.link = link;
    }

    /** Asks whether there is a board of this kind; takes up to 1.5 s for an EBB, up to 3 s for GRBL. */
    static Answer on(SerialLink link, BoardKind kind) {
        Inquiry inquiry = new Inquiry(link);
        return switch (kind) {
            case EBB -> inquiry.askForEbb();
            case GRBL -> inquiry.askForGrbl();
        };
    }

    private Answer askForEbb() {
        send("\r");
        listen(SETTLING_NANOS, _ -> false);
        for (int attempt = 0; attempt < EBB_ATTEMPTS; attempt++) {
            send("V\r");
            if (listen(EBB_ANSWER_NANOS, line -> EBB_VERSION.matcher(line).find())
                    .isPresent()) {
                return new Answer.Board(BoardKind.EBB, nickname());
            }
        }
        return other();
    }

    /** In the syntax of old, the name and {@code OK} on lines of their own; in the new one, {@code QT,name}. */
    private String nickname() {
        send("QT\r");
        String line = listen(EBB_ANSWER_NANOS, _ -> true).orElse("OK");
        listen(SETTLING_NANOS, _ -> false);
        if (line.equals("OK") || line.startsWith("!") || line.equals("QT")) {
            return "";
        }
        return line.startsWith("QT,") ? line.substring(3).strip() : line.strip();
    }

    private Answer askForGrbl() {
        if (listen(GREETING_NANOS, Inquiry::greetsAsGrbl).isPresent()) {
            return new Answer.Board(BoardKind.GRBL, "");
        }
        send("\r\n");
        listen(SETTLING_NANOS, _ -> false);
        for (int attempt = 0; attempt < STATUS_ATTEMPTS; attempt++) {
            send("?");
            if (listen(STATUS_NANOS, line -> GRBL_STATUS.matcher(line).matches())
                    .isPresent()) {
                return new Answer.Board(BoardKind.GRBL, "");
            }
        }
        // Whoever collects a line has only question marks in it: that line is ended for the next one who speaks to it.
        send("\r\n");
        return other();
    }

    private static boolean greetsAsGrbl(String line) {
        return GRBL_GREETING.matcher(line.toLowerCase(Locale.ROOT)).matches();
    }

    private Answer other() {
        return heard.isEmpty() ? new Answer.Silence() : new Answer.Stranger(heard);
    }

    private void send(String text) {
        link.write(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** The first line that is wanted, if it comes in time; what else comes is heard and forgotten. */
    private Optional<String> listen(long nanos, Predicate<String> wanted) {
        long deadline = link.nanoTime() + nanos;
        for (long left = nanos; left > 0; left = deadline - link.nanoTime()) {
            splitter.add(buffer, link.read(buffer, left));
            for (Optional<String> line = splitter.next(); line.isPresent(); line = splitter.next()) {
                heard = line.get();
                if (wanted.test(heard)) {
                    return line;
                }
            }
        }
        return Optional.empty();
    }
}
