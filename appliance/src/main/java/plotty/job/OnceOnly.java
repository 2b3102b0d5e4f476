package plotty.job;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import plotty.job.JobRefusedException.Reason;

/**
 * Sees to it that a request makes one job, however often it is sent; also when it is sent twice at the same time, and across
 * a restart, for the key is written down with the job. Any thread; blocks.
 */
final class OnceOnly {
    private static final long PATIENCE_S = 30;

    private final JobStore store;
    private final Function<String, Optional<Job>> byId;
    private final InstantSource clock;
    private final Map<Asked, CompletableFuture<Void>> underWay = new ConcurrentHashMap<>();

    private record Asked(String asker, String key) {}

    /** A request that made a job. */
    record Earlier(String fingerprint, String jobId) {}

    OnceOnly(JobStore store, Function<String, Optional<Job>> byId, InstantSource clock) {
        this.store = store;
        this.byId = byId;
        this.clock = clock;
    }

    /** The job of an earlier request with this key or, if there was none, the one that is made now. */
    Received receive(Optional<Once> once, Supplier<Job> make) {
        if (once.isEmpty()) {
            return new Received(make.get(), false);
        }
        Asked asked = new Asked(once.get().asker(), once.get().key());
        CompletableFuture<Void> mine = new CompletableFuture<>();
        for (var other = underWay.putIfAbsent(asked, mine); other != null; other = underWay.putIfAbsent(asked, mine)) {
            await(other);
        }
        try {
            Instant oldest = clock.instant().minus(Once.KEPT);
            Optional<Earlier> earlier = store.asked(asked.asker(), asked.key(), oldest);
            return earlier.isPresent() ? again(once.get(), earlier.get()) : new Received(make.get(), false);
        } finally {
            underWay.remove(asked, mine);
            mine.complete(null);
        }
    }

    private Received again(Once once, Earlier earlier) {
        if (!earlier.fingerprint().equals(once.fingerprint())) {
            throw new JobRefusedException(
                    Reason.INVALID,
                    "This idempotency key was sent with another drawing or other options before: take a new key for a"
                            + " new request.");
        }
        return byId.apply(earlier.jobId())
                .map(job -> new Received(job, true))
                .orElseThrow(() -> new JobRefusedException(
                        Reason.CONFLICT,
                        "This request made job %s, which has been deleted since: take a new key to have it drawn again."
                                .formatted(earlier.jobId())));
    }

    private static void await(CompletableFuture<Void> other) {
        try {
            other.get(PATIENCE_S, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new JobRefusedException(
                    Reason.CONFLICT, "The same request is still being carried out: ask again in a while.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JobRefusedException(Reason.CONFLICT, "The service is stopping: try again when it is back.");
        } catch (ExecutionException e) {
            throw new IllegalStateException("nobody ends a request that is under way with a failure", e);
        }
    }
}
