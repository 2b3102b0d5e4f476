package plotty.appliance;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.tinylog.Logger;
import plotty.alert.Severity;
import plotty.alert.SystemAlert;
import plotty.api.HealthResource.Finding;
import plotty.api.HealthResource.Outcome;
import plotty.job.JobStatus;
import plotty.job.Jobs;
import plotty.store.DailyCopies;
import plotty.store.Database;
import plotty.store.Reserve;
import plotty.store.Restored;
import plotty.store.StoreException;

/**
 * Looks after the database while the service runs: tells when it was restored, gives up the reserve when the disk is full, tries
 * again and again whether a disk that failed takes something, and tells when it does. Any thread.
 */
final class StorageWatch {
    private static final int EVERY_S = 1;
    /** How many looks lie between two attempts to take the reserve anew. */
    private static final int LOOKS_PER_RESERVE = 300;

    private final Database database;
    private final Reserve reserve;
    private final Optional<Restored> restored;
    private final AtomicBoolean looking = new AtomicBoolean();
    private volatile Optional<StoreException> told = Optional.empty();
    private volatile boolean troubled;
    private int looks;

    private StorageWatch(Database database, Reserve reserve) {
        this.database = database;
        this.reserve = reserve;
        this.restored = database.restored();
    }

    /**
     * Tells what became of the database, and looks after it from now on, with its copies.
     *
     * @param kept whether what is written is kept; else there is nothing to look after
     * @param jobs while one of them is drawn, no copy is made if it can wait
     * @param workers do what reads or writes the disk
     */
    static StorageWatch start(
            Database database,
            Path data,
            boolean kept,
            Jobs jobs,
            ScheduledExecutorService housekeeping,
            Executor workers) {
        StorageWatch watch = new StorageWatch(database, new Reserve(data));
        watch.restored.ifPresent(watch::tell);
        if (!kept) {
            return watch;
        }
        DailyCopies.start(
                database,
                InstantSource.system(),
                () -> jobs.openJobs().stream().noneMatch(job -> job.status() == JobStatus.RUNNING),
                housekeeping);
        var _ = housekeeping.scheduleWithFixedDelay(() -> watch.look(workers), 0, EVERY_S, TimeUnit.SECONDS);
        return watch;
    }

    private void tell(Restored what) {
        Logger.error(what.sentence());
        var _ = database.write(transaction -> {
                    transaction.append(alert(Severity.CRITICAL, "Database restored", what.sentence()));
                    Database.restorationTold(transaction);
                    return null;
                })
                .exceptionally(problem -> {
                    Logger.warn("That the database was restored could not be stored: {}", problem.getMessage());
                    return null;
                });
    }

    /** Looks at what is in memory; only if something is to be done, the workers do it. */
    private void look(Executor workers) {
        boolean reserveIsDue = looks++ % LOOKS_PER_RESERVE == 0;
        Optional<StoreException> trouble = database.trouble();
        if ((reserveIsDue || trouble.isPresent() || troubled) && looking.compareAndSet(false, true)) {
            workers.execute(() -> {
                try {
                    act(trouble, reserveIsDue);
                } finally {
                    looking.set(false);
                }
            });
        }
    }

    private void act(Optional<StoreException> trouble, boolean reserveIsDue) {
        if (trouble.isPresent()) {
            troubled(trouble.get());
        } else if (told.isPresent()) {
            well(told.get());
        } else if (reserveIsDue) {
            reserve.take();
        }
    }

    private void troubled(StoreException trouble) {
        if (told.isEmpty()) {
            Logger.error("Nothing can be written: {}", trouble.getMessage());
        }
        told = Optional.of(trouble);
        troubled = true;
        if (trouble.kind() == StoreException.Kind.FULL) {
            reserve.release();
        }
        // Whether it went well is seen at the next look.
        var _ = database.tryToWrite().exceptionally(problem -> {
            Logger.debug("Still nothing can be written: {}", problem.getMessage());
            return null;
        });
    }

    private void well(StoreException was) {
        String sentence = "For a while nothing could be written: %s Now it can.".formatted(was.getMessage());
        String title = was.kind() == StoreException.Kind.FULL ? "Disk was full" : "Disk failed";
        var _ = database.write(transaction -> {
                    transaction.append(alert(Severity.ERROR, title, sentence));
                    return null;
                })
                .whenComplete((_, problem) -> {
                    if (problem == null) {
                        Logger.warn(sentence);
                        told = Optional.empty();
                        troubled = false;
                    }
                });
    }

    /** What the health checks say of it. */
    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        database.trouble()
                .ifPresent(trouble -> findings.add(new Finding("storage", Outcome.FAIL, trouble.getMessage())));
        restored.ifPresent(what -> findings.add(new Finding("storage", Outcome.WARN, what.sentence())));
        return findings;
    }

    private static SystemAlert alert(Severity severity, String title, String message) {
        return new SystemAlert(severity, title, message, "host", Optional.empty(), List.of(), List.of());
    }
}
