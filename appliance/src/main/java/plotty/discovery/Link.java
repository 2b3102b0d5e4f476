package plotty.discovery;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A network that this machine is in.
 *
 * @param name of the interface
 * @param index its number, another one when it was unplugged in between
 * @param v4 its address; at least one of the two is there
 * @param v4Bits how many bits of it are the network's
 * @param v6 its other address
 */
record Link(String name, int index, Optional<Inet4Address> v4, int v4Bits, Optional<Inet6Address> v6) {

    /**
     * Both. That of IPv4 comes last, since the socket that is opened last gets what is sent to this machine alone, and jmdns
     * passes over what comes from elsewhere to one at an address of the link.
     */
    List<InetAddress> addresses() {
        return Stream.<Optional<? extends InetAddress>>of(v6, v4)
                .flatMap(Optional::stream)
                .map(InetAddress.class::cast)
                .toList();
    }

    /** Whether another one of this network would have such an address. */
    boolean reaches(InetAddress other) {
        return other instanceof Inet4Address
                && v4.filter(own -> sameNetwork(own, other, v4Bits)).isPresent();
    }

    /** Whether this is the same network as another one, entered by two doors, as far as the addresses tell. */
    boolean isSameNetwork(Link other) {
        return v4Bits == other.v4Bits
                && v4.filter(own -> !own.isLinkLocalAddress()).isPresent()
                && other.v4.filter(this::reaches).isPresent();
    }

    private static boolean sameNetwork(InetAddress one, InetAddress other, int bits) {
        int difference = number(one) ^ number(other);
        return bits <= 0 || bits > 32 || difference >>> (32 - bits) == 0;
    }

    private static int number(InetAddress address) {
        int number = 0;
        for (byte part : address.getAddress()) {
            number = (number << 8) | (part & 0xff);
        }
        return number;
    }
}
