package plotty.motion.order;

import java.time.Duration;
import java.util.function.LongSupplier;

/** How much may still be tried: so much work, which is the same at every run, and so much time at most. Not thread-safe. */
final class Effort {
    private final LongSupplier nanoTime;
    private final long startedNanos;
    private final long longestNanos;

    Effort(Duration longest, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        longestNanos = longest.toNanos();
        startedNanos = nanoTime.getAsLong();
    }

    /** Whether time is up; asked now and then, for asking costs. */
    boolean timeIsUp() {
        return nanoTime.getAsLong() - startedNanos >= longestNanos;
    }
}
