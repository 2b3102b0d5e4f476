package plotty.plotter.drive;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** How the plotter's thread waits, and tells time, while it has no link to do both. */
public interface Waiting {

    /** Waits at most so long, or until {@link #wake()}. */
    void upTo(long nanos);

    /** Ends a wait that is under way, or the next one. Any thread. */
    void wake();

    long nanoTime();

    /** Real time. */
    static Waiting real() {
        return new Waiting() {
            private final ReentrantLock lock = new ReentrantLock();
            private final Condition woken = lock.newCondition();
            private boolean wake;

            @Override
            public void upTo(long nanos) {
                lock.lock();
                try {
                    for (long left = nanos; !wake && left > 0; ) {
                        left = woken.awaitNanos(left);
                    }
                    wake = false;
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                } finally {
                    lock.unlock();
                }
            }

            @Override
            public void wake() {
                lock.lock();
                try {
                    wake = true;
                    woken.signalAll();
                } finally {
                    lock.unlock();
                }
            }

            @Override
            public long nanoTime() {
                return System.nanoTime();
            }
        };
    }
}
