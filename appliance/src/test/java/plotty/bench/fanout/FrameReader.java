package plotty.bench.fanout;

import java.nio.ByteBuffer;

/**
 * Takes the frames of a server apart as they come in (RFC 6455, 5.2): each whole, in one piece, unmasked. What is left of a frame
 * that has not come whole waits here.
 */
final class FrameReader {
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;

    private static final byte[] NOTHING = {};

    private byte[] rest = NOTHING;

    /** Hears of frames. */
    @FunctionalInterface
    interface Frames {
        /** A frame; the buffer is good for this call only. */
        void frame(int opcode, ByteBuffer payload);
    }

    /** How many bytes wait here. */
    int waiting() {
        return rest.length;
    }

    /** Puts what waits in front of what will be read into the buffer. */
    void begin(ByteBuffer in) {
        in.clear().put(rest);
        rest = NOTHING;
    }

    /** Gives the frames of a buffer that was read into, and keeps the rest. */
    void end(ByteBuffer in, Frames to) {
        in.flip();
        int limit = in.limit();
        while (in.remaining() >= 2) {
            int at = in.position();
            int length = in.get(at + 1) & 0x7f;
            int header = 2;
            if (length == 126 && limit - at >= 4) {
                length = in.getShort(at + 2) & 0xffff;
                header = 4;
            } else if (length == 127 && limit - at >= 10) {
                length = Math.toIntExact(in.getLong(at + 2));
                header = 10;
            } else if (length >= 126) {
                break;
            }
            if (limit - at < header + length) {
                break;
            }
            int opcode = in.get(at) & 0x0f;
            in.position(at + header).limit(at + header + length);
            to.frame(opcode, in);
            in.limit(limit).position(at + header + length);
        }
        if (in.hasRemaining()) {
            rest = new byte[in.remaining()];
            in.get(rest);
        }
    }
}
