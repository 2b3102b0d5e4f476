package plotty.http;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the headers of a part of a form say (RFC 7578, 4).
 *
 * @param name of the field
 * @param filename as the client calls the file; empty for a field that is none
 * @param mediaType empty if the client gave none
 */
record PartHead(String name, Optional<String> filename, String mediaType) {

    private static final Set<String> PLAIN_ENCODINGS = Set.of("", "7bit", "8bit", "binary");

    /** Reads the lines between the boundary and the empty line; anything else is a {@link Problem} 400. */
    static PartHead parse(String lines) {
        var headers = new HashMap<String, String>();
        for (String line : lines.split("\r\n", -1)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            } else if (!line.isEmpty()) {
                throw Target.malformed("The form has a part with a line among its headers that is none.");
            }
        }
        String mediaType = headers.getOrDefault("content-type", "");
        String encoding = headers.getOrDefault("content-transfer-encoding", "").toLowerCase(Locale.ROOT);
        if (mediaType.toLowerCase(Locale.ROOT).startsWith("multipart/") || !PLAIN_ENCODINGS.contains(encoding)) {
            throw Target.malformed("The form has a part with parts or an encoding of its own; send it as it is.");
        }
        Map<String, String> parameters = parameters(headers.getOrDefault("content-disposition", ""), "form-data");
        String name = parameters.get("name");
        if (name == null) {
            throw Target.malformed("The form has a part without a name.");
        }
        return new PartHead(name, filename(parameters), mediaType);
    }

    /**
     * The parameters of a header's value, such as {@code form-data; name="a"}: names in small letters, the first of equal
     * ones, values without their quotes. Empty if the value does not begin with the expected word.
     */
    static Map<String, String> parameters(String value, String expected) {
        int at = value.indexOf(';');
        String word = at < 0 ? value : value.substring(0, at);
        var parameters = new HashMap<String, String>();
        if (!word.strip().equalsIgnoreCase(expected)) {
            return parameters;
        }
        while (at >= 0 && at < value.length()) {
            int equals = value.indexOf('=', at);
            if (equals < 0) {
                return parameters;
            }
            String name = value.substring(at + 1, equals).strip().toLowerCase(Locale.ROOT);
            int start = equals + 1;
            boolean quoted = value.startsWith("\"", start);
            int end = quoted ? endOfQuoted(value, start + 1) : endOfToken(value, start);
            String text = quoted
                    ? unescaped(value.substring(start + 1, end))
                    : value.substring(start, end).strip();
            parameters.putIfAbsent(name, text);
            at = value.indexOf(';', end);
        }
        return parameters;
    }

    private static int endOfToken(String value, int from) {
        int end = value.indexOf(';', from);
        return end < 0 ? value.length() : end;
    }

    private static int endOfQuoted(String value, int from) {
        for (int i = from; i < value.length(); i++) {
            if (value.charAt(i) == '"') {
                return i;
            }
            if (value.startsWith("\\\"", i) || value.startsWith("\\\\", i)) {
                i++;
            }
        }
        throw Target.malformed("The form has a header with a quote that does not end.");
    }

    /** Only quotes and backslashes are escaped: old browsers send paths with single backslashes. */
    private static String unescaped(String text) {
        return text.replaceAll("\\\\([\\\\\"])", "$1");
    }

    private static Optional<String> filename(Map<String, String> parameters) {
        String extended = parameters.get("filename*");
        if (extended != null && extended.regionMatches(true, 0, "UTF-8'", 0, 6)) {
            int from = extended.indexOf('\'', 6) + 1;
            return Optional.of(Target.decode(extended.substring(from)));
        }
        return Optional.ofNullable(parameters.get("filename"));
    }
}
