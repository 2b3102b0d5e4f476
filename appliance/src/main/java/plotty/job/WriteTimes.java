package plotty.job;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * How long the disk took lately to take something down. A card that is slow now and then is so again, so the slowest of the last
 * ten to twenty minutes counts. Thread-safe.
 */
final class WriteTimes {
    private static final long SPAN_NANOS = Duration.ofMinutes(10).toNanos();

    private final LongSupplier nanos;
    private long since;
    private long slowestBefore;
    private long slowestSince;

    /**
     * Nothing is known yet.
     *
     * @param nanos a clock that nobody sets, ns
     */
    WriteTimes(LongSupplier nanos) {
        this.nanos = nanos;
        this.since = nanos.getAsLong();
    }

    /** Begins a write and measures it; gives the same future. */
    <T> CompletableFuture<T> measured(Supplier<CompletableFuture<T>> write) {
        long begun = nanos.getAsLong();
        return write.get().whenComplete((_, _) -> took(nanos.getAsLong() - begun));
    }

    private synchronized void took(long time) {
        turn();
        slowestSince = Math.max(slowestSince, time);
    }

    /** The slowest lately, s; 0 if nothing was written. */
    synchronized double slowestS() {
        turn();
        return Math.max(slowestBefore, slowestSince) / 1e9;
    }

    private void turn() {
        long now = nanos.getAsLong();
        if (now - since >= SPAN_NANOS) {
            slowestBefore = now - since >= 2 * SPAN_NANOS ? 0 : slowestSince;
            slowestSince = 0;
            since = now;
        }
    }
}
