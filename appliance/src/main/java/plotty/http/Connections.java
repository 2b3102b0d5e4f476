package plotty.http;

import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Counts what is open, so that it can be bounded and at the end be closed. Past a bound there are some places for those alone
 * whose address holds next to none: nobody keeps all others out, and an emergency stop gets in. Thread-safe.
 */
final class Connections {

    /** So many places there are for newcomers past a bound. */
    static final int SPARE = 16;

    /** An address that holds as many, or a sixteenth of the bound, is no newcomer any more. */
    private static final int MOST_OF_NEWCOMER = 8;

    private static final int HOST_BYTES = 8;

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
    private final Map<ByteBuffer, Integer> servedByAddress = new HashMap<>();
    private final Map<ByteBuffer, Integer> webSocketsByAddress = new HashMap<>();
    private final Set<Thread> exchanges = new HashSet<>();
    private int served;
    private int refused;
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
            ByteBuffer peer = peer(channel);
            boolean room = hasRoom(served, maxConnections, servedByAddress.getOrDefault(peer, 0));
            if (closing || (!room && refused >= TOLD)) {
                return Admission.CLOSED;
            }
            channels.add(channel);
            if (room) {
                served++;
                servedByAddress.merge(peer, 1, Integer::sum);
            } else {
                refused++;
            }
            channel.closeFuture().addListener(closed -> forget(channel, peer, room));
            return room ? Admission.SERVED : Admission.REFUSED;
        } finally {
            lock.unlock();
        }
    }

    /** Takes a WebSocket or a stream of events in, until its connection closes; false if there are too many. */
    boolean admitWebSocket(Channel channel) {
        ByteBuffer peer = peer(channel);
        lock.lock();
        try {
            if (closing || !hasRoom(webSockets, maxWebSockets, webSocketsByAddress.getOrDefault(peer, 0))) {
                return false;
            }
            webSockets++;
            webSocketsByAddress.merge(peer, 1, Integer::sum);
        } finally {
            lock.unlock();
        }
        channel.closeFuture().addListener(closed -> forgetWebSocket(peer));
        return true;
    }

    private static boolean hasRoom(int open, int most, int ofPeer) {
        return open < most || (open < most + SPARE && ofPeer < Math.clamp(most / 16, 1, MOST_OF_NEWCOMER));
    }

    /** What counts as one address: with IPv6 its /64, since one host commands all of that. */
    private static ByteBuffer peer(Channel channel) {
        byte[] address = channel.remoteAddress() instanceof InetSocketAddress socket
                ? socket.getAddress().getAddress()
                : new byte[0];
        return ByteBuffer.wrap(address, 0, Math.min(address.length, HOST_BYTES));
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

    private void forget(Channel channel, ByteBuffer peer, boolean wasServed) {
        lock.lock();
        try {
            channels.remove(channel);
            if (wasServed) {
                served--;
                oneLess(servedByAddress, peer);
            } else {
                refused--;
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void forgetWebSocket(ByteBuffer peer) {
        lock.lock();
        try {
            webSockets--;
            oneLess(webSocketsByAddress, peer);
        } finally {
            lock.unlock();
        }
    }

    private static void oneLess(Map<ByteBuffer, Integer> counts, ByteBuffer peer) {
        counts.computeIfPresent(peer, (_, count) -> count == 1 ? null : count - 1);
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
