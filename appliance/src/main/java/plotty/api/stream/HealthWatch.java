package plotty.api.stream;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.tinylog.Logger;
import plotty.api.HealthResource.Finding;
import plotty.api.HealthResource.Outcome;

/** Checks now and then how healthy the service is, so that clients need not ask. */
public final class HealthWatch {
    /** How often is often enough. */
    public static final Duration EVERY = Duration.ofSeconds(10);

    private final Supplier<List<Finding>> checks;
    private final AtomicBoolean checking = new AtomicBoolean();
    private volatile Outcome outcome = Outcome.PASS;
    private volatile Runnable changed = () -> {};

    /**
     * Begins at once.
     *
     * @param checks may take a second
     * @param workers does the checks
     */
    public HealthWatch(
            Supplier<List<Finding>> checks, ScheduledExecutorService scheduler, Executor workers, Duration every) {
        this.checks = checks;
        long millis = every.toMillis();
        var _ = scheduler.scheduleAtFixedRate(
                () -> {
                    if (checking.compareAndSet(false, true)) {
                        workers.execute(this::check);
                    }
                },
                0,
                millis,
                TimeUnit.MILLISECONDS);
    }

    /** The worst of what was found last. */
    public Outcome outcome() {
        return outcome;
    }

    /**
     * Has somebody told whenever the outcome is another.
     *
     * @param listener must not block
     */
    public void onChange(Runnable listener) {
        changed = listener;
    }

    private void check() {
        try {
            Outcome found = checks.get().stream()
                    .map(Finding::outcome)
                    .max(Outcome::compareTo)
                    .orElse(Outcome.PASS);
            if (found != outcome) {
                Logger.info("The health check says {} after {}", found, outcome);
                outcome = found;
                changed.run();
            }
        } catch (RuntimeException e) {
            Logger.error(e, "The health could not be checked");
        } finally {
            checking.set(false);
        }
    }
}
