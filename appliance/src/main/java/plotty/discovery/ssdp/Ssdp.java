package plotty.discovery.ssdp;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.MembershipKey;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.tinylog.Logger;
import plotty.discovery.BoxId;

/**
 * Announces the box by SSDP and answers who looks for it in one of its networks: nobody else, and never with more than three
 * short messages for a question, a few questions a second. One thread of its own; the other methods may be called by any.
 */
public final class Ssdp implements AutoCloseable {
    private static final InetAddress GROUP = InetAddress.ofLiteral("239.255.255.250");
    private static final int PORT = 1900;

    /** More routers than this one's own network's and the next lie not between (UPnP Device Architecture 1.1, 1.1.2). */
    private static final int HOPS = 2;

    private static final Duration AGAIN = Duration.ofSeconds(Words.LIFE_S / 3);
    private static final Duration PATIENCE = Duration.ofMillis(500);

    /**
     * What is announced.
     *
     * @param port of the page and of the description
     */
    public record Device(BoxId box, String version, int port) {}

    /**
     * Where it is announced.
     *
     * @param name of the interface
     * @param own address there
     * @param holds whether an address is of this network
     */
    public record Network(String name, Inet4Address own, Predicate<InetAddress> holds) {
        private boolean isAs(Network other) {
            return name.equals(other.name) && own.equals(other.own);
        }
    }

    private final Device device;
    private final Words words;
    private final DatagramChannel channel;
    private final Selector selector;
    private final InstantSource clock = InstantSource.system();
    private final RandomGenerator random = RandomGenerator.getDefault();
    private final Answers answers = new Answers();
    private final Map<Network, MembershipKey> joined = new HashMap<>();
    private final Thread thread;
    private volatile List<Network> wanted = List.of();
    private volatile boolean stopping;
    private Instant announceAt = Instant.MAX;

    private Ssdp(Device device, DatagramChannel channel, Selector selector) {
        this.device = device;
        this.channel = channel;
        this.selector = selector;
        words = new Words(device.box(), device.version());
        thread = Thread.ofPlatform().daemon().name("ssdp").unstarted(this::run);
    }

    /** Begins, in no network yet; empty, with a word in the log, if the port cannot be had. */
    public static Optional<Ssdp> open(Device device) {
        try {
            DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET);
            boolean complete = false;
            try {
                channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
                channel.setOption(StandardSocketOptions.IP_MULTICAST_TTL, HOPS);
                channel.bind(new InetSocketAddress(PORT));
                channel.configureBlocking(false);
                Selector selector = Selector.open();
                channel.register(selector, SelectionKey.OP_READ);
                Ssdp ssdp = new Ssdp(device, channel, selector);
                ssdp.thread.start();
                complete = true;
                return Optional.of(ssdp);
            } finally {
                if (!complete) {
                    channel.close();
                }
            }
        } catch (IOException e) {
            Logger.warn(
                    "Windows will not list the box in its network folder: UDP port 1900 cannot be used: {}",
                    e.getMessage());
            return Optional.empty();
        }
    }

    /** Is in these networks from now on. */
    public void follow(List<Network> networks) {
        wanted = List.copyOf(networks);
        selector.wakeup();
    }

    private void run() {
        try (channel;
                selector) {
            ByteBuffer datagram = ByteBuffer.allocate(2048);
            while (!stopping) {
                Instant now = clock.instant();
                followNow(now);
                if (!now.isBefore(announceAt)) {
                    announceAt = now.plus(AGAIN);
                    joined.keySet().forEach(network -> multicast(network, words.alive(location(network))));
                }
                answers.next(now).ifPresent(this::answer);
                selector.select(Math.max(1, answers.wait(clock.instant()).toMillis()));
                selector.selectedKeys().clear();
                receive(datagram.clear());
            }
            joined.keySet().forEach(network -> multicast(network, words.gone()));
        } catch (IOException | RuntimeException e) {
            Logger.warn(e, "SSDP ends: Windows will not list the box in its network folder");
        }
    }

    private void followNow(Instant now) {
        List<Network> networks = wanted;
        joined.entrySet().removeIf(entry -> {
            boolean over = networks.stream().noneMatch(entry.getKey()::isAs);
            if (over) {
                entry.getValue().drop();
            }
            return over;
        });
        for (Network network : networks) {
            if (joined.keySet().stream().noneMatch(network::isAs)) {
                join(network);
                // Whoever comes up at the same time as we do hears it a second time.
                announceAt = now.plusSeconds(1);
            }
        }
    }

    private void join(Network network) {
        try {
            NetworkInterface there = NetworkInterface.getByName(network.name());
            if (there != null) {
                joined.put(network, channel.join(GROUP, there));
                multicast(network, words.alive(location(network)));
            }
        } catch (IOException e) {
            Logger.debug(e, "The network at {} has gone", network.name());
        }
    }

    private String location(Network network) {
        return "http://%s:%d%s".formatted(network.own().getHostAddress(), device.port(), DeviceDescription.PATH);
    }

    private void multicast(Network network, List<byte[]> messages) {
        try {
            NetworkInterface there = NetworkInterface.getByName(network.name());
            if (there != null) {
                channel.setOption(StandardSocketOptions.IP_MULTICAST_IF, there);
                for (byte[] message : messages) {
                    channel.send(ByteBuffer.wrap(message), new InetSocketAddress(GROUP, PORT));
                }
            }
        } catch (IOException e) {
            Logger.debug(e, "Nothing can be sent to the network at {}", network.name());
        }
    }

    private void receive(ByteBuffer datagram) throws IOException {
        if (channel.receive(datagram) instanceof InetSocketAddress sender && sender.getPort() >= 1024) {
            Optional<Network> from = joined.keySet().stream()
                    .filter(network -> network.holds().test(sender.getAddress()))
                    .findFirst();
            byte[] message = new byte[datagram.flip().remaining()];
            datagram.get(message);
            from.ifPresent(network ->
                    Search.parse(message, message.length).ifPresent(search -> answerLater(search, sender, network)));
        }
    }

    /** At a time of chance, as asked, so that not all devices of a network answer at once. */
    private void answerLater(Search search, InetSocketAddress sender, Network network) {
        Instant now = clock.instant();
        Instant at = now.plusMillis(random.nextInt(search.withinS() * 500));
        words.answers(search, location(network))
                .forEach(message -> answers.add(new Answers.Due(at, sender, network, message), now));
    }

    private void answer(Answers.Due due) {
        try {
            channel.send(ByteBuffer.wrap(due.message()), due.to());
        } catch (IOException e) {
            Logger.debug(
                    e,
                    "No answer can be sent to the network at {}",
                    due.network().name());
        }
    }

    /** Says goodbye and ends, within half a second. */
    @Override
    public void close() {
        stopping = true;
        selector.wakeup();
        try {
            thread.join(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
