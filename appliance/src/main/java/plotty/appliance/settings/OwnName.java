package plotty.appliance.settings;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.tinylog.Logger;

/** How this machine is called by others. Asks no name server, which may be slow or say anything. */
public final class OwnName {
    private static final Path KERNEL = Path.of("/proc/sys/kernel/hostname");
    private static final Set<String> EVERYWHERE = Set.of("0.0.0.0", "::", "[::]", "0:0:0:0:0:0:0:0");
    private static final Set<String> HERE_ONLY = Set.of("127.0.0.1", "::1", "[::1]", "localhost");
    private static final int HTTP = 80;

    private OwnName() {}

    /** The host name, and as it is found on the local network; none if the machine has none of its own. */
    public static Set<String> names() {
        try {
            return names(Files.readString(KERNEL));
        } catch (IOException e) {
            Logger.debug(e, "What this machine is called cannot be read");
            return Set.of();
        }
    }

    static Set<String> names(String hostName) {
        String name = hostName.strip().toLowerCase(Locale.ROOT);
        if (!name.matches("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?") || name.startsWith("localhost")) {
            return Set.of();
        }
        int dot = name.indexOf('.');
        return Set.of(name, (dot < 0 ? name : name.substring(0, dot)) + ".local");
    }

    /**
     * The page's address, for people: from elsewhere if the door is open to elsewhere.
     *
     * @param host that is listened on
     */
    public static String address(String host, int port) {
        String name = HERE_ONLY.contains(host)
                ? "localhost"
                : EVERYWHERE.contains(host) ? onTheNetwork().orElse("localhost") : bracketed(host);
        return "http://" + name + (port == HTTP ? "" : ":" + port);
    }

    /** Whether only programs on this machine reach what listens there. */
    public static boolean isHereOnly(String host) {
        return HERE_ONLY.contains(host) || host.startsWith("127.");
    }

    /** Whether that is each address of this machine. */
    public static boolean isEverywhere(String host) {
        return EVERYWHERE.contains(host);
    }

    /** The host as others would write it in an address of the page; empty if there is no network. */
    public static Optional<String> reachedAt(String host) {
        return EVERYWHERE.contains(host) ? onTheNetwork() : Optional.of(bracketed(host));
    }

    /** An address that others reach, best one of a private network. */
    private static Optional<String> onTheNetwork() {
        try {
            return NetworkInterface.networkInterfaces()
                    .filter(OwnName::isUp)
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(Inet4Address.class::isInstance)
                    .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                    .min(Comparator.comparing(address -> !address.isSiteLocalAddress()))
                    .map(InetAddress::getHostAddress);
        } catch (SocketException e) {
            Logger.debug(e, "The addresses of this machine cannot be read");
            return Optional.empty();
        }
    }

    private static boolean isUp(NetworkInterface network) {
        try {
            return network.isUp() && !network.isLoopback();
        } catch (SocketException e) {
            return false;
        }
    }

    private static String bracketed(String host) {
        return host.indexOf(':') >= 0 && !host.startsWith("[") ? "[" + host + "]" : host;
    }
}
