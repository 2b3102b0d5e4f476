package plotty.plotter.board;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import plotty.plotter.LinkLostException;
import plotty.plotter.LinkOpener;
import plotty.plotter.SerialLink;

/**
 * A board that lives in real time, or some times faster, and outlives its lines: a driver that closes one and opens
 * another finds it as it left it. Any thread. Time counts from the board's creation; with a speed other than 1 the
 * lines' clocks run as much faster, so what a driver computes takes that much longer in its eyes.
 *
 * @param <B> what kind of board it is
 */
public final class SimulatedBoard<B extends Board> implements LinkOpener {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final B board;
    private final double speed;
    private final long origin = System.nanoTime();
    private Line open;

    /** Gives a board whose time has not begun yet to real time; the speed is 1 for that. */
    public SimulatedBoard(B board, double speed) {
        if (!(speed > 0) || Double.isInfinite(speed)) {
            throw new IllegalArgumentException("The speed of simulated time must be above 0; it is " + speed + ".");
        }
        this.board = board;
        this.speed = speed;
    }

    /** A line to the board; the one opened before is lost. A board that is reset by opening it is reset. */
    @Override
    public SerialLink open() {
        return connect(true);
    }

    /** The same for a line that always stands, where somebody else notices who opens it. */
    SerialLink attach() {
        return connect(false);
    }

    private SerialLink connect(boolean opens) {
        lock.lock();
        try {
            board.advance(now());
            if (!board.plugged()) {
                throw new LinkLostException("The simulated board is unplugged; plug it in.");
            }
            if (opens) {
                board.opened(now());
            }
            open = new Line();
            changed.signalAll();
            return open;
        } finally {
            lock.unlock();
        }
    }

    /** Does something with the board at the present time: a fault, the button, a look at it. */
    public void with(Consumer<? super B> action) {
        lock.lock();
        try {
            board.advance(now());
            action.accept(board);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The board's time, ns since its creation. */
    public long nanoTime() {
        return now();
    }

    private long now() {
        return (long) ((System.nanoTime() - origin) * speed);
    }

    private final class Line implements SerialLink {

        private byte[] unread = new byte[0];
        private boolean woken;

        @Override
        public void write(byte[] bytes) {
            lock.lock();
            try {
                check();
                board.receive(bytes, now());
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }

        @Override
        public int read(byte[] buffer, long timeoutNanos) {
            lock.lock();
            try {
                long start = now();
                long deadline = timeoutNanos > Long.MAX_VALUE - start ? Long.MAX_VALUE : start + timeoutNanos;
                while (true) {
                    check();
                    long now = now();
                    int count = take(buffer, now);
                    if (count > 0 || woken || now >= deadline) {
                        woken = false;
                        return count;
                    }
                    long wait = (long) ((Math.min(deadline, board.nextEventNanos()) - now) / speed);
                    changed.awaitNanos(Math.clamp(wait, 1, TimeUnit.HOURS.toNanos(1)));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return 0;
            } finally {
                lock.unlock();
            }
        }

        private int take(byte[] buffer, long now) {
            if (unread.length == 0) {
                unread = board.transmit(now);
            }
            int count = Math.min(buffer.length, unread.length);
            System.arraycopy(unread, 0, buffer, 0, count);
            byte[] rest = new byte[unread.length - count];
            System.arraycopy(unread, count, rest, 0, rest.length);
            unread = rest;
            return count;
        }

        private void check() {
            if (open != this) {
                throw new LinkLostException("The line to the simulated board is closed.");
            }
            if (!board.plugged()) {
                open = null;
                throw new LinkLostException("The simulated board was unplugged.");
            }
        }

        @Override
        public void wake() {
            lock.lock();
            try {
                woken = true;
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }

        @Override
        public long nanoTime() {
            return now();
        }

        @Override
        public void close() {
            lock.lock();
            try {
                if (open == this) {
                    open = null;
                }
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }
}
