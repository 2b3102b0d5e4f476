package plotty.store;

import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.tinylog.Logger;

/**
 * Has the database copied at the first start of a day and then once a day. A day is what the clock says, or 24 h since the last
 * copy of this process for a clock that stands still. While something is drawn it waits, for it keeps the disk busy, but no
 * longer than a day.
 */
public final class DailyCopies {
    /** How often the service looks whether a copy is due. */
    public static final Duration EVERY = Duration.ofMinutes(10);

    private static final long DAY_NANOS = Duration.ofDays(1).toNanos();

    private final Database database;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private final BooleanSupplier quiet;
    private final AtomicBoolean underWay = new AtomicBoolean();
    private volatile Optional<LocalDate> lookedAt = Optional.empty();
    private volatile long lastNanos;
    private volatile long dueNanos;
    private volatile boolean waiting;

    DailyCopies(Database database, InstantSource clock, LongSupplier nanos, BooleanSupplier quiet) {
        this.database = database;
        this.clock = clock;
        this.nanos = nanos;
        this.quiet = quiet;
        this.lastNanos = nanos.getAsLong();
    }

    /**
     * Looks at once and then again and again, until the scheduler is shut down. The copying is done by a thread of its own.
     *
     * @param quiet whether nothing is drawn now; asked on the scheduler's thread
     */
    public static void start(
            Database database, InstantSource clock, BooleanSupplier quiet, ScheduledExecutorService scheduler) {
        DailyCopies copies = new DailyCopies(database, clock, System::nanoTime, quiet);
        var _ = scheduler.scheduleWithFixedDelay(copies::look, 0, EVERY.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void look() {
        if (isDue() && underWay.compareAndSet(false, true)) {
            Thread.ofPlatform().name("copy").daemon().start(() -> {
                try {
                    make();
                } finally {
                    underWay.set(false);
                }
            });
        }
    }

    /** Whether one is to be made now. */
    boolean isDue() {
        long now = nanos.getAsLong();
        boolean newDay = !lookedAt.equals(Optional.of(today())) && database.copyIsDue(clock.instant());
        if (!newDay && now - lastNanos < DAY_NANOS) {
            waiting = false;
            return false;
        }
        if (!waiting) {
            waiting = true;
            dueNanos = now;
        }
        return quiet.getAsBoolean() || now - dueNanos >= DAY_NANOS;
    }

    /** Makes one on the caller's thread. */
    void make() {
        try {
            database.copy(clock.instant())
                    .ifPresent(made -> Logger.info("Copied the database to {}", made.getFileName()));
        } catch (StoreException e) {
            Logger.warn("The database could not be copied, this is tried again: {}", e.getMessage());
            return;
        }
        lookedAt = Optional.of(today());
        lastNanos = nanos.getAsLong();
        waiting = false;
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
