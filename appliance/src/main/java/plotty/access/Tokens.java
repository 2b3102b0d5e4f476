package plotty.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.Optional;
import plotty.access.Principal.Kind;
import plotty.access.SigningKeys.SigningKey;

/**
 * Bearer tokens: a JWT (RFC 7519) signed with HMAC-SHA-256 that is good for 15 minutes on the box that gave it. It names a
 * login or key and no role: what that may do is looked up each time. Thread-safe; issuing may block for the disk.
 */
public final class Tokens {
    /** How long one is good. */
    static final Duration LIFE = Duration.ofMinutes(15);
    /** How far the clock may have been set back since one was issued. */
    static final Duration SKEW = Duration.ofMinutes(1);

    /** Ours have less than half of it; a longer one is not even taken apart. */
    private static final int MAX_LENGTH = 1024;

    private final String issuer;
    private final SigningKeys keys;
    private final Grants grants;
    private final Secrets secrets;
    private final InstantSource clock;

    /**
     * Tokens of this box.
     *
     * @param issuer what no other box is called
     */
    Tokens(String issuer, SigningKeys keys, Grants grants, Secrets secrets, InstantSource clock) {
        this.issuer = issuer;
        this.keys = keys;
        this.grants = grants;
        this.secrets = secrets;
        this.clock = clock;
    }

    /**
     * A token that stands for whoever asks.
     *
     * @param principal known by a login or a key: a token gets no further token, else it would live for ever
     * @throws AccountException INVALID if he is known by something else
     */
    public Token issue(Principal principal) {
        boolean mayHaveOne = switch (principal.kind()) {
            case SESSION, KEY ->
                !principal.grant().isEmpty() && !principal.grant().equals(Grants.CONFIGURED);
            case ANONYMOUS, TOKEN, TICKET, PRESENT -> false;
        };
        if (!mayHaveOne) {
            throw new AccountException(
                    AccountException.Reason.INVALID,
                    "A token is given for a login or an API key. Log in, or send the key; the key of the configuration"
                            + " file is sent itself.");
        }
        SigningKey key = keys.current();
        // A token knows whole seconds only.
        Instant now = Instant.ofEpochSecond(clock.instant().getEpochSecond());
        Instant end = now.plus(LIFE);
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(issuer)
                .subject(principal.grant())
                .jwtID(secrets.id())
                .issueTime(Date.from(now))
                .notBeforeTime(Date.from(now))
                .expirationTime(Date.from(end))
                .build();
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(key.kid()).build(), claims);
        try {
            token.sign(new MACSigner(key.secret()));
        } catch (JOSEException e) {
            throw new IllegalStateException("A token could not be signed", e);
        }
        return new Token(token.serialize(), end);
    }

    /** Whether this might be a token at all: three parts. */
    static boolean looksLikeOne(String text) {
        return text.chars().filter(letter -> letter == '.').count() == 2;
    }

    /** The principal of a token, if it is good now. */
    Optional<Principal> principal(String value) {
        if (value.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            SignedJWT token = SignedJWT.parse(value);
            return isSignedHere(token)
                    ? grant(token.getJWTClaimsSet()).flatMap(grant -> grants.principal(grant, Kind.TOKEN))
                    : Optional.empty();
        } catch (ParseException | JOSEException e) {
            return Optional.empty();
        }
    }

    /** The algorithm is ours to say, never the token's (RFC 8725, section 3.1). */
    private boolean isSignedHere(SignedJWT token) throws JOSEException {
        JWSHeader header = token.getHeader();
        if (!JWSAlgorithm.HS256.equals(header.getAlgorithm()) || header.getKeyID() == null) {
            return false;
        }
        Optional<SigningKey> key = keys.named(header.getKeyID());
        return key.isPresent() && token.verify(new MACVerifier(key.get().secret()));
    }

    private Optional<String> grant(JWTClaimsSet claims) {
        Instant now = clock.instant();
        boolean good = issuer.equals(claims.getIssuer())
                && claims.getExpirationTime() != null
                && now.isBefore(claims.getExpirationTime().toInstant())
                && claims.getNotBeforeTime() != null
                && !now.isBefore(claims.getNotBeforeTime().toInstant().minus(SKEW));
        return good ? Optional.ofNullable(claims.getSubject()) : Optional.empty();
    }
}
