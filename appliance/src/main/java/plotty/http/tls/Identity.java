package plotty.http.tls;

import java.io.IOException;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A key and the certificates that vouch for it.
 *
 * @param chain the key's own certificate first
 */
record Identity(PrivateKey key, List<X509Certificate> chain) {

    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;

    X509Certificate certificate() {
        return chain.getFirst();
    }

    Instant validFrom() {
        return certificate().getNotBefore().toInstant();
    }

    Instant validUntil() {
        return certificate().getNotAfter().toInstant();
    }

    /** What serves TLS with this key. */
    SSLContext context() {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("server", key, new char[0], chain.toArray(Certificate[]::new));
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, new char[0]);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("every JDK has PKCS12 in memory and TLS", e);
        }
    }

    /** Whether the certificate names all of these. */
    boolean covers(Collection<String> names, Collection<InetAddress> addresses) {
        Set<String> dns = alternativeNames(DNS_NAME);
        Set<InetAddress> ip = alternativeNames(IP_ADDRESS).stream()
                .map(InetAddress::ofLiteral)
                .collect(Collectors.toSet());
        return dns.containsAll(names) && ip.containsAll(addresses);
    }

    /** SHA-256 of a certificate, as browsers show it: {@code AB:CD:…}. */
    static String fingerprint(X509Certificate certificate) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return HexFormat.ofDelimiter(":").withUpperCase().formatHex(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256, and a certificate that was read has a form", e);
        }
    }

    private Set<String> alternativeNames(int kind) {
        try {
            Collection<List<?>> all = certificate().getSubjectAlternativeNames();
            return all == null
                    ? Set.of()
                    : all.stream()
                            .filter(name -> name.getFirst().equals(kind))
                            .map(name -> name.get(1).toString().toLowerCase(Locale.ROOT))
                            .collect(Collectors.toSet());
        } catch (GeneralSecurityException e) {
            return Set.of();
        }
    }
}
