package plotty.http;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import plotty.access.Role;

/**
 * One entry of the router.
 *
 * @param method in capitals
 * @param pattern parts between slashes; a variable stands in braces
 * @param role needed
 * @param action what answers
 */
record Route(String method, List<String> pattern, Role role, Action action) {

    /** What answers a route's requests. */
    sealed interface Action {
        /** A handler with a small body in memory. */
        record Plain(Handler handler) implements Action {}

        /** A handler with a body on the disk, of at most so many bytes. */
        record Uploading(long maxBytes, Handler handler) implements Action {}

        /** A WebSocket. */
        record Socket(List<String> subprotocols, WebSocketEndpoint endpoint) implements Action {}
    }

    /** A route and what its variables stand for. */
    record Match(Route route, Map<String, String> variables) {}

    Route {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(role, "a route needs a role");
        Objects.requireNonNull(action, "action");
    }

    static List<String> parts(String pattern) {
        if (!pattern.startsWith("/")) {
            throw new IllegalArgumentException("a pattern begins with a slash: " + pattern);
        }
        List<String> parts = Arrays.asList(pattern.substring(1).split("/", -1));
        for (String part : parts) {
            boolean braces = part.indexOf('{') >= 0 || part.indexOf('}') >= 0;
            if (braces && !(isVariable(part) && part.length() > 2)) {
                throw new IllegalArgumentException(
                        "a variable fills its part of the pattern, as in /jobs/{id}: " + pattern);
            }
        }
        return List.copyOf(parts);
    }

    private static boolean isVariable(String part) {
        return part.startsWith("{") && part.endsWith("}");
    }

    /** Whether both answer the same paths, whatever their variables are called. */
    boolean samePaths(Route other) {
        return shape().equals(other.shape());
    }

    /** Sorts before every other route that is less particular: a literal part is smaller than a variable. */
    String shape() {
        return String.join(
                "/", pattern.stream().map(p -> isVariable(p) ? "\uffff" : p).toList());
    }

    Optional<Match> match(List<String> segments) {
        if (segments.size() != pattern.size()) {
            return Optional.empty();
        }
        var variables = new HashMap<String, String>();
        for (int i = 0; i < segments.size(); i++) {
            String part = pattern.get(i);
            if (isVariable(part) && !segments.get(i).isEmpty()) {
                variables.put(part.substring(1, part.length() - 1), segments.get(i));
            } else if (!part.equals(segments.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(new Match(this, variables));
    }
}
