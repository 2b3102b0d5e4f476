package plotty.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** What else runs on the machine: a thread that keeps a core busy, if wanted, and a witness of how late threads are woken. */
public final class Neighbours implements AutoCloseable {
    private static final long NAP_NANOS = 2_000_000;
    /** On a machine that serves its threads in time nobody who sleeps is woken later than this. */
    private static final long LATE_NANOS = 20_000_000;

    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean closing;
    private volatile long latestNanos;

    /** Begins to watch, and to keep a core busy if wanted. */
    public Neighbours(boolean busyCore) {
        threads.add(Thread.ofPlatform().daemon().name("witness").start(this::nap));
        if (busyCore) {
            threads.add(Thread.ofPlatform().daemon().name("busy").start(this::spin));
        }
    }

    private void nap() {
        while (!closing) {
            long before = System.nanoTime();
            LockSupport.parkNanos(NAP_NANOS);
            latestNanos = Math.max(latestNanos, System.nanoTime() - before - NAP_NANOS);
        }
    }

    private void spin() {
        while (!closing) {
            Thread.onSpinWait();
        }
    }

    /** How late the witness was woken at most, ns. */
    public long latestNanos() {
        return latestNanos;
    }

    /** Whether the machine does not serve its threads in time: what was measured meanwhile says nothing about us. */
    public boolean machineWasLate() {
        return latestNanos > LATE_NANOS;
    }

    @Override
    public void close() {
        closing = true;
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
