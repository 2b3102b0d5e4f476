package plotty.appliance.systemd;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Asks systemd for more time for as long as the service starts, on a thread of its own: to repair a database on a slow card
 * takes minutes. But not for ever: what has not started after ten minutes hangs.
 */
public final class SlowStart implements AutoCloseable {
    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final Duration AHEAD = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final Supervisor supervisor;
    private final CountDownLatch started = new CountDownLatch(1);

    private SlowStart(Supervisor supervisor) {
        this.supervisor = supervisor;
    }

    /** Begins; to be closed when it has started, or failed to. */
    public static SlowStart begin(Supervisor supervisor) {
        SlowStart starting = new SlowStart(supervisor);
        if (supervisor.listens()) {
            supervisor.status("Starting");
            Thread.ofPlatform().name("starting").daemon().start(starting::ask);
        }
        return starting;
    }

    private void ask() {
        long left = LONGEST.dividedBy(EVERY);
        try {
            while (left > 0 && !started.await(EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                supervisor.needs(AHEAD);
                left--;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        started.countDown();
    }
}
