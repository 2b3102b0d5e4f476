package plotty.http;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import plotty.access.Role;

/**
 * Which handler answers which request. Built once, by one thread, before the server starts; a route cannot be added
 * without a role. A literal part of a pattern goes before a variable: {@code /jobs/next} before {@code /jobs/{id}}.
 */
public final class Router {

    private final List<Route> routes = new ArrayList<>();
    private Optional<StaticFiles> files = Optional.empty();
    private Function<List<String>, Optional<Problem>> refusal = _ -> Optional.empty();

    /**
     * Adds a route.
     *
     * @param method {@code GET}, {@code POST} …; {@code HEAD} and {@code OPTIONS} come by themselves
     * @param pattern path with variables in braces: {@code /api/v1/jobs/{id}}
     * @param role needed
     * @throws IllegalArgumentException if another route answers the same requests
     */
    public Router route(String method, String pattern, Role role, Handler handler) {
        return add(new Route(method, Route.parts(pattern), role, new Route.Action.Plain(handler)));
    }

    /**
     * Adds a {@code POST} route whose body is streamed to the disk.
     *
     * @param maxBytes largest file taken; a larger one is refused with 413
     */
    public Router upload(String pattern, Role role, long maxBytes, Handler handler) {
        return add(new Route("POST", Route.parts(pattern), role, new Route.Action.Uploading(maxBytes, handler)));
    }

    /** Adds a WebSocket route. */
    public Router webSocket(String path, Role role, WebSocketEndpoint endpoint) {
        return webSocket(path, role, List.of(), endpoint);
    }

    /**
     * Adds a WebSocket route.
     *
     * @param subprotocols that the endpoint speaks; the first one of the client's list that is here is agreed on, and a
     *     client that names none, or none of these, gets none (RFC 6455, 4.2.2)
     */
    public Router webSocket(String path, Role role, List<String> subprotocols, WebSocketEndpoint endpoint) {
        return add(new Route(
                "GET", Route.parts(path), role, new Route.Action.Socket(List.copyOf(subprotocols), endpoint)));
    }

    /**
     * Serves static files from a folder for every {@code GET} that no other route answers; role {@link Role#NONE}.
     *
     * @param enabled asked at each request
     */
    public Router files(Path folder, BooleanSupplier enabled) {
        files = Optional.of(new StaticFiles(folder, enabled));
        return this;
    }

    /**
     * Refuses requests that would change something, though their sender may do that.
     *
     * @param why gives what they are answered, by the parts of the path; asked at each such request
     */
    public Router refusing(Function<List<String>, Optional<Problem>> why) {
        refusal = why;
        return this;
    }

    /** What a request that would change something is answered instead of being handled. */
    Optional<Problem> refusal(List<String> segments) {
        return refusal.apply(segments);
    }

    /**
     * What a route is, for documents and tests.
     *
     * @param method in capitals
     * @param pattern as it was added
     * @param role needed
     * @param webSocket whether it speaks WebSocket
     */
    public record Described(String method, String pattern, Role role, boolean webSocket) {}

    /** Every route, literal parts before variables. */
    public List<Described> routes() {
        return routes.stream()
                .map(route -> new Described(
                        route.method(),
                        "/" + String.join("/", route.pattern()),
                        route.role(),
                        route.action() instanceof Route.Action.Socket))
                .toList();
    }

    /** The static files, if there are any now. */
    Optional<StaticFiles> files() {
        return files.filter(StaticFiles::enabled);
    }

    /** The route for a request; a {@code HEAD} is a {@code GET} here. */
    Optional<Route.Match> find(String method, List<String> segments) {
        String wanted = method.equals("HEAD") ? "GET" : method;
        return routes.stream()
                .filter(route -> route.method().equals(wanted))
                .flatMap(route -> route.match(segments).stream())
                .findFirst();
    }

    /** The methods that this path answers, sorted; empty if no route has it. */
    List<String> methods(List<String> segments) {
        var methods = new TreeSet<String>();
        for (Route route : routes) {
            if (route.match(segments).isPresent()) {
                methods.add(route.method());
            }
        }
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        if (!methods.isEmpty()) {
            methods.add("OPTIONS");
        }
        return List.copyOf(methods);
    }

    private Router add(Route route) {
        for (Route other : routes) {
            if (other.method().equals(route.method()) && other.samePaths(route)) {
                throw new IllegalArgumentException(
                        "two routes for %s /%s".formatted(route.method(), String.join("/", route.pattern())));
            }
        }
        routes.add(route);
        routes.sort(Comparator.comparing(Route::shape));
        return this;
    }
}
