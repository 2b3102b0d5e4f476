package plotty.http.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tinylog.Logger;

/**
 * A user's own certificate: a file with the chain, the server's certificate first, and one with its key (PKCS#8), both in
 * PEM (RFC 7468), as certbot and others write them.
 */
record PemFiles(Path chain, Path key) {

    private static final long MOST_BYTES = 1 << 20;
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,40})-----([A-Za-z0-9+/=\\s]*+)-----END \\1-----");

    private static final Map<String, String> SIGNATURE_BY_KEY =
            Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA", "EdDSA", "EdDSA");

    /** What the files were when they were read. */
    record Stamp(List<Object> attributes) {}

    /** How the files are now; one that changed has another stamp. */
    Stamp stamp() {
        try {
            var attributes = new ArrayList<>();
            for (Path file : List.of(chain, key)) {
                var now = Files.readAttributes(file, BasicFileAttributes.class);
                attributes.addAll(List.of(now.lastModifiedTime(), now.size(), String.valueOf(now.fileKey())));
            }
            return new Stamp(attributes);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Cannot read the certificate %s or its key %s: %s.".formatted(chain, key, e), e);
        }
    }

    /** Reads both; throws {@link UncheckedIOException} with a sentence for the user. */
    Identity read() {
        var certificates = new ArrayList<X509Certificate>();
        for (Matcher block = blocks(chain); block.find(); ) {
            if (block.group(1).equals("CERTIFICATE")) {
                certificates.add(certificate(block.group(2)));
            }
        }
        if (certificates.isEmpty()) {
            throw unusable(chain, "it holds no certificate in PEM");
        }
        PrivateKey secret = key(certificates.getFirst().getPublicKey().getAlgorithm());
        if (!belongTogether(secret, certificates.getFirst())) {
            throw unusable(key, "it is not the key of the first certificate in " + chain);
        }
        return new Identity(secret, certificates);
    }

    private X509Certificate certificate(String base64) {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(
                            new ByteArrayInputStream(Base64.getMimeDecoder().decode(base64)));
        } catch (CertificateException | IllegalArgumentException e) {
            throw unusable(chain, "a certificate in it is broken");
        }
    }

    private PrivateKey key(String algorithm) {
        Matcher block = blocks(key);
        while (block.find()) {
            String kind = block.group(1);
            if (kind.equals("PRIVATE KEY")) {
                return decode(block.group(2), algorithm);
            }
            if (kind.endsWith("PRIVATE KEY")) {
                throw unusable(
                        key,
                        "its form is '%s'. Change it with: openssl pkcs8 -topk8 -nocrypt -in KEY -out NEW"
                                .formatted(kind));
            }
        }
        throw unusable(key, "it holds no private key in PEM (PKCS#8)");
    }

    private PrivateKey decode(String base64, String algorithm) {
        try {
            var spec = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(base64));
            return KeyFactory.getInstance(algorithm).generatePrivate(spec);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw unusable(key, "its key is broken, or none of the kind %s".formatted(algorithm));
        }
    }

    private Matcher blocks(Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw unusable(file, "it is far too large");
            }
            if (file.equals(key) && PrivateFiles.othersMayRead(file)) {
                Logger.warn("Everybody may read the key {}. Keep it to its owner: chmod 600", file);
            }
            return BLOCK.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read %s: %s.".formatted(file, e), e);
        }
    }

    private static boolean belongTogether(PrivateKey secret, X509Certificate certificate) {
        String algorithm = SIGNATURE_BY_KEY.get(certificate.getPublicKey().getAlgorithm());
        if (algorithm == null) {
            return false;
        }
        try {
            byte[] anything = {1, 2, 3};
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(secret);
            signature.update(anything);
            byte[] signed = signature.sign();
            signature.initVerify(certificate.getPublicKey());
            signature.update(anything);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static UncheckedIOException unusable(Path file, String why) {
        String sentence = "Cannot use %s for HTTPS: %s.".formatted(file, why);
        return new UncheckedIOException(sentence, new IOException(sentence));
    }
}
