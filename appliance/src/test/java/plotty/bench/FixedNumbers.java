package plotty.bench;

/**
 * Numbers that look random and are the same on every Java: Knuth's 64-bit linear congruential generator (The Art of Computer
 * Programming, volume 2, section 3.3.4), of which the upper 53 bits are used.
 */
final class FixedNumbers {
    private long state;

    FixedNumbers(long seed) {
        state = seed;
        next();
        next();
    }

    /** From this to below that, evenly. */
    double between(double from, double to) {
        return from + (to - from) * (next() >>> 11) * 0x1p-53;
    }

    /** A whole number from 0 to below this. */
    int below(int bound) {
        return (int) between(0, bound);
    }

    private long next() {
        state = state * 6364136223846793005L + 1442695040888963407L;
        return state;
    }
}
