package plotty.appliance;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import plotty.store.Database;

/** Makes bearer tokens as somebody would who knows all of a box's secrets, so that each refusal has the one cause meant. */
final class ForgedTokens {
    private final String issuer;
    private final String kid;
    private final byte[] secret;
    private final String subject;

    /** Takes the signing key of a box, and what a token that the box gave says of its holder. */
    ForgedTokens(Database database, String token) {
        issuer = claim(token, "iss");
        subject = claim(token, "sub");
        kid = field(decoded(token.split("\\.", -1)[0]), "kid");
        secret = database.read(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement("SELECT secret FROM signing_key ORDER BY number DESC")) {
                ResultSet row = select.executeQuery();
                row.next();
                return row.getBytes("secret");
            }
        });
    }

    /** A token like the box's own but for what is changed in header and claims, as {@code "old->new"}. */
    String forged(String header, String claims) {
        return signed(
                changed("{\"alg\":\"HS256\",\"kid\":\"%s\"}".formatted(kid), header), changed(claims(0, 900), claims));
    }

    /** One that is good from and until so many seconds from now. */
    String lasting(long fromS, long untilS) {
        return signed("{\"alg\":\"HS256\",\"kid\":\"%s\"}".formatted(kid), claims(fromS, untilS));
    }

    private String claims(long fromS, long untilS) {
        long now = Instant.now().getEpochSecond();
        return "{\"iss\":\"%s\",\"sub\":\"%s\",\"jti\":\"forged\",\"iat\":%d,\"nbf\":%d,\"exp\":%d}"
                .formatted(issuer, subject, now, now + fromS, now + untilS);
    }

    private static String changed(String text, String change) {
        if (change.isEmpty()) {
            return text;
        }
        String[] parts = change.split("->", 2);
        String changed = text.replaceFirst(parts[0], parts[1]);
        if (changed.equals(text)) {
            throw new IllegalArgumentException("nothing changed by " + change + " in " + text);
        }
        return changed;
    }

    private String signed(String header, String claims) {
        String content = encoded(header) + "." + encoded(claims);
        String lower = header.toLowerCase(Locale.ROOT);
        if (lower.contains("\"none\"")) {
            return content + ".";
        }
        String algorithm =
                header.contains("HS512") ? "HmacSHA512" : header.contains("HS384") ? "HmacSHA384" : "HmacSHA256";
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(secret, algorithm));
            byte[] signature = mac.doFinal(content.getBytes(StandardCharsets.US_ASCII));
            return content + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    static String decoded(String part) {
        return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    }

    private static String claim(String token, String name) {
        return field(decoded(token.split("\\.", -1)[1]), name);
    }

    private static String field(String json, String name) {
        return json.replaceFirst(".*\"" + name + "\":\"([^\"]*)\".*", "$1");
    }
}
