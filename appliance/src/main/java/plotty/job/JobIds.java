package plotty.job;

import java.time.InstantSource;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Makes UUIDs of version 7 (RFC 9562, section 5.7), each greater than the one before. Safe for any thread. */
final class JobIds {
    private static final long SEQUENCE_BITS = 12;

    private final InstantSource clock;
    private final RandomGenerator random;
    private long last;

    JobIds(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /** The next id: milliseconds, then a count within the millisecond, then 62 random bits. */
    synchronized String next() {
        long now = clock.millis() << SEQUENCE_BITS;
        last = Math.max(now, last + 1);
        long millis = last >>> SEQUENCE_BITS;
        long sequence = last & ((1L << SEQUENCE_BITS) - 1);
        long high = (millis << 16) | 0x7000L | sequence;
        long low = (random.nextLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low).toString();
    }

    /** Whether a text has the form of such an id. */
    static boolean looksLikeId(String text) {
        return text.matches("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
    }
}
