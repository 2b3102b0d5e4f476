package plotty.plotter.hpgl;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.tinylog.Logger;
import plotty.plotter.drive.BoardFault;

/** A plotter that we are acquainted with. Used by the plotter's thread only. */
final class HpglBoard {
    static final String FREE = "\u001b.B";
    static final String EXTENDED_STATUS = "\u001b.O";
    static final String LINE_ERROR = "\u001b.E";
    static final String POSITION = "OA;";

    private static final long AT_REST_NANOS = TimeUnit.MILLISECONDS.toNanos(1500);

    private final HpglSession session;
    private final String identity;
    private final int bufferBytes;
    private final boolean tellsExtendedStatus;
    private final Optional<HardLimits> limits;

    /**
     * A plotter as the handshake found it.
     *
     * @param identity as it says
     * @param bufferBytes size of its buffer
     * @param tellsExtendedStatus whether it knows {@code ESC.O}
     * @param limits how far it goes, if it says
     */
    HpglBoard(
            HpglSession session,
            String identity,
            int bufferBytes,
            boolean tellsExtendedStatus,
            Optional<HardLimits> limits) {
        this.session = session;
        this.identity = identity;
        this.bufferBytes = bufferBytes;
        this.tellsExtendedStatus = tellsExtendedStatus;
        this.limits = limits;
    }

    String identity() {
        return identity;
    }

    int bufferBytes() {
        return bufferBytes;
    }

    Optional<HardLimits> limits() {
        return limits;
    }

    int baud() {
        return session.baud();
    }

    long now() {
        return session.now();
    }

    /** Sends instructions to the buffer; the caller knows that there is room. */
    void send(String instructions) {
        session.write(instructions);
    }

    /** Bytes that are free in the buffer. */
    int free() {
        int free = session.askNumbers(FREE, 1, HpglSession.PATIENCE_NANOS)[0];
        if (free < 0 || free > bufferBytes) {
            throw new BoardFault("The plotter says that %d bytes of its %d are free.".formatted(free, bufferBytes));
        }
        return free;
    }

    /** Why it does not draw now, as far as it tells. */
    OptionalInt extendedStatus() {
        return tellsExtendedStatus
                ? OptionalInt.of(session.askNumbers(EXTENDED_STATUS, 1, HpglSession.PATIENCE_NANOS)[0])
                : OptionalInt.empty();
    }

    /** An error of the line since it was asked last. */
    Optional<String> lineError() {
        return Complaints.line(session.askNumbers(LINE_ERROR, 1, HpglSession.PATIENCE_NANOS)[0]);
    }

    /** What the plotter has said of errors in its instructions. */
    Checks checks() {
        return session.checks();
    }

    /** Drops everything that is buffered; the pen is lifted after the vector that is being drawn. */
    void abortAndLift() {
        session.checks().drop();
        session.write(HpglSession.ABORT_AND_LIFT);
    }

    /** Where the pen is, once all that was sent is done: at rest only. */
    Spot position() {
        return spot(session.askNumbers(POSITION, 3, AT_REST_NANOS));
    }

    private static Spot spot(int[] answer) {
        return new Spot(answer[0], answer[1]);
    }

    /** Asks for the position, to be {@link #heardPosition} once all that was sent is done. */
    void askPosition() {
        session.write(POSITION);
    }

    /** The answer to {@link #askPosition}, if it comes until a time; later lines than that are let pass. */
    Optional<Spot> heardPosition(long untilNanos) {
        Optional<String> line = session.listen(untilNanos);
        return line.map(
                text -> spot(HpglSession.numbers(text, 3).orElseThrow(() -> HpglSession.nonsense(POSITION, text))));
    }

    /** How long the line is still busy with what was sent. */
    long lineNanos() {
        return session.lineNanos();
    }

    /** Waits, listening to nothing in particular, until a time or until the link is woken. */
    void waitUntil(long nanos) {
        session.listen(nanos).ifPresent(stray -> Logger.debug("The plotter said '{}' without being asked", stray));
    }

    /** Leaves a mark of what is true of the position; at rest only. */
    void mark(OriginMark mark) {
        session.write(mark.command());
    }
}
