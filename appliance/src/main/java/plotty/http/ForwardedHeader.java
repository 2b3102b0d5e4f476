package plotty.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The header {@code Forwarded} (RFC 7239, 4): elements parted by commas, each with pairs parted by semicolons, values
 * plain or in quotes.
 */
final class ForwardedHeader {

    private final String text;
    private int at;

    private ForwardedHeader(String text) {
        this.text = text;
    }

    /** The elements, the first proxy's first, names in small letters; empty if it is not written as it must be. */
    static Optional<List<Map<String, String>>> parse(String value) {
        return new ForwardedHeader(value).elements();
    }

    private Optional<List<Map<String, String>>> elements() {
        var elements = new ArrayList<Map<String, String>>();
        do {
            var pairs = new HashMap<String, String>();
            do {
                if (!pair(pairs)) {
                    return Optional.empty();
                }
            } while (passed(';'));
            elements.add(pairs);
        } while (passed(','));
        return at == text.length() ? Optional.of(elements) : Optional.empty();
    }

    /** A pair, or nothing; false if it is neither, or comes twice. */
    private boolean pair(Map<String, String> pairs) {
        skipBlanks();
        String name = token().toLowerCase(Locale.ROOT);
        if (name.isEmpty()) {
            return true;
        }
        if (!passed('=')) {
            return false;
        }
        Optional<String> value = at < text.length() && text.charAt(at) == '"' ? quoted() : Optional.of(token());
        skipBlanks();
        return value.isPresent() && pairs.put(name, value.get()) == null;
    }

    private Optional<String> quoted() {
        var value = new StringBuilder();
        for (at++; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '"') {
                at++;
                return Optional.of(value.toString());
            }
            if (c == '\\' && at + 1 < text.length()) {
                at++;
                c = text.charAt(at);
            }
            value.append(c);
        }
        return Optional.empty();
    }

    /** More than a token of RFC 9110: proxies write addresses with colons without the quotes that these need. */
    private String token() {
        int from = at;
        while (at < text.length() && " \t,;=\"".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(from, at);
    }

    private boolean passed(char expected) {
        skipBlanks();
        boolean there = at < text.length() && text.charAt(at) == expected;
        at += there ? 1 : 0;
        return there;
    }

    private void skipBlanks() {
        while (at < text.length() && " \t".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }
}
