package plotty.http.tls;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tinylog.Logger;

/**
 * The box's own certificate authority and the server certificate that it signed, in one store that only we may read. A box
 * that has just been started may not know what time it is, so both are valid from a day that is past for certain.
 */
final class Authority {

    /** Before this code was written: no clock that is right shows less. */
    static final Instant BUILT = Instant.parse("2026-01-01T00:00:00Z");

    private static final Duration AUTHORITY_LIFE = Duration.ofDays(25L * 365);

    /** From now on; about the most that browsers accept. */
    private static final Duration SERVER_LIFE = Duration.ofDays(398);

    /** Together with the life less than the 825 days that Apple's devices accept from any authority. */
    private static final Duration BACKDATED = Duration.ofDays(400);

    private static final String AUTHORITY = "authority";
    private static final String SERVER = "server";

    private final Path file;
    private final char[] password;
    private final Keytool keytool;
    private final X509Certificate certificate;
    private final NameConstraints constraints;

    private Authority(Path folder, Collection<String> names) throws IOException {
        PrivateFiles.folder(folder);
        file = folder.resolve("authority.p12");
        Path passwordFile = folder.resolve("authority.password");
        if (!Files.exists(passwordFile)) {
            PrivateFiles.write(passwordFile, newPassword());
        }
        password = Files.readString(passwordFile).toCharArray();
        keytool = new Keytool(passwordFile);
        if (!usable()) {
            make(names);
        }
        certificate = read(AUTHORITY).orElseThrow().certificate();
        constraints = NameConstraints.of(certificate);
    }

    /**
     * Opens the authority in a folder, and makes it at the first time: for these names and those of private networks.
     *
     * @throws UncheckedIOException with a sentence for the user
     */
    static Authority open(Path folder, Collection<String> names) {
        try {
            return new Authority(folder, names);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot use the folder for certificates %s: %s.".formatted(folder, e), e);
        }
    }

    X509Certificate certificate() {
        return certificate;
    }

    /** For which names it may sign. */
    NameConstraints constraints() {
        return constraints;
    }

    /** The server's certificate, if one was made. */
    Optional<Identity> server() {
        return read(SERVER);
    }

    /** Makes a new key and certificate for these; the old ones are gone. Blocks for seconds on a small board. */
    void renew(Collection<String> names, Collection<InetAddress> addresses, Instant clock) {
        Instant now = clock.isBefore(BUILT) ? BUILT : clock;
        Instant start =
                Stream.of(BUILT, now.minus(BACKDATED)).max(Instant::compareTo).orElse(BUILT);
        Instant end = Stream.of(now.plus(SERVER_LIFE), certificate.getNotAfter().toInstant())
                .min(Instant::compareTo)
                .orElse(now);
        String alternatives = Stream.concat(
                        names.stream().map(name -> "dns:" + name),
                        addresses.stream().map(address -> "ip:" + address.getHostAddress()))
                .collect(Collectors.joining(","));
        Path next = PrivateFiles.beside(file);
        try {
            Files.copy(file, next, StandardCopyOption.REPLACE_EXISTING);
            KeyStore store = load(next);
            store.deleteEntry(SERVER);
            var bytes = new ByteArrayOutputStream();
            store.store(bytes, password);
            Files.write(next, bytes.toByteArray());
            keytool.generate(
                    next,
                    SERVER,
                    names.stream().findFirst().orElse("localhost"),
                    start,
                    Duration.between(start, end).toDays(),
                    List.of(
                            "KeyUsage:critical=digitalSignature",
                            "ExtendedKeyUsage=serverAuth",
                            "SubjectAlternativeName=" + alternatives),
                    List.of(AUTHORITY));
            PrivateFiles.moveIntoPlace(next, file);
        } catch (GeneralSecurityException | IOException e) {
            throw unreadable(e);
        }
    }

    private void make(Collection<String> names) throws IOException {
        Path next = PrivateFiles.beside(file);
        Files.deleteIfExists(next);
        byte[] id = new byte[3];
        new SecureRandom().nextBytes(id);
        keytool.generate(
                next,
                AUTHORITY,
                "ploTTY " + HexFormat.of().formatHex(id),
                BUILT,
                AUTHORITY_LIFE.toDays(),
                List.of(
                        "BasicConstraints:critical=ca:true,pathlen:0",
                        "KeyUsage:critical=keyCertSign,cRLSign",
                        NameConstraints.with(names).extension()),
                List.of());
        PrivateFiles.moveIntoPlace(next, file);
    }

    /** What cannot be read is set aside, not deleted: a person may still want it. */
    private boolean usable() throws IOException {
        if (!Files.exists(file)) {
            return false;
        }
        try {
            return load(file).containsAlias(AUTHORITY);
        } catch (GeneralSecurityException | IOException e) {
            Path aside = file.resolveSibling("authority.unreadable.p12");
            Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
            Logger.warn(
                    "The certificate authority cannot be read ({}) and is set aside as {}. A new one is made: install it"
                            + " where the old one was.",
                    e.toString(),
                    aside);
            return false;
        }
    }

    private Optional<Identity> read(String alias) {
        try {
            KeyStore store = load(file);
            if (!store.containsAlias(alias)) {
                return Optional.empty();
            }
            List<X509Certificate> chain = Arrays.stream(store.getCertificateChain(alias))
                    .map(X509Certificate.class::cast)
                    .toList();
            return Optional.of(new Identity((PrivateKey) store.getKey(alias, password), chain));
        } catch (GeneralSecurityException | IOException e) {
            throw unreadable(e);
        }
    }

    private KeyStore load(Path from) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(new ByteArrayInputStream(Files.readAllBytes(from)), password);
        return store;
    }

    private UncheckedIOException unreadable(Exception cause) {
        return new UncheckedIOException(
                "Cannot use the certificates in %s: %s.".formatted(file, cause), new IOException(cause));
    }

    private static byte[] newPassword() {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random).getBytes(StandardCharsets.US_ASCII);
    }
}
