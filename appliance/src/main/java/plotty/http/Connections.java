package plotty.http;

import io.netty.channel.Channel;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Counts what is open, so that it can be bounded and at the end be closed. Thread-safe. */
final class Connections {

    /** So many above the bound are still told why they are refused; more are closed without a word. */
    private static final int TOLD = 16;

    /** What becomes of a new connection. */
    enum Admission {
        SERVED,
        /** Its first request is answered with 503. */
        REFUSED,
        /** Closed at once. */
        CLOSED
    }

    private final int maxConnections;
    private final int maxWebSockets;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Set<Channel> channels = new HashSet<>();
    private final Set<Thread> exchanges = new HashSet<>();
    private int webSockets;
    private volatile boolean closing;

    Connections(int maxConnections, int maxWebSockets) {
        this.maxConnections = maxConnections;
        this.maxWebSockets = maxWebSockets;
    }

    /** Takes a connection in, until it closes. */
    Admission admit(Channel channel) {
        lock.lock();
        try {
            if (closing || channels.size() >= maxConnections + TOLD) {
                return Admission.CLOSED;
            }
            channels.add(channel);
            channel.closeFuture().addListener(closed -> forget(channel));
            return channels.size() > maxConnections ? Admission.REFUSED : Admission.SERVED;
        } finally {
            lock.unlock();
        }
    }

    /** Takes a WebSocket or a stream of events in, until its connection closes; false if there are too many. */
    boolean admitWebSocket(Channel channel) {
        lock.lock();
        try {
            if (closing || webSockets >= maxWebSockets) {
                return false;
            }
            webSockets++;
        } finally {
            lock.unlock();
        }
        channel.closeFuture().addListener(closed -> forgetWebSocket());
        return true;
    }

    /** How many WebSockets are open. */
    int webSockets() {
        lock.lock();
        try {
            return webSockets;
        } finally {
            lock.unlock();
        }
    }

    /** Runs one exchange on a virtual thread. */
    void run(Runnable exchange) {
        Thread thread = Thread.ofVirtual().name("http").unstarted(() -> {
            try {
                exchange.run();
            } finally {
                ended(Thread.currentThread());
            }
        });
        lock.lock();
        try {
            exchanges.add(thread);
        } finally {
            lock.unlock();
        }
        thread.start();
    }

    /** Whether the server closes: answers end their connections. */
    boolean closing() {
        return closing;
    }

    /** From now on nothing is admitted; gives what is open. */
    List<Channel> beginClosing() {
        lock.lock();
        try {
            closing = true;
            return List.copyOf(channels);
        } finally {
            lock.unlock();
        }
    }

    /** Waits until nothing is open; what is left after the given time is closed and interrupted. */
    void awaitEnd(Duration time) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = time.toNanos();
            while (!(channels.isEmpty() && exchanges.isEmpty()) && left > 0) {
                left = changed.awaitNanos(left);
            }
            exchanges.forEach(Thread::interrupt);
            List.copyOf(channels).forEach(Line::cut);
            left = TimeUnit.MILLISECONDS.toNanos(300);
            while (!exchanges.isEmpty() && left > 0) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** How much waits to be sent to the client for whom most waits, bytes. */
    long mostQueuedBytes() {
        lock.lock();
        try {
            return channels.stream()
                    .mapToLong(channel -> channel.unsafe().outboundBuffer() == null
                            ? 0
                            : channel.unsafe().outboundBuffer().totalPendingWriteBytes())
                    .max()
                    .orElse(0);
        } finally {
            lock.unlock();
        }
    }

    private void forget(Channel channel) {
        lock.lock();
        try {
            channels.remove(channel);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void forgetWebSocket() {
        lock.lock();
        try {
            webSockets--;
        } finally {
            lock.unlock();
        }
    }

    private void ended(Thread exchange) {
        lock.lock();
        try {
            exchanges.remove(exchange);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
