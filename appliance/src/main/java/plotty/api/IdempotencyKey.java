package plotty.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import plotty.http.Request;
import plotty.job.JobOptions;
import plotty.job.Once;

/**
 * Reads {@code Idempotency-Key} (draft-ietf-httpapi-idempotency-key-header-07): a string in quotation marks, which most
 * senders leave out. The fingerprint is of what a request means, not of its bytes: a form that is sent again has another
 * boundary.
 */
final class IdempotencyKey {
    /** Stands in the answer to a request that was carried out before. */
    static final String REPLAYED = "Idempotency-Replayed";

    private static final int LONGEST = 255;

    private IdempotencyKey() {}

    /** The key of a request without a body. Throws {@link BadInputException} if it is none. */
    static Optional<Once> of(Request request) {
        return key(request).map(key -> once(request, key, sha256()));
    }

    /** The key of an upload that asks for these options. */
    static Optional<Once> ofUpload(Request request, JobOptions options) {
        return key(request).map(key -> {
            MessageDigest digest = sha256();
            digest.update(options.toString().getBytes(StandardCharsets.UTF_8));
            try (InputStream file = Files.newInputStream(request.upload().file())) {
                byte[] piece = new byte[16 * 1024];
                for (int n = file.read(piece); n >= 0; n = file.read(piece)) {
                    digest.update(piece, 0, n);
                }
            } catch (IOException e) {
                throw new UncheckedIOException("The upload could not be read: send it again.", e);
            }
            return once(request, key, digest);
        });
    }

    private static Once once(Request request, String key, MessageDigest digest) {
        digest.update((request.method() + " " + request.path()).getBytes(StandardCharsets.UTF_8));
        return new Once(request.principal().id(), key, HexFormat.of().formatHex(digest.digest()));
    }

    private static Optional<String> key(Request request) {
        return request.header("idempotency-key").map(String::strip).map(sent -> {
            boolean quoted = sent.length() >= 2 && sent.startsWith("\"") && sent.endsWith("\"");
            String key = quoted ? sent.substring(1, sent.length() - 1) : sent;
            if (key.isEmpty() || key.length() > LONGEST || !key.matches("[!#-\\[\\]-~]+")) {
                throw new BadInputException(
                        "The header 'Idempotency-Key' must have 1 to " + LONGEST
                                + " visible ASCII characters, none of them a quotation mark or a backslash; best a random UUID.");
            }
            return key;
        });
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
