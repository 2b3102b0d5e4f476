package plotty.bench.fanout;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.ToLongFunction;

/**
 * Many clients of one server on one thread: the caller's. Plain NIO, so that the client is the same, and costs the same, for every
 * server.
 */
final class Crowd implements AutoCloseable {
    /** Connections that are begun before the earlier ones are open: servers keep so many waiting. */
    private static final int AT_ONCE = 50;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Selector selector;
    private final int port;
    private final String path;
    private final String greeting;
    private final List<Subscriber> subscribers = new ArrayList<>();
    private final ByteBuffer in = ByteBuffer.allocateDirect(1 << 18);
    private Latencies latencies = new Latencies();
    private long bytes;
    private long fromNanos = Long.MAX_VALUE;
    private long toNanos = Long.MAX_VALUE;

    /**
     * No client yet.
     *
     * @param greeting sent by each client when it is connected; empty for none
     */
    Crowd(int port, String path, String greeting) throws IOException {
        this.selector = Selector.open();
        this.port = port;
        this.path = path;
        this.greeting = greeting;
    }

    /** Connects more clients and waits until each has heard a stamped message. */
    List<Subscriber> join(int count) throws IOException {
        int before = subscribers.size();
        while (subscribers.size() < before + count) {
            int until = Math.min(before + count, subscribers.size() + AT_ONCE);
            while (subscribers.size() < until) {
                begin();
            }
            await(
                    "open connections",
                    () -> subscribers.stream().allMatch(each -> each.state() == Subscriber.State.OPEN));
        }
        List<Subscriber> joined = subscribers.subList(before, before + count);
        await(
                "first messages",
                () -> joined.stream().allMatch(each -> each.tally('f').heard() > 0));
        return List.copyOf(joined);
    }

    private void begin() throws IOException {
        SocketChannel channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        Subscriber subscriber = new Subscriber(this, channel);
        channel.register(selector, SelectionKey.OP_CONNECT, subscriber);
        subscribers.add(subscriber);
    }

    /** Lets a client read nothing, or read again. */
    void reads(Subscriber subscriber, boolean reading) {
        for (SelectionKey key : selector.keys()) {
            if (key.attachment() == subscriber) {
                key.interestOps(reading ? SelectionKey.OP_READ : 0);
            }
        }
    }

    List<Subscriber> subscribers() {
        return List.copyOf(subscribers);
    }

    /** Forgets what was measured, and measures messages that are published from now on. */
    void measure() {
        latencies = new Latencies();
        bytes = 0;
        fromNanos = System.nanoTime();
        toNanos = Long.MAX_VALUE;
    }

    /** Measures until now, and reads on until every client that reads has heard what was published meanwhile. */
    Latencies measured(List<Subscriber> whoRead) throws IOException {
        toNanos = System.nanoTime();
        await(
                "the last messages",
                () -> whoRead.stream().allMatch(each -> each.tally('f').lastNanos() >= toNanos));
        return latencies;
    }

    /** Mean length of the measured messages, bytes. */
    double meanBytes() {
        return (double) bytes / latencies.count();
    }

    /** A sum over all clients. */
    long sum(ToLongFunction<Subscriber> what) {
        return subscribers.stream().mapToLong(what).sum();
    }

    void heard(Stamp stamp, long now, int length) {
        if (stamp.kind() == 'f' && stamp.nanos() >= fromNanos && stamp.nanos() < toNanos) {
            latencies.add(now - stamp.nanos());
            bytes += length;
        }
    }

    /** Reads for a time. */
    void listen(Duration time) throws IOException {
        long end = System.nanoTime() + time.toNanos();
        turn(end, () -> false);
    }

    /** Reads until something holds. */
    void await(String what, BooleanSupplier condition) throws IOException {
        if (!turn(System.nanoTime() + PATIENCE.toNanos(), condition)) {
            throw new IOException("waited in vain for " + what);
        }
    }

    private boolean turn(long end, BooleanSupplier condition) throws IOException {
        long nextLook = 0;
        while (true) {
            long now = System.nanoTime();
            if (now >= nextLook) {
                if (condition.getAsBoolean()) {
                    return true;
                }
                nextLook = now + 10_000_000;
            }
            if (now >= end) {
                return false;
            }
            selector.select(this::ready, Math.clamp((end - now) / 1_000_000, 1, 10));
        }
    }

    private void ready(SelectionKey key) {
        Subscriber subscriber = (Subscriber) key.attachment();
        try {
            if (key.isConnectable()) {
                subscriber.connected(key, path, port);
            } else {
                subscriber.read(key, in, greeting);
            }
        } catch (IOException e) {
            if (subscriber.state() != Subscriber.State.OPEN) {
                throw new UncheckedIOException("a client could not connect", e);
            }
            // The server cut it off: the subscriber says so.
            subscriber.broke(key);
        }
    }

    @Override
    public void close() throws IOException {
        for (SelectionKey key : List.copyOf(selector.keys())) {
            key.channel().close();
        }
        selector.close();
    }
}
