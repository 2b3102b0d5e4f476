package plotty.drawing.hpgl;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import plotty.drawing.DrawingException;

/** The bytes of a file up to a size, one at a time, with a look at the next one. */
final class Source {
    static final int END = -1;

    private final InputStream in;
    private final long maxBytes;
    private final byte[] buffer = new byte[8192];
    private int filled;
    private int at;
    private long before;

    Source(InputStream in, long maxBytes) {
        this.in = in;
        this.maxBytes = maxBytes;
    }

    /** The next byte, which stays, or {@link #END}. */
    int peek() {
        if (at == filled && !fill()) {
            return END;
        }
        return buffer[at] & 0xff;
    }

    /** The next byte, or {@link #END}. */
    int next() {
        int next = peek();
        if (next != END) {
            at++;
        }
        return next;
    }

    /** So many bytes were taken. */
    long offset() {
        return before + at;
    }

    private boolean fill() {
        before += filled;
        at = 0;
        filled = 0;
        try {
            filled = Math.max(0, in.read(buffer));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        if (before + filled > maxBytes) {
            throw new DrawingException(Words.format(
                    "The file is larger than %,d bytes, the limit. Simplify the drawing or split it into several files.",
                    maxBytes));
        }
        return filled > 0;
    }
}
