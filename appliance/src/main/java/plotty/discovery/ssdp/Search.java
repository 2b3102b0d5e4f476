package plotty.discovery.ssdp;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A question of whoever looks for devices (UPnP Device Architecture 1.1, 1.3.2).
 *
 * @param target what is looked for
 * @param withinS seconds in which an answer is wanted, 1 to 5
 */
record Search(String target, int withinS) {
    private static final int LONGEST = 1024;
    private static final int MOST_HEADERS = 20;
    private static final int LONGEST_WAIT_S = 5;

    /** Reads a datagram; empty if it is no well-formed search. */
    static Optional<Search> parse(byte[] datagram, int length) {
        if (length > LONGEST) {
            return Optional.empty();
        }
        String[] lines = new String(datagram, 0, length, StandardCharsets.ISO_8859_1).split("\r\n", -1);
        if (!lines[0].equals("M-SEARCH * HTTP/1.1") || lines.length > MOST_HEADERS + 2) {
            return Optional.empty();
        }
        Map<String, String> headers = new HashMap<>();
        for (int i = 1; i < lines.length && !lines[i].isEmpty(); i++) {
            int colon = lines[i].indexOf(':');
            if (colon <= 0) {
                return Optional.empty();
            }
            String before = headers.put(
                    lines[i].substring(0, colon).strip().toUpperCase(Locale.ROOT),
                    lines[i].substring(colon + 1).strip());
            if (before != null) {
                return Optional.empty();
            }
        }
        return "\"ssdp:discover\"".equals(headers.get("MAN")) && headers.containsKey("ST")
                ? waitOf(headers.get("MX")).map(wait -> new Search(headers.get("ST"), wait))
                : Optional.empty();
    }

    /** A search by multicast must say how long it waits; one sent to us alone need not, and is answered soon. */
    private static Optional<Integer> waitOf(String value) {
        if (value == null) {
            return Optional.of(1);
        }
        return value.matches("[0-9]{1,4}")
                ? Optional.of(Math.clamp(Integer.parseInt(value), 1, LONGEST_WAIT_S))
                : Optional.empty();
    }
}
