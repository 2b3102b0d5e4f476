package plotty.discovery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Looks in which networks this machine is. */
final class Links {
    /** Those of containers, virtual machines and tunnels: nobody looks for a plotter there. */
    private static final Pattern OF_MACHINES =
            Pattern.compile("(docker|br-|virbr|veth|lxc|vnet|tun|tap|wg|zt|tailscale|podman|cni|flannel).*");

    private static final Path IPV6 = Path.of("/proc/net/if_inet6");

    /** Temporary, failed, deprecated or tentative (Linux, include/uapi/linux/if_addr.h). */
    private static final int UNFIT = 0x01 | 0x08 | 0x20 | 0x40;

    private final Set<String> wanted;
    private final Predicate<InetAddress> fit;

    /**
     * Looks at some only.
     *
     * @param wanted names of interfaces; empty for all that look like a network of people
     * @param fit whether an address is of use
     */
    Links(Set<String> wanted, Predicate<InetAddress> fit) {
        this.wanted = wanted;
        this.fit = fit;
    }

    /**
     * Those with an address now, wired ones first. A network that is entered by cable and by radio counts once: who announces
     * one name with two addresses there contradicts itself.
     */
    List<Link> now() throws IOException {
        Set<String> unfit = unfitAddresses();
        List<Link> links = new ArrayList<>();
        try {
            NetworkInterface.networkInterfaces()
                    .filter(this::isWanted)
                    .map(network -> link(network, unfit))
                    .flatMap(Optional::stream)
                    .sorted(Comparator.<Link>comparingInt(Links::preference).thenComparing(Link::name))
                    .forEach(link -> {
                        if (links.stream().noneMatch(link::isSameNetwork)) {
                            links.add(link);
                        }
                    });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return links;
    }

    private boolean isWanted(NetworkInterface network) {
        try {
            return network.isUp()
                    && !network.isLoopback()
                    && network.supportsMulticast()
                    && (wanted.isEmpty()
                            ? !network.isPointToPoint()
                                    && !OF_MACHINES.matcher(network.getName()).matches()
                            : wanted.contains(network.getName()));
        } catch (SocketException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<Link> link(NetworkInterface network, Set<String> unfit) {
        Optional<InterfaceAddress> v4 = network.getInterfaceAddresses().stream()
                .filter(each -> each.getAddress() instanceof Inet4Address && fit.test(each.getAddress()))
                .min(Comparator.comparing(each -> each.getAddress().isLinkLocalAddress()));
        Optional<Inet6Address> v6 = network.inetAddresses()
                .filter(Inet6Address.class::isInstance)
                .map(Inet6Address.class::cast)
                .filter(each -> !unfit.contains(HexFormat.of().formatHex(each.getAddress())))
                .filter(fit)
                .min(Comparator.<Inet6Address>comparingInt(Links::preference)
                        .thenComparing(each -> HexFormat.of().formatHex(each.getAddress())));
        return v4.isEmpty() && v6.isEmpty()
                ? Optional.empty()
                : Optional.of(new Link(
                        network.getName(),
                        network.getIndex(),
                        v4.map(each -> (Inet4Address) each.getAddress()),
                        v4.map(each -> (int) each.getNetworkPrefixLength()).orElse(0),
                        v6));
    }

    private static int preference(Link link) {
        return link.name().startsWith("e") ? 0 : link.name().startsWith("u") ? 1 : 2;
    }

    /** Private addresses first, which stay; those of the link last, which browsers do not take. */
    private static int preference(Inet6Address address) {
        boolean isUniqueLocal = (address.getAddress()[0] & 0xfe) == 0xfc;
        return isUniqueLocal ? 0 : address.isLinkLocalAddress() ? 2 : 1;
    }

    /** Addresses of IPv6 that cannot be used yet, or not for long; 32 hexadecimal digits each. */
    private static Set<String> unfitAddresses() throws IOException {
        return Files.exists(IPV6) ? unfitAddresses(Files.readAllLines(IPV6)) : Set.of();
    }

    /** The same, from lines of address, index, length of the prefix, scope, flags and name (Linux, proc(5)). */
    static Set<String> unfitAddresses(List<String> lines) {
        return lines.stream()
                .map(line -> line.strip().split("\\s+"))
                .filter(words -> words.length >= 6 && (Integer.parseInt(words[4], 16) & UNFIT) != 0)
                .map(words -> words[0])
                .collect(Collectors.toSet());
    }
}
