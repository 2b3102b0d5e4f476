package plotty.access;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HexFormat;

/**
 * What counts as one client by its address: the address itself with IPv4, its /64 with IPv6, since one host commands all of
 * that.
 *
 * @param prefix the bytes that count, in hexadecimal digits
 */
record Network(String prefix) {
    private static final int HOST_BYTES = 8;

    static Network of(InetAddress client) {
        byte[] address = client.getAddress();
        int length = client instanceof Inet6Address ? HOST_BYTES : address.length;
        return new Network(HexFormat.of().formatHex(address, 0, length));
    }
}
