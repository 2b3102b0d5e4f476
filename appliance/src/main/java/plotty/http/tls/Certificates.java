package plotty.http.tls;

import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.tinylog.Logger;

/**
 * What this server shows to prove who it is: a certificate by the box's own authority, made at the first start, or a
 * user's own. Someone must {@link #look} now and then: a certificate of ours is renewed when two thirds of its life are
 * over or when it lacks a name or an address, a user's is read again when its files change. Connections that are open keep
 * what they have. Thread-safe.
 */
public final class Certificates {

    private static final Duration AFTER_A_FAILURE = Duration.ofHours(1);

    /**
     * Settings.
     *
     * @param folder for the authority's key; only we may enter it
     * @param names by which clients call this server, besides localhost and its live addresses; a port is left out
     * @param own a user's own certificate; empty for one by the box's own authority
     */
    public record Settings(Path folder, Set<String> names, Optional<OwnFiles> own) {

        /** Keeps the names as a certificate has them: small letters, no port. */
        public Settings {
            names = plain(names);
        }

        private static Set<String> plain(Set<String> names) {
            return names.stream()
                    .map(name -> name.toLowerCase(Locale.ROOT).replaceFirst(":[0-9]*$", ""))
                    .collect(Collectors.toUnmodifiableSet());
        }
    }

    /**
     * A user's own certificate, in PEM.
     *
     * @param chain the server's certificate first, then those that vouch for it
     * @param key the key that belongs to it (PKCS#8, not encrypted)
     */
    public record OwnFiles(Path chain, Path key) {}

    /**
     * What may be told to everyone.
     *
     * @param fingerprint SHA-256 of the server's certificate, {@code AB:CD:…}
     * @param authorityFingerprint that of the box's own authority; empty with a user's own certificate
     * @param validUntil end of the server's certificate
     * @param own whether it is a user's own
     */
    public record Shown(String fingerprint, Optional<String> authorityFingerprint, Instant validUntil, boolean own) {}

    private record Current(Identity identity, SSLContext context, Optional<PemFiles.Stamp> stamp) {}

    private final Settings settings;
    private final InstantSource clock;
    private final Supplier<Set<InetAddress>> liveAddresses;
    private final Optional<PemFiles> own;
    private final Optional<Authority> authority;
    private volatile Current current;
    private volatile Set<String> asked;
    private Instant quietUntil = Instant.MIN;

    private Certificates(Settings settings, InstantSource clock, Supplier<Set<InetAddress>> liveAddresses) {
        this.settings = settings;
        this.clock = clock;
        this.liveAddresses = liveAddresses;
        asked = settings.names();
        own = settings.own().map(files -> new PemFiles(files.chain(), files.key()));
        authority = own.isPresent() ? Optional.empty() : Optional.of(Authority.open(settings.folder(), names()));
        current = authority
                .map(box -> with(box.server().orElseGet(() -> made(box, Optional.empty()))))
                .orElseGet(() -> readOwn(own.orElseThrow()));
        shown().authorityFingerprint().ifPresent(print -> Logger.info("The box's certificate authority is {}", print));
    }

    /**
     * Opens what is there, and makes what is not: whether it must be renewed is found out by the first {@link #look}. Blocks,
     * at the first start of a small board for seconds.
     *
     * @throws UncheckedIOException with a sentence for the user
     */
    public static Certificates open(Settings settings, InstantSource clock) {
        return open(settings, clock, Certificates::addressesOfThisMachine);
    }

    static Certificates open(Settings settings, InstantSource clock, Supplier<Set<InetAddress>> liveAddresses) {
        return new Certificates(settings, clock, liveAddresses);
    }

    /** Serves TLS with the present certificate; for new connections. */
    public SSLContext context() {
        return current.context();
    }

    public Shown shown() {
        Identity identity = current.identity();
        return new Shown(
                Identity.fingerprint(identity.certificate()),
                authority.map(box -> Identity.fingerprint(box.certificate())),
                identity.validUntil(),
                own.isPresent());
    }

