package plotty.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.util.ResourceLeakDetector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.tinylog.Logger;
import plotty.access.Guard;
import plotty.http.tls.Certificates;

/** The HTTP server: one event loop, several listeners, the same routes on each. */
public final class HttpServer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /**
     * Settings.
     *
     * @param host address to bind
     * @param port the page's port; 0 takes any free one; if taken, starting fails
     * @param morePorts further ports; one that is taken is a warning
     * @param allowedHosts names under which clients may call this server, besides its live addresses and localhost: with
     *     our ports as {@code name}, with the one of a forwarder as {@code name:port}
     * @param incoming folder for uploads under way; emptied at start
     * @param maxConnections open connections; more are refused with 503
     * @param trustedProxies addresses and ranges of the reverse proxies whose forwarded headers are believed, as
     *     {@code 192.0.2.1} or {@code 192.0.2.0/24}
     * @param tlsPorts ports for HTTPS, the same routes as on the others; one that is taken is a warning
     */
    public record Settings(
            String host,
            int port,
            List<Integer> morePorts,
            Set<String> allowedHosts,
            Path incoming,
            int maxConnections,
            Set<String> trustedProxies,
            List<Integer> tlsPorts) {

        /** Keeps its own copies. */
        public Settings {
            morePorts = List.copyOf(morePorts);
            allowedHosts = Set.copyOf(allowedHosts);
            trustedProxies = Set.copyOf(trustedProxies);
            tlsPorts = List.copyOf(tlsPorts);
        }

        /** Throws {@link IllegalArgumentException} with a sentence if one of these is no address and no range. */
        public static void requireProxies(Set<String> proxies) {
            var _ = new Proxies(proxies);
        }

        /** Settings without HTTPS that trust no proxy. */
        public Settings(
                String host,
                int port,
                List<Integer> morePorts,
                Set<String> allowedHosts,
                Path incoming,
                int maxConnections) {
            this(host, port, morePorts, allowedHosts, incoming, maxConnections, Set.of());
        }

        /** Settings without HTTPS. */
        public Settings(
                String host,
                int port,
                List<Integer> morePorts,
                Set<String> allowedHosts,
                Path incoming,
                int maxConnections,
                Set<String> trustedProxies) {
            this(host, port, morePorts, allowedHosts, incoming, maxConnections, trustedProxies, List.of());
        }

        /** The same settings with HTTPS on these ports; 0 takes any free one. */
        public Settings withTlsPorts(List<Integer> ports) {
            return new Settings(host, port, morePorts, allowedHosts, incoming, maxConnections, trustedProxies, ports);
        }
    }

    private final EventLoopGroup loop;
    private final Service service;
    private final Optional<TlsDoor> tls;
    private final List<Channel> listeners = new ArrayList<>();
    private final List<Channel> tlsListeners = new ArrayList<>();

    private HttpServer(
            Settings settings,
            Limits limits,
            Router router,
            Guard guard,
            Optional<Certificates> certificates,
            HandedSockets handed) {
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
        emptied(settings.incoming());
        service = new Service(
                router,
                guard,
                new Audit(guard, InstantSource.system()),
                new Hosts(settings.allowedHosts()),
                new Proxies(settings.trustedProxies()),
                limits,
                settings.incoming(),
                new ContentTags(InstantSource.system()),
                new Connections(settings.maxConnections(), limits.webSockets()),
                new SharedFrames());
        tls = certificates.map(shown -> new TlsDoor(shown, limits.headTimeout()));
        ThreadFactory named = task -> new Thread(task, "netty-1");
        loop = new MultiThreadIoEventLoopGroup(1, named, NioIoHandler.newFactory());
        boolean bound = false;
        try {
            listenOnAll(settings, handed);
            bound = true;
        } finally {
            if (!bound) {
                close();
            }
        }
    }

    /**
     * Binds, and lets clients wait until {@link #serve}.
     *
     * @throws UncheckedIOException with a sentence for the user if the page's port cannot be bound; no thread is left then
     */
    public static HttpServer bind(Settings settings, Limits limits, Router router, Guard guard) {
        return bind(settings, limits, router, guard, Optional.empty(), HandedSockets.none());
    }

    /**
     * Binds, with HTTPS on its ports.
     *
     * @param certificates to show there; without any there is no HTTPS
     * @param handed sockets that are taken for the ports on which they listen; what is left of them is closed
     * @throws UncheckedIOException with a sentence for the user if the page's port cannot be bound; no thread is left then
     */
    public static HttpServer bind(
            Settings settings,
            Limits limits,
            Router router,
            Guard guard,
            Optional<Certificates> certificates,
            HandedSockets handed) {
        return new HttpServer(settings, limits, router, guard, certificates, handed);
    }

    /** Takes in the clients that wait, and all that come. */
    public void serve() {
        allListeners().forEach(listener -> listener.config().setAutoRead(true));
    }

    /** Binds and serves within {@link Limits#standard()}. */
    public static HttpServer start(Settings settings, Router router, Guard guard) {
        return start(settings, Limits.standard(), router, guard);
    }

    /**
     * Binds and serves.
     *
     * @throws UncheckedIOException with a sentence for the user if the page's port cannot be bound; no thread is left then
     */
    public static HttpServer start(Settings settings, Limits limits, Router router, Guard guard) {
        HttpServer server = bind(settings, limits, router, guard);
        server.serve();
        return server;
    }

    /** Goes by other names and trusts other proxies, as in {@link Settings}, from the next request on. Any thread. */
    public void know(Set<String> allowedHosts, Set<String> trustedProxies) {
        service.proxies().trust(trustedProxies);
        service.hosts().rename(allowedHosts);
    }

    /** The page's port as bound. */
    public int port() {
        return portOf(listeners.getFirst());
    }

    /** Every port for HTTPS as bound; without those that were taken. */
    public List<Integer> tlsPorts() {
        return tlsListeners.stream().map(HttpServer::portOf).toList();
    }

    /** Every port without encryption as bound, the page's first; without those that were taken. */
    public List<Integer> ports() {
        return listeners.stream().map(HttpServer::portOf).toList();
    }

    /** How many WebSockets are open. Any thread. */
    public int webSockets() {
        return service.connections().webSockets();
    }

    /** Has the event loop run this in its turn; by whether it does, others see that it lives. It must not block. Any thread. */
    public void ping(Runnable answer) {
        loop.execute(answer);
    }

    /** How much waits to be sent to the client for whom most waits, bytes; what the kernel holds (128 KiB) not counted. */
    public long mostQueuedBytes() {
        return service.connections().mostQueuedBytes();
    }

    /** Stops accepting, closes WebSockets with 1001, waits up to 2 s for requests under way, and closes. */
    @Override
    public void close() {
        allListeners().forEach(listener -> listener.close().awaitUninterruptibly());
        for (Channel channel : service.connections().beginClosing()) {
            channel.eventLoop().execute(() -> sayGoodbye(channel));
        }
        try {
            service.connections().awaitEnd(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!loop.isShuttingDown()) {
            loop.execute(service.frames()::clear);
        }
        loop.shutdownGracefully(0, 300, TimeUnit.MILLISECONDS).awaitUninterruptibly(600);
    }

    private static void sayGoodbye(Channel channel) {
        HttpConnection http = channel.pipeline().get(HttpConnection.class);
        WebSocketConnection webSocket = channel.pipeline().get(WebSocketConnection.class);
        if (http != null) {
            http.serverCloses();
        } else if (webSocket != null) {
            webSocket.close(1001, "the server is stopping");
        }
    }

    private List<Channel> allListeners() {
        return Stream.concat(listeners.stream(), tlsListeners.stream()).toList();
    }

    private void listenOnAll(Settings settings, HandedSockets handed) {
        listeners.add(listen(false, settings.host(), settings.port(), handed));
        settings.morePorts().forEach(port -> listenIfFree(false, settings.host(), port, handed));
        if (tls.isPresent()) {
            settings.tlsPorts().forEach(port -> listenIfFree(true, settings.host(), port, handed));
        }
        handed.closeRest();
    }

    private void listenIfFree(boolean encryptedOnly, String host, int port, HandedSockets handed) {
        try {
            (encryptedOnly ? tlsListeners : listeners).add(listen(encryptedOnly, host, port, handed));
        } catch (UncheckedIOException e) {
            Logger.warn("{} The page is served all the same.", e.getMessage());
        }
    }

    private Channel listen(boolean encryptedOnly, String host, int port, HandedSockets handed) {
        ServerBootstrap bootstrap = bootstrap(encryptedOnly)
                .channelFactory(handed.take(host, port)
                        .<ChannelFactory<PlainChannel.Listener>>map(socket -> () -> new PlainChannel.Listener(socket))
                        .orElse(PlainChannel.Listener::new));
        ChannelFuture bound = bootstrap.bind(host, port).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new UncheckedIOException(
                    "Cannot listen on %s port %d: %s. Stop the program that uses it, or choose another port or address."
                            .formatted(host, port, bound.cause().getMessage()),
                    new IOException(bound.cause()));
        }
        service.hosts().listensOn(portOf(bound.channel()));
        return bound.channel();
    }

    private ServerBootstrap bootstrap(boolean encryptedOnly) {
        return new ServerBootstrap()
                .group(loop)
                .option(ChannelOption.SO_BACKLOG, 256)
                .option(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childOption(ChannelOption.ALLOCATOR, UnpooledByteBufAllocator.DEFAULT)
                .childOption(
                        ChannelOption.RECVBUF_ALLOCATOR,
                        new AdaptiveRecvByteBufAllocator(512, 2048, Limits.SLICE_BYTES).maxMessagesPerRead(1))
                .childOption(
                        ChannelOption.WRITE_BUFFER_WATER_MARK,
                        new WriteBufferWaterMark(Limits.SLICE_BYTES / 2, Limits.SLICE_BYTES))
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        furnish(channel, encryptedOnly);
                    }
                });
    }

    private void furnish(SocketChannel channel, boolean encryptedOnly) {
        Connections.Admission admission = service.connections().admit(channel);
        switch (admission) {
            case CLOSED -> Line.cut(channel);
            case SERVED, REFUSED -> {
                var line = new Line(service.limits());
                channel.pipeline().addLast(line);
                tls.ifPresent(door -> channel.pipeline().addLast(new FirstByte(door)));
                var manner = new HttpConnection.Manner(
                        admission == Connections.Admission.REFUSED,
                        encryptedOnly,
                        tls.filter(TlsDoor::insists).isPresent());
                channel.pipeline()
                        .addLast(
                                new HttpResponseEncoder(),
                                new StrictRequestDecoder(),
                                new HttpConnection(service, line, manner));
            }
        }
    }

    private static int portOf(Channel listener) {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    private static void emptied(Path folder) {
        try {
            Files.createDirectories(folder);
            try (DirectoryStream<Path> left = Files.newDirectoryStream(folder)) {
                for (Path file : left) {
                    if (!Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
                        Files.delete(file);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot use the folder for uploads %s: %s.".formatted(folder, e), e);
        }
    }
}
