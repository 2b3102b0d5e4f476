package plotty.access;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Hashes passwords with PBKDF2-HMAC-SHA-256 (RFC 8018). One at a time: the plotters need the other processors, and a flood of
 * logins must not take them. Thread-safe; blocks for as long as a hash takes, and for those before it.
 */
final class Passwords {
    /** How many may wait for their turn; more are sent away. */
    static final int MAX_WAITING = 16;

    private static final String ALGORITHM = "PBKDF2WithHmacSHA256";
    private static final String LABEL = "pbkdf2-sha256";
    private static final int SALT_BYTES = 16;
    private static final int HASH_BITS = 256;

    private final SecureRandom random;
    private final IntSupplier iterations;
    private final Semaphore turn = new Semaphore(1, true);
    private final AtomicInteger waiting = new AtomicInteger();

    /**
     * A hasher.
     *
     * @param iterations how many for new passwords, asked while no other hash is made
     */
    Passwords(SecureRandom random, IntSupplier iterations) {
        this.random = random;
        this.iterations = iterations;
    }

    /** A text to store: the name of the function, iterations, salt and hash. */
    String hash(String password) {
        return inTurn(() -> {
            byte[] salt = new byte[SALT_BYTES];
            random.nextBytes(salt);
            int count = iterations.getAsInt();
            Base64.Encoder base64 = Base64.getEncoder();
            return String.join(
                    "$",
                    LABEL,
                    Integer.toString(count),
                    base64.encodeToString(salt),
                    base64.encodeToString(derive(password, salt, count)));
        });
    }

    /**
     * Whether a password is right.
     *
     * @param stored what {@link #hash} gave; empty if there is no such user, which takes as long
     */
    boolean matches(String password, Optional<String> stored) {
        if (stored.isEmpty()) {
            String ignored = hash(password);
            return ignored.isEmpty();
        }
        String[] parts = stored.get().split("\\$", -1);
        if (parts.length != 4 || !parts[0].equals(LABEL)) {
            throw new IllegalStateException("The database holds a password in a form that is not known here");
        }
        Base64.Decoder base64 = Base64.getDecoder();
        byte[] salt = base64.decode(parts[2]);
        byte[] right = base64.decode(parts[3]);
        int count = Math.min(Integer.parseInt(parts[1]), HashCost.MOST);
        return inTurn(() -> MessageDigest.isEqual(right, derive(password, salt, count)));
    }

    /** How many are being hashed or wait for it. */
    int waiting() {
        return waiting.get();
    }

    private interface Hashing<T> {
        T run();
    }

    private <T> T inTurn(Hashing<T> hashing) {
        try {
            if (waiting.incrementAndGet() > MAX_WAITING) {
                throw new AccessRefusedException(
                        AccessRefusedException.Reason.TOO_MANY,
                        "Too many are logging in at this moment. Try again in a few seconds.",
                        Optional.of(Duration.ofSeconds(5)));
            }
            turn.acquireUninterruptibly();
            try {
                return hashing.run();
            } finally {
                turn.release();
            }
        } finally {
            waiting.decrementAndGet();
        }
    }

    /** PBKDF2 of the password's Unicode form NFKC: keyboards differ in how they compose a letter. */
    static byte[] derive(String password, byte[] salt, int iterations) {
        char[] letters = Normalizer.normalize(password, Normalizer.Form.NFKC).toCharArray();
        PBEKeySpec spec = new PBEKeySpec(letters, salt, iterations, HASH_BITS);
        try {
            return SecretKeyFactory.getInstance(ALGORITHM).generateSecret(spec).getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + ALGORITHM, e);
        } finally {
            spec.clearPassword();
        }
    }
}
