package plotty.discovery;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a service says of itself (RFC 6763, 6): short pairs, read by programs before they connect. */
final class ServiceText {
    /** A pair with its length must fit into 256 bytes (RFC 6763, 6.1); names are short. */
    private static final int LONGEST_VALUE = 200;

    private ServiceText() {}

    static Map<String, String> of(String name, Offer offer, Offer.Present present) {
        Map<String, String> text = new LinkedHashMap<>();
        text.put("txtvers", "1");
        text.put("id", offer.box().toString());
        text.put("name", name);
        text.put("version", offer.version());
        text.put("model", offer.model());
        text.put("path", "/");
        text.put("state", present.state());
        present.fingerprint().ifPresent(print -> text.put("tls", print));
        present.authority().ifPresent(print -> text.put("ca", print));
        text.replaceAll((_, value) -> cut(value));
        return text;
    }

    /** As much as fits, and no half of a character. */
    private static String cut(String value) {
        int end = value.length();
        while (value.substring(0, end).getBytes(StandardCharsets.UTF_8).length > LONGEST_VALUE) {
            end = value.offsetByCodePoints(end, -1);
        }
        return value.substring(0, end);
    }
}