    /** The certificate of the box's own authority in DER, to be installed; empty with a user's own certificate. */
    public Optional<byte[]> authority() {
        return authority.map(Authority::certificate).map(Certificates::encoded);
    }

    /** Goes by these names from now on; a certificate is made for them when someone looks. */
    public void know(Set<String> names) {
        asked = Settings.plain(names);
    }

    /** Looks whether a certificate must be made or read again; every minute or so, on a thread that may block. Never fails. */
    public synchronized void look() {
        Instant now = clock.instant();
        boolean quiet = now.isBefore(quietUntil) && quietUntil.isBefore(now.plus(AFTER_A_FAILURE.multipliedBy(2)));
        try {
            if (own.isPresent()) {
                lookAtFiles(own.get());
            } else if (!quiet) {
                lookAtTime(authority.orElseThrow());
            }
            quietUntil = Instant.MIN;
        } catch (RuntimeException e) {
            if (!quiet) {
                Logger.warn("{} The certificate stays as it was.", e.getMessage());
                quietUntil = now.plus(AFTER_A_FAILURE);
            }
        }
    }

    private void lookAtTime(Authority box) {
        Identity now = made(box, Optional.of(current.identity()));
        if (!now.equals(current.identity())) {
            current = with(now);
        }
    }

    private void lookAtFiles(PemFiles files) {
        if (!current.stamp().equals(Optional.of(files.stamp()))) {
            current = readOwn(files);
            Logger.info("The certificate in {} is new and used from now on", files.chain());
        }
    }

    private Current readOwn(PemFiles files) {
        PemFiles.Stamp stamp = files.stamp();
        Identity identity = files.read();
        Instant now = clock.instant();
        if (now.isBefore(identity.validFrom()) || now.isAfter(identity.validUntil())) {
            Logger.warn(
                    "The certificate in {} is valid from {} to {}, which is not now",
                    files.chain(),
                    identity.validFrom(),
                    identity.validUntil());
        }
        return new Current(identity, identity.context(), Optional.of(stamp));
    }

    /** The certificate by the box's own authority; another one if it is not good any more. */
    private Identity made(Authority box, Optional<Identity> had) {
        Set<InetAddress> addresses =
                liveAddresses.get().stream().filter(NameConstraints::permit).collect(Collectors.toSet());
        List<String> names = names().stream().filter(box.constraints()::permit).toList();
        if (had.isPresent() && isGood(had.get(), names, addresses)) {
            return had.get();
        }
        if (names.size() < names().size()) {
            Logger.warn(
                    "The box's certificate authority may not sign for all of {}. To have a new one made, delete {} and"
                            + " start again; then install it where the old one was.",
                    names(),
                    settings.folder());
        }
        box.renew(names, addresses, clock.instant());
        Logger.info("A certificate for HTTPS was {}", had.isPresent() ? "renewed" : "made");
        return box.server().orElseThrow();
    }

    private static Current with(Identity identity) {
        return new Current(identity, identity.context(), Optional.empty());
    }

    private boolean isGood(Identity server, Collection<String> names, Collection<InetAddress> addresses) {
        Instant now = clock.instant().isBefore(Authority.BUILT) ? Authority.BUILT : clock.instant();
        Duration life = Duration.between(server.validFrom(), server.validUntil());
        Instant old = server.validFrom().plus(life.multipliedBy(2).dividedBy(3));
        return !now.isBefore(server.validFrom()) && now.isBefore(old) && server.covers(names, addresses);
    }

    /** Names that can stand in a certificate, localhost among them. */
    private Collection<String> names() {
        return Stream.concat(
                        asked.stream()
                                .filter(name -> name.length() <= 253)
                                .filter(name -> name.matches("[a-z0-9-]{1,63}(\\.[a-z0-9-]{1,63})*"))
                                .filter(name -> !name.matches("[0-9.]+")),
                        Stream.of("localhost"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<InetAddress> addressesOfThisMachine() {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .collect(Collectors.toSet());
        } catch (SocketException e) {
            Logger.warn(e, "cannot tell the addresses of this machine");
            return Set.of();
        }
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was read has a form", e);
        }
    }
}
