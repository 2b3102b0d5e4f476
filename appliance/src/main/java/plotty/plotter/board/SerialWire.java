package plotty.plotter.board;

import java.util.ArrayDeque;

/**
 * A serial line with a speed: bytes from the host arrive one after the other, and so do those of the board. One start
 * bit, eight data bits, one stop bit.
 */
public final class SerialWire {

    private static final long BITS = 10;

    private record Chunk(byte[] bytes, long startNanos) {}

    private final long byteNanos;
    private final ArrayDeque<Chunk> incoming = new ArrayDeque<>();
    private final Outbox outgoing = new Outbox();
    private int taken;
    private long inBusyUntil;
    private long outBusyUntil;

    /** A line of so many bits per second. */
    public SerialWire(int baud) {
        this.byteNanos = BITS * 1_000_000_000L / baud;
    }

    /** The host sends. */
    public void send(byte[] bytes, long nowNanos) {
        if (bytes.length > 0) {
            long start = Math.max(nowNanos, inBusyUntil);
            incoming.add(new Chunk(bytes, start));
            inBusyUntil = start + bytes.length * byteNanos;
        }
    }

    /** When the next byte reaches the board; {@link Long#MAX_VALUE} if none is under way. */
    public long nextArrival() {
        return incoming.isEmpty() ? Long.MAX_VALUE : incoming.getFirst().startNanos() + (taken + 1) * byteNanos;
    }

    /** Takes the next byte, 0–255. */
    public int arrive() {
        Chunk chunk = incoming.getFirst();
        int value = chunk.bytes()[taken] & 0xFF;
        taken++;
        if (taken == chunk.bytes().length) {
            incoming.removeFirst();
            taken = 0;
        }
        return value;
    }

    /** The board sends; the host can read it when the last byte is over. */
    public void reply(byte[] bytes, long nowNanos) {
        if (bytes.length > 0) {
            outBusyUntil = Math.max(nowNanos, outBusyUntil) + bytes.length * byteNanos;
            outgoing.add(bytes, outBusyUntil);
        }
    }

    /** When the host can next read something; {@link Long#MAX_VALUE} if nothing is under way. */
    public long nextReply() {
        return outgoing.next();
    }

    /** What the host can read by now. */
    public byte[] transmit(long nowNanos) {
        return outgoing.take(nowNanos);
    }

    /** What is under way in both directions is lost. */
    public void cut() {
        incoming.clear();
        outgoing.clear();
        taken = 0;
        inBusyUntil = 0;
        outBusyUntil = 0;
    }

    /** What the board has sent and nobody has read is lost. */
    public void dropReplies() {
        outgoing.clear();
        outBusyUntil = 0;
    }
}
