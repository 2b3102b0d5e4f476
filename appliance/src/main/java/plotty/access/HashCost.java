package plotty.access;

import java.util.function.IntSupplier;
import java.util.function.IntToLongFunction;

/**
 * How many iterations make one check of a password take about 0.3 s on this machine. OWASP's Password Storage Cheat Sheet
 * asks for 600,000 of PBKDF2-HMAC-SHA-256 on a server; a small board would take seconds for those while it plots, so it may go
 * down to 210,000, and a fast machine goes beyond.
 */
final class HashCost implements IntSupplier {
    static final int LEAST = 210_000;
    static final int MOST = 2_000_000;

    private static final long AIM_NANOS = 300_000_000;
    private static final int SAMPLE = 50_000;

    private final IntToLongFunction nanosOf;
    private int iterations;

    /**
     * A cost that is measured when it is asked for the first time.
     *
     * @param nanosOf nanoseconds that so many iterations take
     */
    HashCost(IntToLongFunction nanosOf) {
        this.nanosOf = nanosOf;
    }

    /** The cost on this machine. */
    static HashCost ofThisMachine() {
        return new HashCost(count -> {
            long start = System.nanoTime();
            byte[] derived = Passwords.derive("a password of usual length", new byte[16], count);
            return System.nanoTime() - start + (derived.length == 0 ? 1 : 0);
        });
    }

    @Override
    public synchronized int getAsInt() {
        if (iterations == 0) {
            // The first one is slow: the compiler has not seen it yet.
            long first = nanosOf.applyAsLong(SAMPLE);
            long nanos = Math.max(1, Math.min(first, nanosOf.applyAsLong(SAMPLE)));
            iterations = Math.clamp(AIM_NANOS * SAMPLE / nanos, LEAST, MOST);
        }
        return iterations;
    }
}
