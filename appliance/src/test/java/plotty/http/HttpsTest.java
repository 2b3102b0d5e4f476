package plotty.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plotty.access.Role;
import plotty.http.tls.BoxFiles;
import plotty.http.tls.Certificates;

class HttpsTest {

    @TempDir
    static Path folder;

    private static final AtomicReference<Instant> NOW = new AtomicReference<>(Instant.parse("2026-11-20T12:00:00Z"));
    private static Certificates certificates;
    private static SSLContext trusting;

    private final CountDownLatch ended = new CountDownLatch(1);
    private final byte[] large = new byte[3_000_000];

    @BeforeAll
    static void makeOnce() throws Exception {
        certificates = Certificates.open(
                new Certificates.Settings(folder.resolve("tls"), Set.of("plotty.local"), Optional.empty()), NOW::get);
        trusting = BoxFiles.trusting(certificates.authority().orElseThrow());
    }

    private Router router() {
        new Random(1).nextBytes(large);
        return new Router()
                .route("GET", "/a", Role.NONE, request -> Response.json(200, out -> out.writeBoolean(request.secure())))
                .route("GET", "/large", Role.NONE, _ -> new Response(200, "image/png", Map.of(), large))
                .upload("/files", Role.NONE, 10_000_000, request -> {
                    byte[] sent = Files.readAllBytes(request.upload().file());
                    return Response.json(200, out -> out.writeBoolean(Arrays.equals(sent, large)));
                })
                .route(
                        "GET",
                        "/events",
                        Role.NONE,
                        _ -> new Response(200, "text/event-stream", Map.of(), new Response.Body.Stream(out -> {
                            out.write("data: x\n\n".getBytes(StandardCharsets.UTF_8));
                            try {
                                new CountDownLatch(1).await();
                            } finally {
                                ended.countDown();
                            }
                        })))
                .webSocket("/ws", Role.NONE, (connection, request) -> new Echo(connection));
    }

    private TestServer serve(Limits limits) {
        return TestServer.of(router(), limits, certificates);
    }

    private static URI uri(TestServer server, String path) {
        return URI.create("https://localhost:" + server.tlsPort() + path);
    }

