package plotty.alert;

import java.util.List;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import org.tinylog.Logger;
import plotty.event.Channel;
import plotty.event.Subscription;
import plotty.metrics.SystemMetrics;
import plotty.store.Database;

/** Raises an alert when the machine becomes too hot or too full. Lives on the scheduler. */
public final class HostAlerts implements AutoCloseable {
    private final Database database;
    private final ScheduledExecutorService scheduler;
    private final List<Threshold> thresholds = Threshold.standard();
    private final Subscription subscription;

    /** Begins at once. */
    public HostAlerts(Database database, ScheduledExecutorService scheduler) {
        this.database = database;
        this.scheduler = scheduler;
        this.subscription = database.events().subscribe(Set.of(Channel.SYSTEM), this::wake);
    }

    private void wake() {
        try {
            scheduler.execute(this::look);
        } catch (RejectedExecutionException e) {
            Logger.debug(e, "The machine is not watched any more: the service ends");
        }
    }

    private void look() {
        for (var next = subscription.poll(); next.isPresent(); next = subscription.poll()) {
            if (next.get().event() instanceof SystemMetrics sample) {
                thresholds.forEach(threshold -> threshold.look(sample).ifPresent(this::raise));
            }
        }
    }

    private void raise(SystemAlert alert) {
        Logger.warn("{}", alert.message());
        var _ = database.write(transaction -> {
                    transaction.append(alert);
                    return null;
                })
                .exceptionally(failure -> {
                    Logger.error(failure, "An alert could not be stored: {}", alert.message());
                    return null;
                });
    }

    @Override
    public void close() {
        subscription.close();
    }
}
