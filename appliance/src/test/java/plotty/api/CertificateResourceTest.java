package plotty.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plotty.access.Access;
import plotty.access.Role;
import plotty.http.HttpServer;
import plotty.http.Router;
import plotty.http.tls.Certificates;

class CertificateResourceTest {

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();

    private HttpServer serve(Optional<Certificates> certificates) {
        Router router = new Router();
        new CertificateResource(certificates).routes(router);
        return HttpServer.start(
                new HttpServer.Settings("127.0.0.1", 0, List.of(), Set.of(), folder.resolve("incoming"), 10),
                router,
                new Access(Role.NONE, Role.NONE));
    }

    private <T> HttpResponse<T> get(HttpServer server, String path, HttpResponse.BodyHandler<T> body)
            throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + server.port() + path);
        return client.send(HttpRequest.newBuilder(uri).build(), body);
    }

    @Test
    void whoever_has_no_credentials_yet_sees_the_fingerprint_and_gets_the_authority() throws Exception {
        var certificates = Certificates.open(
                new Certificates.Settings(folder.resolve("tls"), Set.of(), Optional.empty()), InstantSource.system());
        try (HttpServer server = serve(Optional.of(certificates))) {
            JsonNode told = new ObjectMapper()
                    .readTree(get(server, "/api/v1/certificate", HttpResponse.BodyHandlers.ofString())
                            .body());
            assertEquals(
                    certificates.shown().fingerprint(), told.get("fingerprint").asText());
            assertEquals(
                    certificates.shown().validUntil(),
                    Instant.parse(told.get("valid_until").asText()));
            assertEquals(false, told.get("own").asBoolean(true));
            var answer = get(server, "/plotty-ca.crt", HttpResponse.BodyHandlers.ofByteArray());
            assertEquals(
                    "application/x-x509-ca-cert",
                    answer.headers().firstValue("Content-Type").orElseThrow());
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(answer.body());
            assertEquals(
                    HexFormat.ofDelimiter(":").withUpperCase().formatHex(hash),
                    told.get("ca_fingerprint").asText());
            var authority = (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(answer.body()));
            assertEquals(0, authority.getBasicConstraints());
        }
    }

    @Test
    void without_https_there_is_none_and_the_way_to_it_is_told() throws Exception {
        try (HttpServer server = serve(Optional.empty())) {
            for (String path : List.of("/api/v1/certificate", "/plotty-ca.crt")) {
                var answer = get(server, path, HttpResponse.BodyHandlers.ofString());
                assertEquals(404, answer.statusCode());
                assertTrue(answer.body().contains("server.https_port"), answer.body());
            }
        }
    }
}
