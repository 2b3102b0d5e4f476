package plotty.plotter.board;

import java.util.Comparator;
import java.util.PriorityQueue;
import plotty.plotter.LinkLostException;
import plotty.plotter.LinkOpener;
import plotty.plotter.SerialLink;

/**
 * A line to a board in memory, on one virtual clock that driver and board share: it stands still while the driver
 * works, and a read lets it leap to the board's next event. So a minute of drawing takes as long as its arithmetic, and
 * every run is the same. Opening it again after {@link BenchBoard#unplug} gives the same line.
 */
public final class VirtualBoardLink implements SerialLink, LinkOpener {

    private record Scheduled(long nanos, long order, Runnable action) {}

    private final Board board;
    private final PriorityQueue<Scheduled> schedule =
            new PriorityQueue<>(Comparator.comparingLong(Scheduled::nanos).thenComparingLong(Scheduled::order));

    private long clock;
    private long horizon = Long.MAX_VALUE;
    private long order;
    private byte[] unread = new byte[0];
    private boolean woken;
    private boolean closed;
    private long changes;

    /** A line to a board whose time has not begun yet. */
    public VirtualBoardLink(Board board) {
        this.board = board;
    }

    /**
     * Does something at a virtual time, inside the driver's read, before the board's events of that time. Any thread.
     */
    public synchronized void at(long nanos, Runnable action) {
        schedule.add(new Scheduled(nanos, order++, action));
        changed();
    }

    /**
     * Lets virtual time pass up to here and no further: a driver that waits beyond it waits in real time, until it is
     * woken or the horizon moves. Any thread.
     */
    public synchronized void horizon(long nanos) {
        horizon = nanos;
        changed();
    }

    /** Lets virtual time pass while nobody uses the line, unplugged or not: what is scheduled and under way goes on. */
    public synchronized void pass(long nanos) {
        long until = clock + nanos;
        while (nextAction() <= until) {
            leap(Math.max(clock, nextAction()));
        }
        leap(until);
    }

    @Override
    public synchronized SerialLink open() {
        if (!board.plugged()) {
            throw new LinkLostException("The simulated board is unplugged; plug it in.");
        }
        closed = false;
        unread = new byte[0];
        board.opened(clock);
        return this;
    }

    @Override
    public synchronized void write(byte[] bytes) {
        check();
        board.receive(bytes, clock);
    }

    @Override
    public synchronized int read(byte[] buffer, long timeoutNanos) {
        long deadline = timeoutNanos > Long.MAX_VALUE - clock ? Long.MAX_VALUE : clock + Math.max(0, timeoutNanos);
        while (true) {
            check();
            int count = take(buffer);
            if (count > 0 || takeWake() || clock >= deadline) {
                return count;
            }
            long next = Math.min(deadline, Math.min(board.nextEventNanos(), nextAction()));
            if (next > horizon || next == Long.MAX_VALUE) {
                if (horizon != Long.MAX_VALUE) {
                    leap(Math.max(clock, horizon));
                }
                if (!waitForReal()) {
                    return 0;
                }
            } else {
                leap(Math.max(clock, next));
            }
        }
    }

    private void leap(long nanos) {
        clock = nanos;
        while (nextAction() <= clock) {
            schedule.remove().action().run();
        }
        board.advance(clock);
    }

    private long nextAction() {
        return schedule.isEmpty() ? Long.MAX_VALUE : schedule.peek().nanos();
    }

    private int take(byte[] buffer) {
        if (unread.length == 0) {
            unread = board.transmit(clock);
        }
        int count = Math.min(buffer.length, unread.length);
        System.arraycopy(unread, 0, buffer, 0, count);
        byte[] rest = new byte[unread.length - count];
        System.arraycopy(unread, count, rest, 0, rest.length);
        unread = rest;
        return count;
    }

    private boolean takeWake() {
        boolean was = woken;
        woken = false;
        return was;
    }

    /** Waits for a change from another thread; false if this thread was told to end. */
    private boolean waitForReal() {
        long seen = changes;
        try {
            while (!woken && changes == seen) {
                wait();
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void check() {
        if (closed) {
            throw new LinkLostException("The line to the simulated board is closed.");
        }
        if (!board.plugged()) {
            throw new LinkLostException("The simulated board was unplugged.");
        }
    }

    private void changed() {
        changes++;
        notifyAll();
    }

    @Override
    public synchronized void wake() {
        woken = true;
        changed();
    }

    @Override
    public synchronized long nanoTime() {
        return clock;
    }

    @Override
    public synchronized void close() {
        closed = true;
        changed();
    }
}