    private static <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> body)
            throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newBuilder().sslContext(trusting).build()) {
            return client.send(request, body);
        }
    }

    private static X509Certificate shownTo(SSLSocket client) throws IOException {
        client.startHandshake();
        return (X509Certificate) client.getSession().getPeerCertificates()[0];
    }

    private static SSLSocket socket(TestServer server) throws IOException {
        return (SSLSocket) trusting.getSocketFactory().createSocket("localhost", server.tlsPort());
    }

    @Test
    void whoever_installed_the_authority_comes_in_encrypted_and_everyone_without() throws Exception {
        try (TestServer server = serve(Limits.standard())) {
            var answer = send(HttpRequest.newBuilder(uri(server, "/a")).build(), HttpResponse.BodyHandlers.ofString());
            assertEquals("true", answer.body());
            assertTrue(answer.headers().firstValue("Strict-Transport-Security").isEmpty());
            assertEquals("false", server.get("/a").body());
            try (HttpClient stranger = HttpClient.newHttpClient()) {
                var request = HttpRequest.newBuilder(uri(server, "/a")).build();
                assertThrows(SSLException.class, () -> stranger.send(request, HttpResponse.BodyHandlers.ofString()));
            }
            assertEquals(200, server.get("/a").statusCode());
        }
    }

    @Test
    void large_bodies_come_and_go_whole() throws Exception {
        try (TestServer server = serve(Limits.standard())) {
            var down = send(
                    HttpRequest.newBuilder(uri(server, "/large")).build(), HttpResponse.BodyHandlers.ofByteArray());
            assertArrayEquals(large, down.body());
            var up = HttpRequest.newBuilder(uri(server, "/files")).POST(HttpRequest.BodyPublishers.ofByteArray(large));
            assertEquals(
                    "true",
                    send(up.build(), HttpResponse.BodyHandlers.ofString()).body());
        }
    }

    @Test
    void requests_follow_each_other_and_web_sockets_speak() {
        try (TestServer server = serve(Limits.standard());
                RawClient client = RawClient.encrypted(server.tlsPort(), trusting)) {
            for (int i = 0; i < 3; i++) {
                client.send("GET /a HTTP/1.1\r\nHost: {host}\r\n\r\n");
                assertEquals("true", client.answer().text());
            }
            assertEquals(101, client.upgrade("/ws").status());
            client.frame(0x81, "hello".getBytes(StandardCharsets.UTF_8));
            assertEquals("hello", new String(client.frame().payload(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void foreign_names_and_pages_are_refused_here_too() {
        for (var each : List.of(
                Map.entry("Host: evil.example:PORT", 421),
                Map.entry("Host: localhost", 421),
                Map.entry("Host: plotty.local:PORT", 200),
                Map.entry("Host: front.example", 200),
                Map.entry("Host: localhost:PORT\r\nOrigin: https://localhost:PORT", 200),
                Map.entry("Host: localhost:PORT\r\nOrigin: https://evil.example", 403))) {
            try (TestServer server = serve(Limits.standard());
                    RawClient client = RawClient.encrypted(server.tlsPort(), trusting)) {
                String headers = each.getKey().replace("PORT", Integer.toString(server.tlsPort()));
                client.send("GET /a HTTP/1.1\r\n" + headers + "\r\n\r\n");
                assertEquals(each.getValue(), client.answer().status(), each.getKey());
            }
        }
    }

    @Test
    void only_strong_ciphers_of_the_last_two_versions_are_spoken() throws Exception {
        SslHandler handler = new TlsDoor(certificates, Duration.ofSeconds(1)).handler();
        assertEquals(Set.of("TLSv1.2", "TLSv1.3"), Set.of(handler.engine().getEnabledProtocols()));
        for (String suite : handler.engine().getEnabledCipherSuites()) {
            assertTrue(suite.contains("GCM") || suite.contains("CHACHA20"), suite);
            assertFalse(suite.startsWith("TLS_RSA") || suite.startsWith("TLS_DHE"), suite);
        }
        try (TestServer server = serve(Limits.standard());
                SSLSocket weak = socket(server);
                SSLSocket older = socket(server)) {
            weak.setEnabledProtocols(new String[] {"TLSv1.2"});
            weak.setEnabledCipherSuites(new String[] {"TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256"});
            assertThrows(SSLException.class, weak::startHandshake);
            older.setEnabledProtocols(new String[] {"TLSv1.2"});
            older.startHandshake();
            assertEquals("TLSv1.2", older.getSession().getProtocol());
        }
    }

    @Test
    void a_renewed_certificate_is_for_new_connections_and_drops_no_old_one() throws Exception {
        try (TestServer server = serve(Limits.standard());
                RawClient old = RawClient.encrypted(server.tlsPort(), trusting);
                SSLSocket before = socket(server)) {
            X509Certificate first = shownTo(before);
            NOW.set(NOW.get().plus(Duration.ofDays(200)));
            certificates.look();
            old.send("GET /a HTTP/1.1\r\nHost: {host}\r\n\r\n");
            assertEquals("true", old.answer().text());
            try (SSLSocket after = socket(server)) {
                assertNotEquals(first, shownTo(after));
            }
        }
    }

    @Test
    void with_a_users_own_certificate_browsers_are_told_to_come_encrypted_only() throws Exception {
        Path chain = folder.resolve("chain.pem");
        Path key = folder.resolve("key.pem");
        BoxFiles.writePem(folder.resolve("tls"), chain, key);
        var own = Certificates.open(
                new Certificates.Settings(folder, Set.of(), Optional.of(new Certificates.OwnFiles(chain, key))),
                NOW::get);
        try (TestServer server = TestServer.of(router(), Limits.standard(), own);
                RawClient client = RawClient.encrypted(server.tlsPort(), trusting);
                RawClient plain = server.raw()) {
            client.send("GET /a HTTP/1.1\r\nHost: {host}\r\n\r\n");
            assertEquals("max-age=15552000", client.answer().headers().get("strict-transport-security"));
            plain.send("GET /a HTTP/1.1\r\nHost: {host}\r\n\r\n");
            assertNull(plain.answer().headers().get("strict-transport-security"));
        }
    }

    @Test
    void a_request_without_tls_is_sent_to_where_it_has_it() {
        try (TestServer server = serve(Limits.standard());
                RawClient client = new RawClient(server.tlsPort())) {
            client.send("GET /a?x=1 HTTP/1.1\r\nHost: {host}\r\n\r\n");
            var answer = client.answer();
            assertEquals(308, answer.status());
            assertEquals(
                    "https://localhost:" + server.tlsPort() + "/a?x=1",
                    answer.headers().get("location"));
            client.send("POST /files HTTP/1.1\r\nHost: {host}\r\nContent-Length: 0\r\n\r\n");
            assertEquals(400, client.answer().status());
            client.send("GET /a HTTP/1.1\r\nHost: evil.example\r\n\r\n");
            assertEquals(421, client.answer().status());
        }
    }

    @Test
    void rubbish_in_the_place_of_a_handshake_is_dropped() {
        try (TestServer server = serve(Limits.standard());
                RawClient client = new RawClient(server.tlsPort())) {
            client.send(new byte[] {22, 3, 1, 0, 5, 1, 2, 3, 4, 5, 6, 7, 8, 9});
            client.rest();
            assertEquals(200, server.get("/a").statusCode());
        }
    }

    @Test
    void every_other_port_speaks_tls_too_for_browsers_that_come_encrypted_only() {
        try (TestServer server = serve(Limits.standard());
                RawClient client = RawClient.encrypted(server.port(), trusting)) {
            client.send("GET /a HTTP/1.1\r\nHost: {host}\r\n\r\n");
            assertEquals("true", client.answer().text());
        }
    }

    @Test
    void a_handshake_that_comes_in_drops_is_ended() {
        try (TestServer server = serve(TestServer.impatient());
                RawClient silent = new RawClient(server.tlsPort());
                RawClient drops = new RawClient(server.tlsPort())) {
            drops.send(new byte[] {22, 3, 1, 1, 0, 1});
            assertTrue(silent.ended());
            assertTrue(drops.ended());
        }
    }

    @Test
    void a_listener_that_goes_away_is_noticed() throws Exception {
        try (TestServer server = serve(Limits.standard())) {
            RawClient gone = RawClient.encrypted(server.tlsPort(), trusting);
            gone.send("GET /events HTTP/1.1\r\nHost: {host}\r\n\r\n");
            assertEquals(200, gone.answerWithoutBody().status());
            assertEquals("data: x\n\n", gone.chunk());
            gone.close();
            assertTrue(ended.await(20, TimeUnit.SECONDS));
        }
    }

    @Test
    void closing_ends_streams_sockets_and_clients_that_take_nothing_in_time() throws Exception {
        TestServer server = serve(Limits.standard());
        try (RawClient listener = RawClient.encrypted(server.tlsPort(), trusting);
                RawClient socket = RawClient.encrypted(server.tlsPort(), trusting);
                RawClient deaf = RawClient.encrypted(server.tlsPort(), trusting);
                RawClient handshaking = new RawClient(server.tlsPort())) {
            listener.send("GET /events HTTP/1.1\r\nHost: {host}\r\n\r\n");
            listener.answerWithoutBody();
            assertEquals("data: x\n\n", listener.chunk());
            assertEquals(101, socket.upgrade("/ws").status());
            deaf.send("GET /large HTTP/1.1\r\nHost: {host}\r\n\r\n");
            deaf.answerWithoutBody();
            handshaking.send(new byte[] {22, 3, 1});
            long began = System.nanoTime();
            Thread closing = Thread.ofVirtual().start(server::close);
            assertEquals(1001, socket.frame().closeCode());
            assertTrue(ended.await(20, TimeUnit.SECONDS));
            assertTrue(listener.ended());
            assertTrue(closing.join(Duration.ofSeconds(20)));
            assertTrue(System.nanoTime() - began < Duration.ofSeconds(10).toNanos());
        }
    }
}
