package plotty.plotter.serial;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import plotty.plotter.LinkLostException;

/** Bytes that came in and were not taken yet: bounded, with a wake-up and an end that has a reason. */
final class Inflow {
    private static final int CAPACITY = 1 << 14;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final byte[] ring = new byte[CAPACITY];
    private int head;
    private int size;
    private boolean woken;
    private String ended;

    /** Adds bytes; waits while there is no room. False if this has ended. */
    boolean put(byte[] bytes, int count) {
        lock.lock();
        try {
            while (ended == null && size + count > CAPACITY) {
                changed.awaitUninterruptibly();
            }
            if (ended != null) {
                return false;
            }
            for (int i = 0; i < count; i++) {
                ring[(head + size + i) & (CAPACITY - 1)] = bytes[i];
            }
            size += count;
            changed.signalAll();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** See {@link plotty.plotter.SerialLink#read}: what came before the end is still given. */
    int take(byte[] buffer, long timeoutNanos) {
        lock.lock();
        try {
            long left = timeoutNanos;
            while (size == 0 && !woken && ended == null && left > 0) {
                left = changed.awaitNanos(left);
            }
            woken = false;
            if (size == 0 && ended != null) {
                throw new LinkLostException(ended);
            }
            int count = Math.min(size, buffer.length);
            for (int i = 0; i < count; i++) {
                buffer[i] = ring[(head + i) & (CAPACITY - 1)];
            }
            head = (head + count) & (CAPACITY - 1);
            size -= count;
            changed.signalAll();
            return count;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        } finally {
            lock.unlock();
        }
    }

    void wake() {
        lock.lock();
        try {
            woken = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Nothing more will come; the first reason given stays. */
    void end(String reason) {
        lock.lock();
        try {
            if (ended == null) {
                ended = reason;
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void requireOpen() {
        lock.lock();
        try {
            if (ended != null) {
                throw new LinkLostException(ended);
            }
        } finally {
            lock.unlock();
        }
    }
}
