package plotty.plotter.grbl;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import plotty.plotter.Adjustment;
import plotty.plotter.SerialLink;
import plotty.plotter.grbl.StatusReport.Point;
import plotty.plotter.grbl.StatusReport.State;

/**
 * Gets acquainted with what is at the other end of a link. In this order: whether it speaks GRBL, for which it may have to begin
 * anew first, as boards do that opening their port resets; it is brought to rest; what proves the position is read before
 * anything is sent that changes it; it is reset, which is safe at rest; the pen is lifted; then its settings are read.
 */
final class Handshake {
    /** A board that opening its port resets is silent for so long, while it waits for a new firmware. */
    private static final long OPENING_NANOS = TimeUnit.MILLISECONDS.toNanos(3000);

    private static final long ANSWER_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final int ATTEMPTS = 4;
    /** The work offset is told in each tenth or thirtieth report (config.h, REPORT_WCO_REFRESH_BUSY_COUNT). */
    private static final int MOST_REPORTS = 35;

    private static final Pattern OPTIONS = Pattern.compile("\\[OPT:[^,]*,(\\d{1,4}),(\\d{1,5})]");
    private static final int LEAST_ROOM = 80;
    private static final String SPOKEN_VERSION = "1.1";

    /**
     * What was found.
     *
     * @param mark the word of the position that was left on the board
     * @param fresh whether it began anew when, or after, the line was opened
     * @param slept whether its motors were off
     * @param ranDry whether it had executed everything that it was sent
     * @param machine where it is, in machine coordinates
     * @param doubted whether it keeps in its memory that its position is not to be believed
     * @param offset its work offset before it was reset: where the origin is, if there is a mark
     */
    record Acquaintance(
            GrblBoard board,
            TrustMark mark,
            boolean fresh,
            boolean slept,
            boolean ranDry,
            boolean doubted,
            Point machine,
            Point offset) {}

    private final GrblSession session;
    private final GrblSettings settings;
    private final Adjustment adjustment;
    private final ZReference height;
    private String banner = "";
    private String heard = "";

    private Handshake(SerialLink link, GrblSettings settings, ZReference height, Adjustment adjustment) {
        this.height = height;
        this.session = new GrblSession(link);
        this.settings = settings;
        this.adjustment = adjustment;
    }

    /**
     * Gets acquainted; takes a fifth of a second, or up to three if the board begins anew or nothing answers.
     *
     * @param opened whether the line has just been opened; else the board is known to be there
     * @throws GrblFault if this is no board that can be driven; the message says what to do
     */
    static Acquaintance on(
            SerialLink link, boolean opened, GrblSettings settings, ZReference height, Adjustment adjustment) {
        return new Handshake(link, settings, height, adjustment).run(opened);
    }

    /**
     * Gets acquainted anew with a board that is locked by an alarm, in which it may obey nothing but a reset and not tell where it
     * is (protocol.c, protocol_exec_rt_system).
     */
    static Acquaintance afterAlarm(SerialLink link, GrblSettings settings, ZReference height, Adjustment adjustment) {
        Handshake handshake = new Handshake(link, settings, height, adjustment);
        return handshake.setUp(TrustMark.NONE, false, false, false, Point.ZERO);
    }

    private Acquaintance run(boolean opened) {
        StatusReport status = firstReport(opened);
        if (!status.atRest()) {
            status = Standstill.of(session);
        }
        boolean fresh = !banner.isEmpty();
        Point offset = fresh ? Point.ZERO : offset();
        boolean slept = status.state() == State.SLEEP;
        return setUp(TrustMark.in(offset), fresh, slept, status.state() == State.IDLE, offset);
    }

    private StatusReport firstReport(boolean opened) {
        long giveUp = session.now() + (opened ? OPENING_NANOS : ATTEMPTS * ANSWER_NANOS);
        while (session.now() < giveUp) {
            session.realtime(GrblSession.REPORT);
            Optional<StatusReport> status = reportBefore(session.now() + ANSWER_NANOS);
            if (status.isPresent()) {
                return status.get();
            }
        }
        throw new GrblFault(
                heard.isEmpty()
                        ? "Nothing answers at this port. Is it a plotter with a GRBL board, and is it switched on?"
                        : "What is at this port is no GRBL board. Choose another port.",
                heard);
    }

    private Optional<StatusReport> reportBefore(long deadline) {
        while (session.now() < deadline) {
            Optional<GrblReply> reply = session.hear(deadline - session.now());
            if (reply.isEmpty()) {
                continue;
            }
            switch (reply.get()) {
                case GrblReply.Report(StatusReport status) -> {
                    return Optional.of(status);
                }
                case GrblReply.Banner(String version) -> banner = version;
                case GrblReply.Rubbish(String line) -> heard = line;
                case GrblReply.Ok _, GrblReply.Refused _, GrblReply.Alarm _, GrblReply.Value _, GrblReply.Note _ -> {}
            }
        }
        return Optional.empty();
    }

    private Point offset() {
        for (int i = 0; i < MOST_REPORTS && session.offset().isEmpty(); i++) {
            session.look();
        }
        return session.offset().orElse(Point.ZERO);
    }

    private Acquaintance setUp(TrustMark mark, boolean fresh, boolean slept, boolean ranDry, Point offset) {
        banner = session.reset();
        if (!banner.startsWith(SPOKEN_VERSION)) {
            throw new GrblFault("The plotter's firmware is GRBL %s; update it to 1.1.".formatted(banner));
        }
        StatusReport status = session.look();
        if (status.state() == State.ALARM) {
            session.ask("$X");
        }
        if (fresh) {
            session.machine(status).map(Point::z).ifPresent(height::beganAnew);
        }
        GrblBoard board = new GrblBoard(session, settings, banner, height, adjustment);
        board.lift();
        session.ask("$I").forEach(this::readOptions);
        for (GrblReply reply : session.ask("$$")) {
            if (reply instanceof GrblReply.Value(int number, double value)) {
                board.numbers().put(number, value);
            }
        }
        boolean doubted = session.ask("$#").stream()
                .anyMatch(reply -> reply instanceof GrblReply.Note(String text) && TrustMark.keptDoubt(text));
        if (doubted) {
            board.doubted();
        }
        if (board.numbers().is(BoardNumbers.INCHES, 1)) {
            session.ask("$%d=0".formatted(BoardNumbers.INCHES));
        }
        return new Acquaintance(board, mark, fresh, slept, ranDry, doubted, board.machine(), offset);
    }

    private void readOptions(GrblReply reply) {
        if (reply instanceof GrblReply.Note(String text)) {
            Matcher options = OPTIONS.matcher(text);
            if (options.matches()) {
                session.blocks(Integer.parseInt(options.group(1)));
                session.window().room(Math.max(LEAST_ROOM, Integer.parseInt(options.group(2))));
            }
        }
    }
}
