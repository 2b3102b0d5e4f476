package plotty.http;

import java.util.function.BooleanSupplier;
import plotty.access.Role;

/** Which handler answers which request. Built once; a route cannot be added without a role. */
public final class Router {

    /**
     * Adds a route.
     *
     * @param method {@code GET}, {@code POST} …; {@code HEAD} and {@code OPTIONS} come by themselves
     * @param pattern path with variables in braces: {@code /api/v1/jobs/{id}}
     * @param role needed
     */
    public Router route(String method, String pattern, Role role, Handler handler) {
        throw new UnsupportedOperationException("http");
    }

    /**
     * Adds a {@code POST} route whose body is streamed to the disk.
     *
     * @param maxBytes size of the file from which on it is refused with 413
     */
    public Router upload(String pattern, Role role, long maxBytes, Handler handler) {
        throw new UnsupportedOperationException("http");
    }

    /** Adds a WebSocket route. */
    public Router webSocket(String path, Role role, WebSocketEndpoint endpoint) {
        throw new UnsupportedOperationException("http");
    }

    /** Serves static files from a folder for every {@code GET} that no other route answers; role {@link Role#NONE}. */
    public Router files(java.nio.file.Path folder, BooleanSupplier enabled) {
        throw new UnsupportedOperationException("http");
    }
}
