package plotty.http;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import plotty.access.Access;

/** The HTTP server: one event loop, several listeners, the same routes on each. */
public final class HttpServer implements AutoCloseable {

    /**
     * Settings.
     *
     * @param host address to bind
     * @param port the page's port; 0 takes any free one; if taken, starting fails
     * @param morePorts further ports; one that is taken is a warning
     * @param allowedHosts names under which clients may call this server, besides its live addresses and localhost
     * @param incoming folder for uploads under way; emptied at start
     * @param maxConnections open connections; more are refused with 503
     */
    public record Settings(
            String host,
            int port,
            List<Integer> morePorts,
            Set<String> allowedHosts,
            Path incoming,
            int maxConnections) {}

    /** Binds and serves. Throws {@link java.io.UncheckedIOException} with a sentence if the page's port cannot be bound. */
    public static HttpServer start(Settings settings, Router router, Access access) {
        throw new UnsupportedOperationException("http");
    }

    /** The page's port as bound. */
    public int port() {
        throw new UnsupportedOperationException("http");
    }

    /** Stops accepting, closes WebSockets with 1001, waits up to 2 s for requests under way, and closes. */
    @Override
    public void close() {
        throw new UnsupportedOperationException("http");
    }
}
