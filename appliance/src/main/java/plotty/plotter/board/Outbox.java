package plotty.plotter.board;

import java.util.ArrayDeque;

/** What a board has said, on its way to the host: in order, each message readable from a time on. */
final class Outbox {

    private record Message(byte[] bytes, long nanos) {}

    private final ArrayDeque<Message> messages = new ArrayDeque<>();

    /** A message that the host can read from a time on. */
    void add(byte[] bytes, long nanos) {
        messages.add(new Message(bytes, nanos));
    }

    /** When the host can next read something; {@link Long#MAX_VALUE} if nothing is under way. */
    long next() {
        return messages.isEmpty() ? Long.MAX_VALUE : messages.getFirst().nanos();
    }

    /** Takes what the host can read by now; empty if nothing. */
    byte[] take(long nowNanos) {
        int size = messages.stream()
                .takeWhile(m -> m.nanos() <= nowNanos)
                .mapToInt(m -> m.bytes().length)
                .sum();
        byte[] bytes = new byte[size];
        int at = 0;
        while (at < size) {
            byte[] message = messages.removeFirst().bytes();
            System.arraycopy(message, 0, bytes, at, message.length);
            at += message.length;
        }
        return bytes;
    }

    /** All of it is lost. */
    void clear() {
        messages.clear();
    }
}
