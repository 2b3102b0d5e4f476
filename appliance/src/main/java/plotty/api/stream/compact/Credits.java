package plotty.api.stream.compact;

import java.time.Duration;
import java.time.Instant;

/**
 * What one client may still ask for: two buckets, of messages and of bytes, that fill up again by themselves. Enough for
 * moves by hand as fast as a plotter takes them. Pieces of a drawing are not counted here but held back by the window of
 * {@link Submission}. What goes beyond runs up a debt, so that a stop can be told from the rest and is never lost; a debt as
 * large as the buckets is too large.
 */
final class Credits {
    static final int MESSAGES = 200;
    static final int MESSAGES_PER_SECOND = 50;
    static final int BYTES = 1024 * 1024;
    static final int BYTES_PER_SECOND = 256 * 1024;

    private double messages = MESSAGES;
    private double bytes = BYTES;
    private Instant filled;

    Credits(Instant now) {
        filled = now;
    }

    /** Takes a message of this size; whether there was enough for it. */
    boolean take(int size, Instant now) {
        double passedS = Math.max(0, Duration.between(filled, now).toNanos() / 1e9);
        filled = now;
        messages = Math.min(MESSAGES, messages + passedS * MESSAGES_PER_SECOND) - 1;
        bytes = Math.min(BYTES, bytes + passedS * BYTES_PER_SECOND) - size;
        return messages >= 0 && bytes >= 0;
    }

    /** Whether so much was sent without credits that nothing more is read. */
    boolean overdrawn() {
        return messages < -MESSAGES || bytes < -BYTES;
    }

    /** Gives back what a message took that is counted elsewhere. */
    void giveBack(int size) {
        messages++;
        bytes += size;
    }
}
