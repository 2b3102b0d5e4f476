package plotty.drawing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The bytes of a file as far as its size is allowed, one at a time, with a look at the next one. Not thread-safe. */
public final class FileBytes {
    /** No byte: the file is over. */
    public static final int END = -1;

    private final InputStream in;
    private final ReadLimits limits;
    private final byte[] buffer = new byte[8192];
    private int filled;
    private int at;
    private long before;

    /** The stream is read ahead, and not closed. */
    public FileBytes(InputStream in, ReadLimits limits) {
        this.in = in;
        this.limits = limits;
    }

    /**
     * The next byte, which stays, or {@link #END}.
     *
     * @throws DrawingException if the file is larger than allowed
     * @throws UncheckedIOException if the stream fails
     */
    public int peek() {
        if (at == filled && !fill()) {
            return END;
        }
        return buffer[at] & 0xff;
    }

    /** The next byte, or {@link #END}; throws as {@link #peek} does. */
    public int next() {
        int next = peek();
        if (next != END) {
            at++;
        }
        return next;
    }

    /** So many bytes were taken. */
    public long offset() {
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
        if (before + filled > limits.maxBytes()) {
            throw limits.tooManyBytes();
        }
        return filled > 0;
    }
}
