package plotty.http.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnCertificateTest {

    private static final Instant NOVEMBER = Instant.parse("2026-11-20T12:00:00Z");

    @TempDir
    static Path oneIssuer;

    @TempDir
    static Path another;

    @TempDir
    Path folder;

    private Path chain;
    private Path key;

    @BeforeAll
    static void makeOnce() {
        for (Path each : new Path[] {oneIssuer, another}) {
            Certificates.open(
                    new Certificates.Settings(each, Set.of("plotter.studio.example"), Optional.empty()),
                    () -> NOVEMBER,
                    () -> Set.of(InetAddress.ofLiteral("127.0.0.1")));
        }
    }

    @BeforeEach
    void writeFiles() throws Exception {
        chain = folder.resolve("fullchain.pem");
        key = folder.resolve("privkey.pem");
        BoxFiles.writePem(oneIssuer, chain, key);
    }

    private Certificates open() {
        var own = new Certificates.OwnFiles(chain, key);
        return Certificates.open(
                new Certificates.Settings(folder.resolve("tls"), Set.of(), Optional.of(own)), () -> NOVEMBER);
    }

    private String refusal() {
        var e = assertThrows(UncheckedIOException.class, this::open);
        assertTrue(e.getMessage().startsWith("Cannot "), e.getMessage());
        return e.getMessage();
    }

    @Test
    void a_users_own_certificate_is_used_and_no_authority_made() throws Exception {
        Certificates certificates = open();
        assertEquals(
                Identity.fingerprint(BoxFiles.certificate(oneIssuer, "server")),
                certificates.shown().fingerprint());
        assertTrue(certificates.shown().own());
        assertTrue(certificates.authority().isEmpty());
        assertTrue(certificates.shown().authorityFingerprint().isEmpty());
        assertTrue(Files.notExists(folder.resolve("tls")));
    }

    @Test
    void files_that_change_are_read_again() throws Exception {
        Certificates certificates = open();
        var before = certificates.shown();
        certificates.look();
        assertEquals(before, certificates.shown());
        BoxFiles.writePem(another, chain, key);
        Files.setLastModifiedTime(chain, FileTime.from(NOVEMBER.plusSeconds(5)));
        certificates.look();
        assertNotEquals(before.fingerprint(), certificates.shown().fingerprint());
        assertEquals(
                Identity.fingerprint(BoxFiles.certificate(another, "server")),
                certificates.shown().fingerprint());
    }

    @Test
    void files_that_are_half_changed_leave_the_old_certificate_until_they_are_whole() throws Exception {
        Certificates certificates = open();
        var before = certificates.shown();
        BoxFiles.writePem(another, chain, folder.resolve("not yet"));
        certificates.look();
        assertEquals(before, certificates.shown());
        Files.delete(key);
        certificates.look();
        assertEquals(before, certificates.shown());
        Files.move(folder.resolve("not yet"), key);
        certificates.look();
        assertNotEquals(before, certificates.shown());
    }

    @Test
    void an_expired_certificate_is_served_all_the_same_since_the_clock_may_be_wrong() {
        var own = new Certificates.OwnFiles(chain, key);
        var settings = new Certificates.Settings(folder, Set.of(), Optional.of(own));
        assertTrue(Certificates.open(settings, () -> NOVEMBER.plusSeconds(1L << 32))
                .shown()
                .own());
    }

    @Test
    void a_key_of_another_certificate_is_told() throws Exception {
        BoxFiles.writePem(another, folder.resolve("chain2"), key);
        assertTrue(refusal().contains("not the key of the first certificate"));
    }

    @Test
    void a_key_in_another_form_is_told_with_the_way_out() throws Exception {
        Files.writeString(key, BoxFiles.pem("EC PRIVATE KEY", new byte[100]));
        assertTrue(refusal().contains("openssl pkcs8 -topk8"));
        Files.writeString(key, BoxFiles.pem("ENCRYPTED PRIVATE KEY", new byte[100]));
        assertTrue(refusal().contains("ENCRYPTED"));
    }

    @Test
    void files_that_hold_something_else_are_told() throws Exception {
        Files.writeString(key, "hello");
        assertTrue(refusal().contains("no private key"));
        Files.writeString(key, BoxFiles.pem("PRIVATE KEY", "rubbish".getBytes(StandardCharsets.US_ASCII)));
        assertTrue(refusal().contains("broken"));
        Files.writeString(chain, BoxFiles.pem("CERTIFICATE", "rubbish".getBytes(StandardCharsets.US_ASCII)));
        assertTrue(refusal().contains("broken"));
        Files.writeString(chain, "");
        assertTrue(refusal().contains("no certificate"));
        Files.write(chain, new byte[2 << 20]);
        assertTrue(refusal().contains("too large"));
        Files.delete(chain);
        assertTrue(refusal().contains("fullchain.pem"));
    }

    @Test
    void a_keytool_that_is_not_there_or_fails_is_told() throws IOException {
        Path none = folder.resolve("no keytool");
        var e = assertThrows(
                UncheckedIOException.class,
                () -> new Keytool(none, folder.resolve("password"))
                        .generate(folder.resolve("a.p12"), "a", "a", NOVEMBER, 1, List.of(), List.of()));
        assertTrue(e.getMessage().contains("no keytool"), e.getMessage());
        var failed = assertThrows(
                UncheckedIOException.class,
                () -> new Keytool(folder.resolve("no password"))
                        .generate(folder.resolve("a.p12"), "a", "a", NOVEMBER, 1, List.of(), List.of()));
        assertTrue(failed.getMessage().contains("no password"), failed.getMessage());
    }
}
