package plotty.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/**
 * Frames as they go over the line, header and message in one piece (RFC 6455, 5.2; a server does not mask). The same array that is
 * sent to many clients is made a frame of once, in memory that the socket takes as it is. On the event loop.
 */
final class SharedFrames {
    static final int TEXT = 1;
    static final int BINARY = 2;

    /** Of longer messages only the last one is kept. */
    private static final int LONGEST_KEPT = 4096;

    /** A power of two. */
    private static final int KEPT = 64;

    private static final int FINAL = 0x80;
    private static final int SHORT = 125;
    private static final int SIXTEEN_BITS = 126;
    private static final int SIXTY_FOUR_BITS = 127;

    /** A message and what was made of it. */
    private record Kept(int opcode, byte[] message, ByteBuf frame) {}

    /** By the identity of the message; behind them the last long one. */
    private final Kept[] kept = new Kept[KEPT + 1];

    /** The frame of a message that is never changed. It is lent until the next call: whoever needs it longer retains it. */
    @SuppressWarnings("ReferenceEquality") // The same array means the same message; comparing contents costs more.
    ByteBuf of(int opcode, byte[] message) {
        int place = message.length > LONGEST_KEPT ? KEPT : System.identityHashCode(message) & (KEPT - 1);
        Kept before = kept[place];
        if (before != null && before.message() == message && before.opcode() == opcode) {
            return before.frame();
        }
        byte[] header = header(opcode, message.length);
        ByteBuf frame = Unpooled.directBuffer(header.length + message.length)
                .writeBytes(header)
                .writeBytes(message);
        kept[place] = new Kept(opcode, message, frame);
        if (before != null) {
            before.frame().release();
        }
        return frame;
    }

    /** Forgets what is kept. */
    void clear() {
        for (int place = 0; place < kept.length; place++) {
            if (kept[place] != null) {
                kept[place].frame().release();
                kept[place] = null;
            }
        }
    }

    private static byte[] header(int opcode, int length) {
        byte first = (byte) (FINAL | opcode);
        if (length <= SHORT) {
            return new byte[] {first, (byte) length};
        }
        if (length <= 0xffff) {
            return new byte[] {first, SIXTEEN_BITS, (byte) (length >> 8), (byte) length};
        }
        return new byte[] {
            first,
            SIXTY_FOUR_BITS,
            0,
            0,
            0,
            0,
            (byte) (length >> 24),
            (byte) (length >> 16),
            (byte) (length >> 8),
            (byte) length
        };
    }
}
