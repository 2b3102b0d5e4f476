package plotty.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import plotty.access.Access;
import plotty.access.Guard;
import plotty.access.Role;
import plotty.http.tls.Certificates;

/** A real server on a free port of the loopback address, and a client for it. */
final class TestServer implements AutoCloseable {

    static final Access EVERYONE_MAY_ALL = new Access(Role.ADMIN, Role.ADMIN);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    final Path incoming;
    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    private TestServer(Path incoming, HttpServer server) {
        this.incoming = incoming;
        this.server = server;
    }

    static TestServer of(Router router) {
        return of(router, EVERYONE_MAY_ALL, Limits.standard(), 200);
    }

    static TestServer of(Router router, Limits limits) {
        return of(router, EVERYONE_MAY_ALL, limits, 200);
    }

    static TestServer of(Router router, Guard guard) {
        return of(router, guard, Limits.standard(), 200);
    }

    static TestServer of(Router router, Guard guard, Limits limits, int maxConnections) {
        return of(router, guard, limits, maxConnections, Set.of());
    }

    static TestServer of(Router router, Guard guard, Limits limits, int maxConnections, Set<String> proxies) {
        return of(router, guard, limits, maxConnections, proxies, Optional.empty());
    }

    /** One that speaks HTTPS too, on a port of its own. */
    static TestServer of(Router router, Limits limits, Certificates certificates) {
        return of(router, EVERYONE_MAY_ALL, limits, 200, Set.of(), Optional.of(certificates));
    }

    private static TestServer of(
            Router router,
            Guard guard,
            Limits limits,
            int maxConnections,
            Set<String> proxies,
            Optional<Certificates> certificates) {
        try {
            Path incoming = Files.createTempDirectory("plotty-incoming");
            var settings = new HttpServer.Settings(
                            "127.0.0.1",
                            0,
                            List.of(),
                            Set.of("plotty.local", "front.example:443"),
                            incoming,
                            maxConnections,
                            proxies)
                    .withTlsPorts(List.of(0));
            HttpServer server = HttpServer.bind(settings, limits, router, guard, certificates, HandedSockets.none());
            server.serve();
            return new TestServer(incoming, server);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Limits short enough to wait for. */
    static Limits impatient() {
        Duration soon = Duration.ofSeconds(1);
        return new Limits(100, Duration.ofSeconds(30), soon, soon, soon);
    }

    int port() {
        return server.port();
    }

    int tlsPort() {
        return server.tlsPorts().getFirst();
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    HttpResponse<String> get(String path, String... headers) {
        return send("GET", path, HttpRequest.BodyPublishers.noBody(), headers);
    }

    HttpResponse<String> send(String method, String path, HttpRequest.BodyPublisher body, String... headers) {
        var request = HttpRequest.newBuilder(uri(path)).method(method, body).timeout(PATIENCE);
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    RawClient raw() {
        return new RawClient(port());
    }

    /** Waits for a condition, up to a deadline. */
    static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("waited in vain until " + what);
            }
            LockSupport.parkNanos(2_000_000);
        }
    }

    long filesLeft() {
        try (Stream<Path> files = Files.list(incoming)) {
            return files.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void closeServer() {
        server.close();
    }

    @Override
    public void close() {
        client.shutdownNow();
        server.close();
        try (Stream<Path> files = Files.list(incoming)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(incoming);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
