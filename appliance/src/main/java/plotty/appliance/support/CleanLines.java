package plotty.appliance.support;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Passes text on line by line, without secrets and up to a bound; what is beyond it is dropped, and that is said in its place.
 * Closing passes the last line on, and closes nothing else. Used by one thread.
 */
final class CleanLines extends OutputStream {
    private static final int MOST_OF_A_LINE = 64 * 1024;

    private final OutputStream to;
    private final KnownSecrets secrets;
    private final int most;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(256);
    private int cut;
    private int written;
    private boolean full;

    /**
     * Passes on to this.
     *
     * @param most how many bytes go through
     */
    CleanLines(OutputStream to, KnownSecrets secrets, int most) {
        this.to = to;
        this.secrets = secrets;
        this.most = most;
    }

    /** How many bytes went through. */
    int written() {
        return written;
    }

    @Override
    public void write(int b) throws IOException {
        if (full) {
            return;
        }
        if (b == '\n') {
            pass();
        } else if (line.size() < MOST_OF_A_LINE) {
            line.write(b);
        } else {
            cut++;
        }
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        for (int i = from; i < from + length; i++) {
            write(bytes[i]);
        }
    }

    private void pass() throws IOException {
        String text = secrets.hide(line.toString(StandardCharsets.UTF_8)) + (cut > 0 ? " [" + cut + " bytes cut]" : "");
        line.reset();
        cut = 0;
        byte[] bytes = (text + "\n").getBytes(StandardCharsets.UTF_8);
        if (written + bytes.length > most) {
            full = true;
            bytes = "[the rest is left out: too long]\n".getBytes(StandardCharsets.UTF_8);
        }
        to.write(bytes);
        written += bytes.length;
    }

    @Override
    public void close() throws IOException {
        if (!full && line.size() > 0) {
            pass();
        }
    }
}
