package plotty.plotter.grbl;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * What GRBL has been sent and has not answered: its lines, each with what it was sent for, and their bytes against its receive
 * buffer (wiki, Grbl v1.1 Interface, Character-Counting). Real-time bytes take no room there and are not counted.
 */
final class SendWindow {
    /** Room of a board that does not say. */
    static final int COMMON_ROOM = 128;

    private final Deque<Sent> unanswered = new ArrayDeque<>();
    private int room = COMMON_ROOM;
    private int bytes;
    private long sentInAll;

    /**
     * A line that waits for its answer.
     *
     * @param line without its end
     * @param step what it is for, if it belongs to a drawing
     */
    record Sent(String line, Optional<Step> step, long number) {
        int bytes() {
            return line.length() + 1;
        }
    }

    /** How many bytes the board takes. */
    void room(int roomBytes) {
        room = roomBytes;
    }

    int room() {
        return room;
    }

    boolean fits(String line) {
        return bytes + line.length() + 1 < room;
    }

    void sent(String line, Optional<Step> step) {
        Sent sent = new Sent(line, step, sentInAll++);
        unanswered.add(sent);
        bytes += sent.bytes();
    }

    /** The oldest line is answered; empty if none waits. */
    Optional<Sent> answered() {
        Sent oldest = unanswered.poll();
        if (oldest != null) {
            bytes -= oldest.bytes();
        }
        return Optional.ofNullable(oldest);
    }

    boolean isEmpty() {
        return unanswered.isEmpty();
    }

    /** Lines sent so far, to be handed to {@link #lostAnswer}. */
    long sentInAll() {
        return sentInAll;
    }

    /**
     * Whether an answer must have been lost: the board holds fewer bytes than have been left unanswered. One line may be in
     * work, out of the buffer and not answered yet.
     *
     * @param sentBefore lines that had been sent when the board was asked
     * @param bytesFree room that it says its buffer has
     */
    boolean lostAnswer(long sentBefore, int bytesFree) {
        int before = unanswered.stream()
                .filter(sent -> sent.number() < sentBefore)
                .mapToInt(Sent::bytes)
                .sum();
        int inWork = unanswered.isEmpty() ? 0 : unanswered.peek().bytes();
        return before - inWork > room - bytesFree;
    }

    /** How long the unanswered lines wait by their own will, s. */
    double dwellS() {
        return unanswered.stream()
                .flatMap(sent -> sent.step().stream())
                .mapToDouble(Step::dwellS)
                .sum();
    }

    void clear() {
        unanswered.clear();
        bytes = 0;
    }
}
