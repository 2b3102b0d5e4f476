package plotty.http.tls;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * For which names an authority may sign (RFC 5280, 4.2.1.10): those that only exist in a private network, private
 * addresses, and the names of this box. Whoever steals its key cannot pose as anybody else to those who trust it.
 *
 * @param domains each with all names below it
 */
record NameConstraints(Set<String> domains) {

    private static final String OID = "2.5.29.30";
    private static final int DNS_NAME = 0x82;
    private static final int IP_ADDRESS = 0x87;

    private static final Set<String> PRIVATE_DOMAINS =
            Set.of("local", "localhost", "lan", "home", "home.arpa", "internal");

    /** Private, shared, link-local and loopback addresses (RFC 1918, 6598, 3927, 4193, 4291). */
    private static final List<Range> PRIVATE = List.of(
            Range.of("127.0.0.0", 8),
            Range.of("10.0.0.0", 8),
            Range.of("172.16.0.0", 12),
            Range.of("192.168.0.0", 16),
            Range.of("100.64.0.0", 10),
            Range.of("169.254.0.0", 16),
            Range.of("::1", 128),
            Range.of("fc00::", 7));

    private record Range(byte[] base, byte[] mask) {
        static Range of(String base, int bits) {
            byte[] first = InetAddress.ofLiteral(base).getAddress();
            byte[] mask = new byte[first.length];
            for (int bit = 0; bit < bits; bit++) {
                mask[bit / 8] |= (byte) (0x80 >> bit % 8);
            }
            return new Range(first, mask);
        }

        boolean contains(byte[] address) {
            boolean inside = address.length == base.length;
            for (int i = 0; inside && i < base.length; i++) {
                inside = (address[i] & mask[i]) == base[i];
            }
            return inside;
        }
    }

    /** Those for a box that goes by these names. */
    static NameConstraints with(Collection<String> names) {
        var all = new TreeSet<>(PRIVATE_DOMAINS);
        for (String name : names) {
            if (PRIVATE_DOMAINS.stream().noneMatch(domain -> within(name, domain))) {
                all.add(name);
            }
        }
        return new NameConstraints(all);
    }

    /** Those that an authority was made with. */
    static NameConstraints of(X509Certificate authority) {
        ByteBuffer extension = ByteBuffer.wrap(authority.getExtensionValue(OID));
        ByteBuffer subtrees = content(content(content(extension)));
        var domains = new TreeSet<String>();
        while (subtrees.hasRemaining()) {
            ByteBuffer name = content(subtrees);
            if (name.get(name.position()) == (byte) DNS_NAME) {
                domains.add(StandardCharsets.US_ASCII.decode(content(name)).toString());
            }
        }
        return new NameConstraints(domains);
    }

    boolean permit(String name) {
        return domains.stream().anyMatch(domain -> within(name, domain));
    }

    /** Whether certificates name this address at all. */
    static boolean permit(InetAddress address) {
        return PRIVATE.stream().anyMatch(range -> range.contains(address.getAddress()));
    }

    /** As keytool takes it: critical, in DER, in hexadecimal. */
    String extension() {
        var subtrees = new ByteArrayOutputStream();
        for (String domain : domains) {
            subtrees.writeBytes(tagged(0x30, tagged(DNS_NAME, domain.getBytes(StandardCharsets.US_ASCII))));
        }
        for (Range range : PRIVATE) {
            byte[] both = new byte[2 * range.base().length];
            System.arraycopy(range.base(), 0, both, 0, both.length / 2);
            System.arraycopy(range.mask(), 0, both, both.length / 2, both.length / 2);
            subtrees.writeBytes(tagged(0x30, tagged(IP_ADDRESS, both)));
        }
        byte[] permitted = tagged(0x30, tagged(0xa0, subtrees.toByteArray()));
        return OID + ":critical=" + HexFormat.of().formatHex(permitted);
    }

    private static boolean within(String name, String domain) {
        return name.equals(domain) || name.endsWith("." + domain);
    }

    /** What the next tag and length announce; the buffer goes on behind it. */
    private static ByteBuffer content(ByteBuffer from) {
        from.get();
        int length = from.get() & 0xff;
        if (length == 0x82) {
            length = from.getShort() & 0xffff;
        } else if (length == 0x81) {
            length = from.get() & 0xff;
        }
        ByteBuffer content = from.slice(from.position(), length);
        from.position(from.position() + length);
        return content;
    }

    /** Tag, length, content (X.690, 8.1); up to 64 KiB. */
    private static byte[] tagged(int tag, byte[] content) {
        var out = new ByteArrayOutputStream();
        out.write(tag);
        if (content.length >= 256) {
            out.write(0x82);
            out.write(content.length >> 8);
        } else if (content.length >= 128) {
            out.write(0x81);
        }
        out.write(content.length);
        out.writeBytes(content);
        return out.toByteArray();
    }
}
