package plotty.http.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificatesTest {

    private static final Instant NOVEMBER = Instant.parse("2026-11-20T12:00:00Z");
    private static final Set<String> NAMES = Set.of("plotty.local", "Plotter.Studio.Example:8443", "192.0.2.1");
    private static final Set<InetAddress> HOME =
            Set.of(InetAddress.ofLiteral("192.168.1.20"), InetAddress.ofLiteral("127.0.0.1"));

    @TempDir
    static Path made;

    @TempDir
    Path folder;

    private final AtomicReference<Instant> now = new AtomicReference<>(NOVEMBER);
    private final AtomicReference<Set<InetAddress>> addresses = new AtomicReference<>(HOME);

    @BeforeAll
    static void makeOnce() {
        Certificates.open(settings(made, NAMES), () -> NOVEMBER, () -> HOME);
    }

    private static Certificates.Settings settings(Path folder, Set<String> names) {
        return new Certificates.Settings(folder, names, Optional.empty());
    }

    private Certificates open() {
        return open(NAMES);
    }

    /** The box as it was made, started again. */
    private Certificates open(Set<String> names) {
        try (Stream<Path> files = Files.list(made)) {
            for (Path file : files.toList()) {
                Path copy = folder.resolve(file.getFileName());
                if (!Files.exists(copy)) {
                    Files.copy(file, copy);
                }
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return Certificates.open(settings(folder, names), now::get, addresses::get);
    }

    private static Set<String> named(X509Certificate certificate) throws GeneralSecurityException {
        Collection<List<?>> names = certificate.getSubjectAlternativeNames();
        return Set.copyOf(names.stream().map(name -> name.get(1).toString()).toList());
    }

    /** As a careful client does: names that the authority may not sign for are refused. */
    private static void validate(X509Certificate server, X509Certificate authority, Instant at)
            throws GeneralSecurityException, IOException {
        var parameters = new PKIXParameters(Set.of(new TrustAnchor(authority, null)));
        parameters.setRevocationEnabled(false);
        parameters.setDate(Date.from(at));
        CertPathValidator.getInstance("PKIX")
                .validate(CertificateFactory.getInstance("X.509").generateCertPath(List.of(server)), parameters);
        assertTrue(satisfies(server, encoded(NameConstraints.of(authority))));
    }

    private static boolean satisfies(X509Certificate server, byte[] constraints) throws IOException {
        var selector = new X509CertSelector();
        selector.setNameConstraints(constraints);
        return selector.match(server);
    }

    private static byte[] constraints(String... names) {
        return encoded(NameConstraints.with(List.of(names)));
    }

    private static byte[] encoded(NameConstraints constraints) {
        String extension = constraints.extension();
        return HexFormat.of().parseHex(extension.substring(extension.indexOf('=') + 1));
    }

    @Test
    void a_box_makes_an_authority_for_its_own_and_private_names_only() throws Exception {
        X509Certificate authority = BoxFiles.certificate(made, "authority");
        assertEquals(0, authority.getBasicConstraints());
        assertEquals(Authority.BUILT, authority.getNotBefore().toInstant());
        assertTrue(authority.getNotAfter().toInstant().isAfter(NOVEMBER.plus(Duration.ofDays(20 * 365))));
        assertTrue(authority.getCriticalExtensionOIDs().contains("2.5.29.30"));
        NameConstraints constraints = NameConstraints.of(authority);
        assertTrue(constraints.permit("plotter.studio.example") && constraints.permit("other.local"));
        assertFalse(constraints.permit("bank.example") || constraints.permit("studio.example"));
        assertFalse(NameConstraints.permit(InetAddress.ofLiteral("192.0.2.1")));
        assertTrue(NameConstraints.permit(InetAddress.ofLiteral("172.31.255.255")));
        assertFalse(NameConstraints.permit(InetAddress.ofLiteral("172.32.0.0")));
        assertTrue(NameConstraints.permit(InetAddress.ofLiteral("fd12::1")));
        assertFalse(NameConstraints.permit(InetAddress.ofLiteral("2001:db8::1")));
    }

    @Test
    void the_servers_certificate_names_the_box_and_holds_before_a_careful_client() throws Exception {
        X509Certificate server = BoxFiles.certificate(made, "server");
        X509Certificate authority = BoxFiles.certificate(made, "authority");
        assertEquals(
                Set.of("plotty.local", "plotter.studio.example", "localhost", "192.168.1.20", "127.0.0.1"),
                named(server));
        assertEquals(Authority.BUILT, server.getNotBefore().toInstant());
        validate(server, authority, NOVEMBER);
        assertTrue(satisfies(server, constraints("plotter.studio.example")));
        assertFalse(satisfies(server, constraints("another.example")));
    }

    @Test
    void nobody_else_may_read_the_keys() throws Exception {
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(made)));
        try (Stream<Path> files = Files.list(made)) {
            List<Path> all = files.toList();
            assertEquals(2, all.size(), all.toString());
            for (Path file : all) {
                assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
            }
        }
    }

    @Test
    void a_box_that_starts_again_shows_the_same() throws Exception {
        Certificates again = open();
        assertEquals(
                Identity.fingerprint(BoxFiles.certificate(made, "server")),
                again.shown().fingerprint());
        assertEquals(
                Identity.fingerprint(BoxFiles.certificate(made, "authority")),
                again.shown().authorityFingerprint().orElseThrow());
        assertTrue(again.shown().fingerprint().matches("([0-9A-F]{2}:){31}[0-9A-F]{2}"));
        assertFalse(again.shown().own());
    }

    @Test
    void a_box_whose_clock_is_not_set_makes_what_is_valid_once_it_is() throws Exception {
        now.set(Instant.EPOCH);
        Certificates certificates = Certificates.open(settings(folder, Set.of()), now::get, addresses::get);
        X509Certificate server = BoxFiles.certificate(folder, "server");
        X509Certificate authority = BoxFiles.certificate(folder, "authority");
        validate(server, authority, Instant.parse("2026-11-20T00:00:00Z"));
        String first = certificates.shown().fingerprint();
        certificates.look();
        assertEquals(first, certificates.shown().fingerprint());
    }

    @Test
    void a_certificate_is_renewed_when_two_thirds_of_its_life_are_over() {
        Certificates certificates = open();
        var before = certificates.shown();
        var context = certificates.context();
        Duration life = Duration.between(Authority.BUILT, before.validUntil());
        now.set(Authority.BUILT.plus(life.multipliedBy(2).dividedBy(3)).minusSeconds(60));
        certificates.look();
        assertEquals(before, certificates.shown());
        now.set(now.get().plusSeconds(61));
        certificates.look();
        var after = certificates.shown();
        assertNotEquals(before.fingerprint(), after.fingerprint());
        assertNotEquals(context, certificates.context());
        assertEquals(before.authorityFingerprint(), after.authorityFingerprint());
        assertTrue(after.validUntil().isAfter(now.get().plus(Duration.ofDays(390))));
        certificates.look();
        assertEquals(after, certificates.shown(), "once is enough");
    }

    @Test
    void an_old_boxs_certificate_lives_no_longer_than_every_browser_accepts() throws Exception {
        now.set(Instant.parse("2035-05-05T00:00:00Z"));
        open().look();
        X509Certificate server = BoxFiles.certificate(folder, "server");
        Duration life = Duration.between(
                server.getNotBefore().toInstant(), server.getNotAfter().toInstant());
        assertTrue(life.toDays() <= 825, life.toString());
        validate(server, BoxFiles.certificate(folder, "authority"), now.get());
    }

    @Test
    void a_new_address_is_named_at_once_and_one_that_goes_changes_nothing() throws Exception {
        Certificates certificates = open();
        var before = certificates.shown();
        addresses.set(Set.of(InetAddress.ofLiteral("192.168.1.20")));
        certificates.look();
        assertEquals(before, certificates.shown());
        addresses.set(Set.of(InetAddress.ofLiteral("fd12::7"), InetAddress.ofLiteral("198.51.100.7")));
        certificates.look();
        assertNotEquals(before.fingerprint(), certificates.shown().fingerprint());
        assertTrue(named(BoxFiles.certificate(folder, "server")).contains("fd12:0:0:0:0:0:0:7"));
        assertFalse(named(BoxFiles.certificate(folder, "server")).contains("198.51.100.7"), "a public address");
    }

    @Test
    void a_name_that_the_authority_may_not_sign_for_is_left_out() throws Exception {
        open(Set.of("plotty.local", "later.example", "fine.local")).look();
        assertEquals(
                Set.of("plotty.local", "fine.local", "localhost", "192.168.1.20", "127.0.0.1"),
                named(BoxFiles.certificate(folder, "server")));
    }

    @Test
    void a_store_that_cannot_be_read_is_set_aside_and_made_again() throws Exception {
        Files.writeString(folder.resolve("authority.p12"), "half of it");
        Files.copy(made.resolve("authority.password"), folder.resolve("authority.password"));
        open();
        assertTrue(Files.exists(folder.resolve("authority.unreadable.p12")));
        assertNotEquals(BoxFiles.certificate(made, "authority"), BoxFiles.certificate(folder, "authority"));
    }
}
