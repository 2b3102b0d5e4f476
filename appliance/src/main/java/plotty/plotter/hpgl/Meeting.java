package plotty.plotter.hpgl;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import plotty.plotter.SerialLink;
import plotty.plotter.drive.BoardFault;

/**
 * Gets acquainted with what is at the other end of a link. In this order: the pen is lifted and the buffer dropped; whether
 * anything answers; what proves position is read before anything is sent that changes it; then the line is set up.
 */
final class Meeting {
    private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(30);
    private static final long MOST_NOISE_NANOS = TimeUnit.MILLISECONDS.toNanos(300);
    private static final long ANSWER_NANOS = TimeUnit.MILLISECONDS.toNanos(400);
    /** A vector, or a change of pens, may have to end first. */
    private static final long IN_TURN_NANOS = TimeUnit.SECONDS.toNanos(6);

    private static final int ATTEMPTS = 3;
    private static final int SHORTEST_NAME = 3;
    private static final int LONGEST_NAME = 40;
    private static final int SMALLEST_BUFFER = 60;
    private static final int USUAL_BUFFER = 255;
    private static final int ERROR_BIT = 32;

    private final HpglSession session;
    private final HpglModel model;

    /**
     * What was found.
     *
     * @param mark that we left on it, if it was not reset since
     * @param position of the pen
     */
    record Acquaintance(HpglBoard board, Optional<OriginMark> mark, Spot position) {}

    private Meeting(SerialLink link, HpglModel model) {
        this.session = new HpglSession(link, model.baud());
        this.model = model;
    }

    /**
     * Gets acquainted; takes half a second, or some seconds if a vector or a change of pens must end first.
     *
     * @throws BoardFault if this is no plotter that can be driven; the message says what to do
     */
    static Acquaintance with(SerialLink link, HpglModel model) {
        return new Meeting(link, model).run();
    }

    private Acquaintance run() {
        // Its handshakes may be anything: back to what the plotter starts with.
        session.write("\u001b.R" + HpglSession.ABORT_AND_LIFT);
        session.awaitQuiet(QUIET_NANOS, MOST_NOISE_NANOS + session.lineNanos());
        findVoice();
        Optional<int[]> extended = ask(HpglBoard.EXTENDED_STATUS, 1);
        // Suspended, it answers nothing in turn: better to say why.
        extended.flatMap(status -> Complaints.hindrance(status[0])).ifPresent(words -> {
            throw new BoardFault(words);
        });
        String identity = identity();
        Optional<OriginMark> mark = ask(OriginMark.QUESTION, 4).flatMap(OriginMark::of);
        Optional<HardLimits> limits = ask("OH;", 4).map(n -> new HardLimits(n[0], n[1], n[2], n[3]));
        limits.filter(found -> found.maxX() - found.minX() < model.unitsPerMm()
                        || found.maxY() - found.minY() < model.unitsPerMm())
                .ifPresent(none -> {
                    throw new BoardFault("The plotter has no room to draw: load paper.");
                });
        int[] position = session.askNumbers(HpglBoard.POSITION, 3, IN_TURN_NANOS);
        ask("OE;", 1);
        boolean errorLeft =
                ask("OS;", 1).map(status -> (status[0] & ERROR_BIT) != 0).orElse(false);
        if (errorLeft) {
            throw new BoardFault("The plotter reports an error that does not go away; switch it off and on.");
        }
        int bufferBytes = bufferBytes();
        if (mark.isEmpty()) {
            session.write("IN;");
        }
        session.write("PA;" + flowControl());
        HpglBoard board = new HpglBoard(session, identity, bufferBytes, extended.isPresent(), limits);
        return new Acquaintance(board, mark, new Spot(position[0], position[1]));
    }

    private String identity() {
        String heard = "";
        for (int i = 0; i < 2; i++) {
            heard = session.ask("OI;", IN_TURN_NANOS).strip();
            // A single digit may be the late answer to a check of before.
            if (heard.length() >= SHORTEST_NAME && heard.length() <= LONGEST_NAME) {
                return heard;
            }
        }
        throw HpglSession.nonsense("OI;", heard);
    }

    /** Whether anything answers; clears errors of the line that are older than we are. */
    private void findVoice() {
        String heard = "";
        for (int i = 0; i < ATTEMPTS; i++) {
            Optional<String> answer = session.tryAsk(HpglBoard.LINE_ERROR, ANSWER_NANOS);
            if (answer.flatMap(text -> HpglSession.numbers(text, 1)).isPresent()) {
                return;
            }
            heard = answer.orElse(heard);
        }
        throw heard.isEmpty()
                ? new BoardFault("No HP-GL plotter answers: is it on, its cable right, its speed %d baud, no parity?"
                        .formatted(model.baud()))
                : new BoardFault("What answers is no HP-GL plotter, or its speed or parity is another.", heard);
    }

    /** Asks what not all plotters know: twice, as an answer may have been lost. */
    private Optional<int[]> ask(String question, int numbers) {
        for (int i = 0; i < 2; i++) {
            Optional<int[]> answer =
                    session.tryAsk(question, ANSWER_NANOS).flatMap(text -> HpglSession.numbers(text, numbers));
            if (answer.isPresent()) {
                return answer;
            }
        }
        return Optional.empty();
    }

    private int bufferBytes() {
        if (model.bufferBytes() > 0) {
            return model.bufferBytes();
        }
        return ask("\u001b.L", 1)
                .map(answer -> answer[0])
                .filter(size -> size >= SMALLEST_BUFFER)
                .orElse(USUAL_BUFFER);
    }

    /** Manual, chapter 10: DTR by bit 0 of {@code ESC.@}; XON (17) and XOFF (19) by {@code ESC.I} and {@code ESC.N}. */
    private String flowControl() {
        return switch (model.flow()) {
            case POLL -> "";
            case HARDWARE -> "\u001b.@;1:";
            case SOFTWARE -> "\u001b.I81;;17:\u001b.N;19:";
        };
    }
}
