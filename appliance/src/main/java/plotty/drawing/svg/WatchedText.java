package plotty.drawing.svg;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/** A file's text that remembers whether its reader wanted more than there was. */
final class WatchedText extends FilterReader {
    private boolean exhausted;

    WatchedText(Reader text) {
        super(text);
    }

    @Override
    public int read() throws IOException {
        int next = super.read();
        exhausted |= next < 0;
        return next;
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        int got = super.read(buffer, offset, length);
        exhausted |= got < 0;
        return got;
    }

    /** Whether text was asked for behind its end. */
    boolean exhausted() {
        return exhausted;
    }
}
