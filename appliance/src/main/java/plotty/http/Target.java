package plotty.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a request line asks for (RFC 9112, 3.2). The path is cut at its slashes first and decoded after, so that an
 * encoded slash never makes a segment.
 *
 * @param authority host and port of an absolute target
 * @param rawPath as sent, without the query
 * @param segments decoded parts of the path; {@code /} is one empty part
 * @param parameters of the query, decoded
 */
record Target(Optional<String> authority, String rawPath, List<String> segments, Map<String, List<String>> parameters) {

    private static final int MAX_PARAMETERS = 64;

    /** Reads a target in origin form or absolute form; anything else is a {@link Problem} 400. */
    static Target parse(String uri) {
        if (uri.chars().anyMatch(c -> c <= ' ' || c >= 0x7f || c == '#')) {
            throw malformed("The address holds characters that must be percent-encoded.");
        }
        Optional<String> authority = Optional.empty();
        String rest = uri;
        for (String scheme : List.of("http://", "https://")) {
            if (uri.regionMatches(true, 0, scheme, 0, scheme.length())) {
                int end = endOfAuthority(uri, scheme.length());
                authority = Optional.of(uri.substring(scheme.length(), end));
                rest = uri.startsWith("/", end) ? uri.substring(end) : "/" + uri.substring(end);
            }
        }
        if (!rest.startsWith("/")) {
            throw malformed("The address must begin with a slash.");
        }
        int mark = rest.indexOf('?');
        String rawPath = mark < 0 ? rest : rest.substring(0, mark);
        List<String> segments = Stream.of(rawPath.substring(1).split("/", -1))
                .map(Target::decode)
                .toList();
        return new Target(authority, rawPath, segments, mark < 0 ? Map.of() : parameters(rest.substring(mark + 1)));
    }

    String path() {
        return "/" + String.join("/", segments);
    }

    /** The same without a parameter of the query. */
    Target without(String parameter) {
        if (!parameters.containsKey(parameter)) {
            return this;
        }
        var left = new HashMap<>(parameters);
        left.remove(parameter);
        return new Target(authority, rawPath, segments, left);
    }

    private static int endOfAuthority(String uri, int from) {
        int end = from;
        while (end < uri.length() && uri.charAt(end) != '/' && uri.charAt(end) != '?') {
            end++;
        }
        return end;
    }

    /** Strict as the path: what would be passed over, or read as something else, is refused. */
    private static Map<String, List<String>> parameters(String query) {
        var parameters = new HashMap<String, List<String>>();
        int count = 0;
        for (String pair : query.split("&", -1)) {
            if (!pair.isEmpty()) {
                if (++count > MAX_PARAMETERS) {
                    throw malformed("The query has more than " + MAX_PARAMETERS + " parameters.");
                }
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                parameters
                        .computeIfAbsent(decode(name.replace('+', ' ')), _ -> new ArrayList<>())
                        .add(decode(value.replace('+', ' ')));
            }
        }
        return parameters;
    }

    /** Decodes percent-encoded UTF-8, strictly; anything else is a {@link Problem} 400. */
    static String decode(String segment) {
        if (segment.indexOf('%') < 0) {
            return segment;
        }
        var bytes = new ByteArrayOutputStream(segment.length());
        for (int i = 0; i < segment.length(); i++) {
            if (segment.charAt(i) == '%') {
                bytes.write(octet(segment, i));
                i += 2;
            } else {
                bytes.write(segment.charAt(i));
            }
        }
        try {
            String decoded = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
            if (decoded.indexOf('\0') >= 0) {
                throw malformed("The address holds a NUL character.");
            }
            return decoded;
        } catch (CharacterCodingException e) {
            throw malformed("The address is not UTF-8 after percent-decoding.");
        }
    }

    private static int octet(String segment, int at) {
        if (at + 2 < segment.length()) {
            int high = Character.digit(segment.charAt(at + 1), 16);
            int low = Character.digit(segment.charAt(at + 2), 16);
            if (high >= 0 && low >= 0) {
                return high << 4 | low;
            }
        }
        throw malformed("The address has a percent sign that two hexadecimal digits do not follow.");
    }

    static Problem malformed(String detail) {
        return new Problem(400, "Malformed request", detail);
    }
}
