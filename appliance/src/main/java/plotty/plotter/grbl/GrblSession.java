package plotty.plotter.grbl;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.tinylog.Logger;
import plotty.plotter.LinkLostException;
import plotty.plotter.SerialLink;
import plotty.plotter.drive.LineSplitter;
import plotty.plotter.grbl.StatusReport.Point;

/**
 * Talks to one board over one link: lines as far as its buffer has room, real-time bytes at any time, each answer within a
 * deadline. Used by the plotter's thread only. Every call may throw {@link LinkLostException}.
 */
final class GrblSession {
    /** How long a board may take to answer a question or a line that does not move. */
    static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(1000);

    /** How long it may take to answer {@code ?}: it does so within a few ms, and is asked once more. */
    static final long REPORT_NANOS = TimeUnit.MILLISECONDS.toNanos(350);

    static final byte REPORT = '?';
    static final byte FEED_HOLD = '!';
    static final byte RESET = 0x18;
    static final byte JOG_CANCEL = (byte) 0x85;

    private final SerialLink link;
    private final LineSplitter splitter = new LineSplitter();
    private final SendWindow window = new SendWindow();
    private final byte[] buffer = new byte[1024];
    private Optional<Point> offset = Optional.empty();
    private OptionalInt blocks = OptionalInt.empty();

    GrblSession(SerialLink link) {
        this.link = link;
    }

    /** Asks a board that may hear but does not answer to stand still, and waits for nothing. */
    static void holdBlindly(SerialLink link) {
        try {
            link.write(new byte[] {FEED_HOLD});
        } catch (LinkLostException e) {
            Logger.warn("The plotter could not be held: {}", e.getMessage());
        }
    }

    SerialLink link() {
        return link;
    }

    SendWindow window() {
        return window;
    }

    long now() {
        return link.nanoTime();
    }

    void realtime(byte command) {
        link.write(new byte[] {command});
    }

    boolean fits(String line) {
        return window.fits(line);
    }

    void send(String line, Optional<Step> step) {
        window.sent(line, step);
        link.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    /** What the board says next, within a time. */
    Optional<GrblReply> hear(long waitNanos) {
        long deadline = link.nanoTime() + waitNanos;
        while (true) {
            Optional<String> line = splitter.next();
            if (line.isPresent()) {
                return Optional.of(noted(GrblReply.of(line.get())));
            }
            int count = link.read(buffer, Math.max(0, deadline - link.nanoTime()));
            if (count == 0) {
                return Optional.empty();
            }
            splitter.add(buffer, count);
        }
    }

    /** Keeps in mind the work offset, which is told only now and then. */
    private GrblReply noted(GrblReply reply) {
        if (reply instanceof GrblReply.Report(StatusReport status)) {
            offset = status.offset().or(() -> offset);
        }
        return reply;
    }

    /** The work offset, once the board has told it. */
    Optional<Point> offset() {
        return offset;
    }

    /** How many blocks its planner has. */
    void blocks(int count) {
        blocks = OptionalInt.of(count);
    }

    /** How many blocks its planner holds, the one that is executed included; empty if a report does not tell. */
    OptionalInt planned(StatusReport status) {
        return blocks.isPresent() && status.blocksFree().isPresent()
                ? OptionalInt.of(blocks.getAsInt() - status.blocksFree().getAsInt())
                : OptionalInt.empty();
    }

    /** Where the machine is, as a report says; empty if it tells the work position and the offset is not known. */
    Optional<Point> machine(StatusReport status) {
        return status.machine().or(() -> status.work().flatMap(work -> offset.map(work::plus)));
    }

    /** Sends a line alone and waits for its answer; what else the board says meanwhile. */
    List<GrblReply> ask(String line) {
        return ask(line, PATIENCE_NANOS);
    }

    /**
     * Sends a line alone and waits for its answer.
     *
     * @throws GrblFault if the board refuses it, says rubbish, or nothing within the time
     */
    List<GrblReply> ask(String line, long patienceNanos) {
        send(line, Optional.empty());
        long deadline = link.nanoTime() + patienceNanos;
        List<GrblReply> said = new ArrayList<>();
        while (true) {
            if (link.nanoTime() >= deadline) {
                throw new GrblFault("The plotter did not answer '%s'.".formatted(line));
            }
            Optional<GrblReply> reply = hear(deadline - link.nanoTime());
            if (reply.isPresent()) {
                if (reply.get() instanceof GrblReply.Ok) {
                    window.answered();
                    return said;
                }
                said.add(expected(line, reply.get()));
            }
        }
    }

    private static GrblReply expected(String line, GrblReply reply) {
        return switch (reply) {
            case GrblReply.Refused(int code) -> throw refusal(line, code);
            case GrblReply.Alarm(int code) -> throw GrblFault.alarm(code);
            case GrblReply.Banner(String version) -> throw GrblFault.resetByItself(version);
            case GrblReply.Rubbish(String text) -> throw rubbish(text);
            case GrblReply.Ok _, GrblReply.Report _, GrblReply.Value _, GrblReply.Note _ -> reply;
        };
    }

    static GrblFault refusal(String line, int code) {
        return new GrblFault("The plotter refused '%s': it %s.".formatted(line, Explanation.ofError(code)));
    }

    static GrblFault rubbish(String text) {
        return new GrblFault("The plotter said something that makes no sense. Check its cable.", text);
    }

    /** Asks how the board stands; twice, if the first answer gets lost. */
    StatusReport look() {
        return tryLook(REPORT_NANOS).or(() -> tryLook(REPORT_NANOS)).orElseThrow(GrblFault::silence);
    }

    /** Asks how the board stands; passes over whatever else it says but alarms and beginnings. */
    private Optional<StatusReport> tryLook(long patienceNanos) {
        realtime(REPORT);
        long deadline = link.nanoTime() + patienceNanos;
        while (link.nanoTime() < deadline) {
            Optional<GrblReply> reply = hear(deadline - link.nanoTime());
            if (reply.isPresent()) {
                switch (reply.get()) {
                    case GrblReply.Report(StatusReport status) -> {
                        return Optional.of(status);
                    }
                    case GrblReply.Alarm(int code) -> throw GrblFault.alarm(code);
                    case GrblReply.Banner(String version) -> throw GrblFault.resetByItself(version);
                    case GrblReply.Ok _, GrblReply.Refused _ -> window.answered();
                    case GrblReply.Value _, GrblReply.Note _, GrblReply.Rubbish _ -> {}
                }
            }
        }
        return Optional.empty();
    }

    /**
     * Resets the board by command: at rest its position stays right. Offsets, modes and all that was sent are gone.
     *
     * @return its version
     * @throws GrblFault if it does not begin anew
     */
    String reset() {
        realtime(RESET);
        return awaitBanner();
    }

    /** Waits until the board says that it begins anew; passes over what it said before. */
    String awaitBanner() {
        long deadline = link.nanoTime() + PATIENCE_NANOS;
        while (link.nanoTime() < deadline) {
            Optional<GrblReply> reply = hear(deadline - link.nanoTime());
            if (reply.isPresent() && reply.get() instanceof GrblReply.Banner(String version)) {
                window.clear();
                offset = Optional.empty();
                return version;
            }
        }
        throw new GrblFault("The plotter did not obey a reset.");
    }
}
