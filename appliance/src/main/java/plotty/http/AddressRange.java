package plotty.http;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * Addresses that share their first bits: {@code 192.0.2.1}, {@code 192.0.2.0/24}, {@code fd00::/8}. Asks no name server.
 *
 * @param base one of them
 * @param bits that they share
 */
record AddressRange(InetAddress base, int bits) {

    /** Reads one; throws {@link IllegalArgumentException} with a sentence for the user. */
    static AddressRange parse(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        String length = slash < 0 ? "" : text.substring(slash + 1);
        InetAddress base = literal(address).orElseThrow(() -> wrong(text));
        int most = base.getAddress().length * 8;
        if (slash < 0) {
            return new AddressRange(base, most);
        }
        if (!length.matches("[0-9]{1,3}") || Integer.parseInt(length) > most) {
            throw wrong(text);
        }
        return new AddressRange(base, Integer.parseInt(length));
    }

    /** An address that is written as one, without brackets, port and zone; an IPv4 address within IPv6 is an IPv4 address. */
    static Optional<InetAddress> literal(String text) {
        boolean plain = text.indexOf('%') < 0 && text.indexOf('[') < 0;
        if (!NetUtil.isValidIpV4Address(text) && !(plain && NetUtil.isValidIpV6Address(text))) {
            return Optional.empty();
        }
        byte[] octets = NetUtil.createByteArrayFromIpAddressString(text);
        try {
            return octets == null ? Optional.empty() : Optional.of(InetAddress.getByAddress(octets));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address of 4 or 16 bytes", e);
        }
    }

    boolean contains(InetAddress address) {
        byte[] ours = base.getAddress();
        byte[] theirs = address.getAddress();
        if (ours.length != theirs.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit += 8) {
            int mask = bits - bit >= 8 ? 0xff : 0xff << (8 - (bits - bit));
            if (((ours[bit / 8] ^ theirs[bit / 8]) & mask & 0xff) != 0) {
                return false;
            }
        }
        return true;
    }

    private static IllegalArgumentException wrong(String text) {
        return new IllegalArgumentException(
                "'%s' is no address and no range of addresses. Write it like 192.0.2.1, 192.0.2.0/24 or fd00::/8."
                        .formatted(text));
    }
}
