package plotty.http.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** What a box has on its disk, and what somebody does with it who installs its authority. */
public final class BoxFiles {

    private BoxFiles() {}

    static KeyStore store(Path folder) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(folder.resolve("authority.p12"))) {
            store.load(
                    in, Files.readString(folder.resolve("authority.password")).toCharArray());
        }
        return store;
    }

    static X509Certificate certificate(Path folder, String alias) throws IOException, GeneralSecurityException {
        return (X509Certificate) store(folder).getCertificate(alias);
    }

    /** Writes the server's chain and key of a box as a user has them: two files in PEM. */
    public static void writePem(Path folder, Path chain, Path key) throws IOException, GeneralSecurityException {
        KeyStore store = store(folder);
        var text = new StringBuilder("subject=/CN=what tools write before it\n");
        for (Certificate each : store.getCertificateChain("server")) {
            text.append(pem("CERTIFICATE", each.getEncoded()));
        }
        Files.writeString(chain, text);
        char[] password = Files.readString(folder.resolve("authority.password")).toCharArray();
        Files.writeString(key, pem("PRIVATE KEY", ((PrivateKey) store.getKey("server", password)).getEncoded()));
    }

    static String pem(String kind, byte[] der) {
        byte[] newline = "\n".getBytes(StandardCharsets.US_ASCII);
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                .formatted(kind, Base64.getMimeEncoder(64, newline).encodeToString(der), kind);
    }

    /** A client that has installed this authority and trusts no other. */
    public static SSLContext trusting(byte[] authority) throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry(
                "box",
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(authority)));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
