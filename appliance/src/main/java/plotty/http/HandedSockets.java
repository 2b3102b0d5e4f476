package plotty.http;

import java.io.FileDescriptor;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.net.UnknownHostException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.spi.SelectorProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tinylog.Logger;

/**
 * Sockets that listen already and were handed to this process by the one that started it (sd_listen_fds(3)): so it has the ports
 * 80 and 443 without any right to them, and who calls while it starts waits instead of being refused. Each is given away once.
 *
 * <p>Java takes over no more than one such socket, and that only in place of its standard input; so the channels are made by a
 * constructor of its own that is not for others, which needs {@code --add-opens java.base/sun.nio.ch=ALL-UNNAMED}.
 */
public final class HandedSockets {
    private static final int FIRST = 3;
    private static final int MOST = 16;
    private static final String FOR_WHOM = "LISTEN_PID";
    private static final String HOW_MANY = "LISTEN_FDS";

    private final List<ServerSocketChannel> sockets;

    private HandedSockets(List<ServerSocketChannel> sockets) {
        this.sockets = new ArrayList<>(sockets);
    }

    /** None. */
    static HandedSockets none() {
        return new HandedSockets(List.of());
    }

    /** Those that this process was started with. What cannot be taken over is a warning. */
    public static HandedSockets ofProcess() {
        return of(System.getenv());
    }

    private static HandedSockets of(Map<String, String> environment) {
        String pid = Long.toString(ProcessHandle.current().pid());
        String count = environment.getOrDefault(HOW_MANY, "");
        if (!environment.getOrDefault(FOR_WHOM, "").equals(pid) || !count.matches("[1-9][0-9]?")) {
            return none();
        }
        List<ServerSocketChannel> sockets = new ArrayList<>();
        for (int fd = FIRST; fd < FIRST + Math.min(MOST, Integer.parseInt(count)); fd++) {
            taken(fd).ifPresent(sockets::add);
        }
        return new HandedSockets(sockets);
    }

    private static Optional<ServerSocketChannel> taken(int number) {
        try {
            return Optional.of(channel(number));
        } catch (InvocationTargetException e) {
            Logger.warn("The listening socket {} that was handed over is of no use: {}", number, e.getCause());
        } catch (ReflectiveOperationException | RuntimeException e) {
            Logger.warn("This Java cannot take over listening sockets: {}", e.toString());
        }
        return Optional.empty();
    }

    private static ServerSocketChannel channel(int number) throws ReflectiveOperationException {
        FileDescriptor fd = (FileDescriptor) call("sun.nio.ch.IOUtil", "newFD", int.class, number);
        InetSocketAddress address =
                (InetSocketAddress) call("sun.nio.ch.Net", "localAddress", FileDescriptor.class, fd);
        ProtocolFamily family = address.getAddress() instanceof Inet4Address
                ? StandardProtocolFamily.INET
                : StandardProtocolFamily.INET6;
        var constructor = Class.forName("sun.nio.ch.ServerSocketChannelImpl")
                .getDeclaredConstructor(
                        SelectorProvider.class, ProtocolFamily.class, FileDescriptor.class, boolean.class);
        constructor.setAccessible(true);
        return (ServerSocketChannel) constructor.newInstance(SelectorProvider.provider(), family, fd, true);
    }

    private static Object call(String type, String name, Class<?> of, Object argument)
            throws ReflectiveOperationException {
        var method = Class.forName(type).getDeclaredMethod(name, of);
        method.setAccessible(true);
        return method.invoke(null, argument);
    }

    /**
     * The socket that listens where one is wanted; gone from here then.
     *
     * @param host address or name; every socket that listens on all addresses is meant by each of their names
     */
    Optional<ServerSocketChannel> take(String host, int port) {
        Optional<ServerSocketChannel> found =
                sockets.stream().filter(socket -> listensOn(socket, host, port)).findFirst();
        found.ifPresent(sockets::remove);
        return found;
    }

    private static boolean listensOn(ServerSocketChannel socket, String host, int port) {
        try {
            InetSocketAddress here = (InetSocketAddress) socket.getLocalAddress();
            InetAddress wanted = InetAddress.getByName(host);
            return here.getPort() == port
                    && (here.getAddress().equals(wanted)
                            || (here.getAddress().isAnyLocalAddress() && wanted.isAnyLocalAddress()));
        } catch (UnknownHostException e) {
            Logger.debug("{} is no address of a socket that was handed over", host);
            return false;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Closes what nobody wanted, and says so: whoever calls there waits for ever as long as systemd listens. */
    void closeRest() {
        for (ServerSocketChannel socket : sockets) {
            try {
                Logger.warn(
                        "systemd listens on {}, but the configuration has no such host and port: change one of them, or "
                                + "disable the socket unit",
                        socket.getLocalAddress());
                socket.close();
            } catch (IOException e) {
                Logger.warn("A socket that was handed over could not be closed: {}", e.toString());
            }
        }
        sockets.clear();
    }
}
