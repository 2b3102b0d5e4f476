package plotty.drawing.svg;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import plotty.drawing.ReadLimits;

/** Passes a file on up to a size, and remembers how it ends, to tell a file cut short from a broken one. */
final class BoundedInput extends FilterInputStream {
    private static final int TAIL = 256;

    private final ReadLimits limits;
    private final byte[] tail = new byte[TAIL];
    private long count;
    private boolean ended;

    BoundedInput(InputStream in, ReadLimits limits) {
        super(in);
        this.limits = limits;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int got = super.read(buffer, offset, length);
        if (got < 0) {
            ended = true;
            return got;
        }
        for (int i = Math.max(0, got - TAIL); i < got; i++) {
            tail[(int) ((count + i) % TAIL)] = buffer[offset + i];
        }
        count += got;
        if (count > limits.maxBytes()) {
            throw limits.tooManyBytes();
        }
        return got;
    }

    @Override
    public long skip(long wanted) throws IOException {
        return read(new byte[(int) Math.min(wanted, 8192)]);
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    boolean empty() {
        return ended && count == 0;
    }

    /** Whether the last that was read is the end tag of an {@code svg} element, but for comments. */
    boolean endsWithSvg() {
        return text().matches("(?s).*</([^<>/\\s]+:)?svg\\s*>\\s*(<!--.*)?\\s*");
    }

    /** The last bytes as text; zero bytes of UTF-16 are left out. */
    private String text() {
        int length = (int) Math.min(count, TAIL);
        byte[] ordered = new byte[length];
        for (int i = 0; i < length; i++) {
            ordered[i] = tail[(int) ((count - length + i) % TAIL)];
        }
        return new String(ordered, StandardCharsets.ISO_8859_1).replace("\0", "");
    }
}
