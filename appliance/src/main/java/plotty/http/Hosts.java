package plotty.http;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tinylog.Logger;

/**
 * Under which names this server answers, and for which pages. A web page of a stranger can make its own name point at
 * our address (DNS rebinding), so each request must call us by a name that is ours, and a page that asks must have come
 * from such a name. Thread-safe.
 */
final class Hosts {

    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    private volatile Set<String> names;
    private final Set<Integer> ports = ConcurrentHashMap.newKeySet();

    /**
     * Takes the configured names, each with our ports, or as {@code name:port} with exactly that one. Behind a trusted proxy,
     * which listens on ports of its own, a name is ours at those that are usual for HTTP and HTTPS too.
     */
    Hosts(Set<String> configured) {
        names = lower(configured);
    }

    /** Takes these configured names in the place of the others. */
    void rename(Set<String> configured) {
        names = lower(configured);
    }

    private static Set<String> lower(Set<String> configured) {
        return configured.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }

    /** Adds a port on which we listen. */
    void listensOn(int port) {
        ports.add(port);
    }

    /**
     * Lets a request through or throws a {@link Problem}: 400 for none or several hosts, 421 for a stranger's, 403 for a
     * stranger's page.
     *
     * @param hosts values of the header {@code Host}
     * @param target authority in the request line, which then counts too
     * @param origins values of the header {@code Origin}
     * @param sender who may have called us by yet another name, through a proxy
     * @param encrypted whether the connection to us is, or to the proxy
     */
    void check(List<String> hosts, Optional<String> target, List<String> origins, Sender sender, boolean encrypted) {
        if (hosts.size() != 1) {
            throw Target.malformed("A request needs exactly one Host header; this one has " + hosts.size() + ".");
        }
        // What a proxy sends as Host is the name that it knows us by, or the one that it was called by.
        boolean proxied = sender.proxied();
        boolean asCalled = isOurs(hosts.getFirst(), sender.secure() ? HTTPS : HTTP, proxied);
        if (!asCalled && !isOurs(hosts.getFirst(), encrypted ? HTTPS : HTTP, proxied)) {
            throw unknown();
        }
        Stream.concat(target.stream(), sender.host().stream()).forEach(name -> {
            if (!isOurs(name, sender.secure() ? HTTPS : HTTP, proxied)) {
                throw unknown();
            }
        });
        for (String origin : origins) {
            if (!isOurOrigin(origin, proxied)) {
                throw new Problem(
                        403,
                        "Foreign origin",
                        "The page that sent this request was not loaded from this server. Open the page under one of the"
                                + " server's own names.");
            }
        }
    }

    private static Problem unknown() {
        return new Problem(
                421,
                "Unknown host",
                "This server does not go by the name in the request. Use its address or localhost, with its port, or"
                        + " add the name to the configured hosts.");
    }

    private boolean isOurOrigin(String origin, boolean proxied) {
        String lower = origin.toLowerCase(Locale.ROOT);
        if (lower.startsWith("http://")) {
            return isOurs(lower.substring("http://".length()), HTTP, proxied);
        }
        return lower.startsWith("https://") && isOurs(lower.substring("https://".length()), HTTPS, proxied);
    }

    private boolean isOurs(String authority, int defaultPort, boolean proxied) {
        String lower = authority.toLowerCase(Locale.ROOT);
        int colon = lower.lastIndexOf(':');
        boolean hasPort = colon > lower.lastIndexOf(']') && colon >= 0;
        String host = hasPort ? lower.substring(0, colon) : lower;
        Optional<Integer> port = hasPort ? port(lower.substring(colon + 1)) : Optional.of(defaultPort);
        if (port.isEmpty()) {
            return false;
        }
        return names.contains(host + ":" + port.get())
                || (proxied && (port.get() == HTTP || port.get() == HTTPS) && names.contains(host))
                || (ports.contains(port.get())
                        && (LOCAL.contains(host) || names.contains(host) || isLiveAddress(host)));
    }

    private static Optional<Integer> port(String digits) {
        boolean valid =
                !digits.isEmpty() && digits.length() <= 5 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return valid ? Optional.of(Integer.parseInt(digits)) : Optional.empty();
    }

    /** Asks no name server: only what is written as an address can be one. */
    private static boolean isLiveAddress(String host) {
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        String bare = bracketed ? host.substring(1, host.length() - 1) : host;
        if (bracketed == NetUtil.isValidIpV4Address(bare)) {
            return false;
        }
        Optional<InetAddress> address = AddressRange.literal(bare);
        if (address.isEmpty()) {
            return false;
        }
        try {
            return NetworkInterface.getByInetAddress(address.get()) != null;
        } catch (SocketException e) {
            Logger.warn(e, "cannot tell whether {} is an address of this machine", bare);
            return false;
        }
    }
}
