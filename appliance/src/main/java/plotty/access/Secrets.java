package plotty.access;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes secrets and compares them. What is made here has 256 bits, so that one round of SHA-256 keeps it well; passwords
 * need more, see {@link Passwords}.
 */
final class Secrets {
    private static final int SECRET_BYTES = 32;
    /** Length of a secret as text. */
    static final int LENGTH = 43;

    /** Digits and capital letters without those that look alike: 0 O, 1 I L. */
    static final String CLEAR_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

    private static final String ID_LETTERS = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int ID_LENGTH = 10;

    private final SecureRandom random;

    Secrets(SecureRandom random) {
        this.random = random;
    }

    /** 256 random bits. */
    byte[] bytes() {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return bytes;
    }

    /** 256 random bits as {@value #LENGTH} characters that may stand in a URL or cookie. */
    String secret() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes());
    }

    /** 50 random bits: names something, and is no secret. */
    String id() {
        return letters(ID_LETTERS, ID_LENGTH);
    }

    /** Three groups of four clear letters, 59 bits: easy to type. */
    String claimCode() {
        return String.join("-", letters(CLEAR_LETTERS, 4), letters(CLEAR_LETTERS, 4), letters(CLEAR_LETTERS, 4));
    }

    /** Six digits for people to compare. */
    String digits() {
        return letters("0123456789", 6);
    }

    private String letters(String alphabet, int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    /** SHA-256 in hexadecimal digits. */
    static String hash(String secret) {
        return HexFormat.of().formatHex(digest(secret));
    }

    /** What a page proves with that it knows the cookie, which other sites cannot read. */
    static String csrf(String cookie) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(cookie.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] proof = mac.doFinal("csrf".getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(proof);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HMAC-SHA-256", e);
        }
    }

    /** Compares in a time that says nothing about where they differ, nor how long the right one is. */
    static boolean same(String right, String given) {
        return MessageDigest.isEqual(digest(right), digest(given));
    }

    /** The same for what may be missing. */
    static boolean same(String right, Optional<String> given) {
        return same(right, given.orElse("")) && given.isPresent();
    }

    private static byte[] digest(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
