package plotty.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static plotty.access.Box.ADMIN;
import static plotty.access.Box.HERE;
import static plotty.access.Box.PASSWORD;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.text.ParseException;
import java.time.Duration;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plotty.access.AccessRefusedException.Reason;

/** Bearer tokens, good and forged. */
class TokensTest {
    @TempDir
    private Path folder;

    @TempDir
    private Path otherFolder;

    private Box box;
    private NewKey key;
    private final AtomicInteger clients = new AtomicInteger();

    @BeforeEach
    void open() {
        box = Box.in(folder);
        key = box.key("vpype", Role.OPERATOR);
    }

    @AfterEach
    void close() {
        box.close();
    }

    private String token() {
        return tokenOf(box.bearer(key.secret()));
    }

    private String tokenOf(Principal principal) {
        return box.accounts().tokens().issue(principal).value();
    }

    /** From a new address each time, so that none is slowed down. */
    private void assertRefused(String token) {
        Box.refused(
                Reason.WRONG, () -> box.bearer(Box.address("10.0.%d.1".formatted(clients.incrementAndGet())), token));
    }

    private static SignedJWT parsed(String token) {
        try {
            return SignedJWT.parse(token);
        } catch (ParseException e) {
            throw new AssertionError(e);
        }
    }

    private static JWTClaimsSet.Builder claims(String token) {
        try {
            return new JWTClaimsSet.Builder(parsed(token).getJWTClaimsSet());
        } catch (ParseException e) {
            throw new AssertionError(e);
        }
    }

    /** Signs with the box's own key, as nobody else can. */
    private String signed(JWTClaimsSet claims) {
        SigningKeys.SigningKey own = signingKey();
        return signed(new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(own.kid()).build(), claims, own.secret());
    }

    private static String signed(JWSHeader header, JWTClaimsSet claims, byte[] secret) {
        try {
            SignedJWT token = new SignedJWT(header, claims);
            token.sign(new MACSigner(secret));
            return token.serialize();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    private SigningKeys.SigningKey signingKey() {
        return new SigningKeys(box.database(), new Secrets(new SecureRandom()), () -> box.now()).current();
    }

    @Test
    void a_token_stands_for_the_key_that_got_it() {
        Principal principal = box.bearer(token());
        assertEquals(Principal.Kind.TOKEN, principal.kind());
        assertEquals("key:vpype", principal.id());
        assertEquals(Role.OPERATOR, principal.role());
    }

    @Test
    void a_token_stands_for_the_user_that_got_it_by_password_or_login() {
        box.user("bob", Role.VIEWER, "a");
        String byPassword = tokenOf(box.accounts().users().check(HERE, "bob", PASSWORD));
        String byLogin = tokenOf(box.cookie(
                box.accounts().sessions().begin(HERE, "bob", PASSWORD).cookie()));
        for (String token : List.of(byPassword, byLogin)) {
            assertEquals("user:bob", box.bearer(token).id());
            assertEquals(Set.of("a"), box.bearer(token).devices());
        }
    }

    @Test
    void a_token_is_good_for_fifteen_minutes_and_not_a_second_longer() {
        String token = token();
        box.pass(Duration.ofMinutes(15).minusMillis(1));
        box.bearer(token);
        box.pass(Duration.ofMillis(1));
        assertRefused(token);
    }

    @Test
    void a_token_is_good_after_a_restart() {
        String token = token();
        box.restart();
        assertEquals("key:vpype", box.bearer(token).id());
    }

    @Test
    void a_token_gets_no_further_token_nor_does_anybody_without_a_login_or_key() {
        Principal byToken = box.bearer(token());
        Principal byTicket = box.ticket(
                box.accounts().tickets().issue(box.bearer(key.secret())).value());
        for (Principal principal : List.of(byToken, byTicket, Principal.anonymous(Role.ADMIN))) {
            Box.failed(
                    AccountException.Reason.INVALID,
                    () -> box.accounts().tokens().issue(principal));
        }
    }

    @Test
    void a_token_ends_with_its_key() {
        String token = token();
        box.accounts().keys().revoke(ADMIN, key.key().id());
        assertRefused(token);
    }

    @Test
    void a_token_ends_with_its_login() {
        box.user("bob", Role.VIEWER);
        Login login = box.accounts().sessions().begin(HERE, "bob", PASSWORD);
        String token = tokenOf(box.cookie(login.cookie()));
        box.accounts().sessions().end(login.cookie());
        assertRefused(token);
    }

    @Test
    void a_token_ends_when_its_user_is_gone_lowered_or_has_another_password() {
        Users users = box.accounts().users();
        box.user("bob", Role.OPERATOR);
        String first = tokenOf(users.check(HERE, "bob", PASSWORD));
        users.change(ADMIN, "bob", Optional.of(Role.VIEWER), Optional.empty());
        assertRefused(first);
        String second = tokenOf(users.check(HERE, "bob", PASSWORD));
        users.resetPassword(ADMIN, "bob", "some quite other words");
        assertRefused(second);
        String third = tokenOf(users.check(HERE, "bob", "some quite other words"));
        users.delete(ADMIN, "bob");
        assertRefused(third);
        box.user("bob", Role.ADMIN);
        assertRefused(third);
    }

    @Test
    void the_signing_key_changes_every_day_and_old_tokens_live_on() {
        box.pass(Duration.ofHours(1));
        String first = token();
        box.pass(Duration.ofDays(1).minusMinutes(10));
        String before = token();
        assertEquals(
                parsed(first).getHeader().getKeyID(), parsed(before).getHeader().getKeyID());
        box.pass(Duration.ofMinutes(10));
        String after = token();
        assertNotEquals(
                parsed(before).getHeader().getKeyID(), parsed(after).getHeader().getKeyID());
        box.pass(Duration.ofMinutes(5).minusMillis(1));
        box.bearer(before);
        box.bearer(after);
        assertRefused(first);
    }

    @Test
    void an_old_signing_key_is_void_once_no_token_of_it_can_live() {
        SigningKeys keys = new SigningKeys(box.database(), new Secrets(new SecureRandom()), () -> box.now());
        String old = keys.current().kid();
        box.pass(Duration.ofDays(1));
        keys.current();
        box.pass(SigningKeys.KEPT.minusMillis(1));
        assertTrue(keys.named(old).isPresent());
        box.pass(Duration.ofMillis(1));
        assertTrue(keys.named(old).isEmpty());
    }

    @Test
    void a_token_of_another_box_is_refused() {
        try (Box other = Box.in(otherFolder)) {
            String foreign = other.accounts()
                    .tokens()
                    .issue(other.bearer(other.key("vpype", Role.ADMIN).secret()))
                    .value();
            other.bearer(foreign);
            assertRefused(foreign);
        }
    }

    @Test
    void a_token_with_another_issuer_is_refused_though_our_key_signed_it() {
        String own = token();
        box.bearer(signed(claims(own).build()));
        assertRefused(signed(claims(own).issuer("another box").build()));
        assertRefused(signed(claims(own).issuer(null).build()));
    }

    @Test
    void a_token_without_an_end_a_beginning_or_a_subject_is_refused_though_our_key_signed_it() {
        String own = token();
        assertRefused(signed(claims(own).expirationTime(null).build()));
        assertRefused(signed(claims(own).notBeforeTime(null).build()));
        assertRefused(signed(claims(own).subject(null).build()));
        assertRefused(signed(claims(own).subject("user:").build()));
        assertRefused(signed(claims(own).subject("user:bob").build()));
        assertRefused(signed(claims(own).subject("configured").build()));
        assertRefused(signed(claims(own).subject("").build()));
    }

    @Test
    void a_token_of_the_future_is_refused_but_for_a_minute_that_a_clock_may_be_off() {
        String own = token();
        box.bearer(signed(
                claims(own).notBeforeTime(Date.from(box.now().plusSeconds(60))).build()));
        assertRefused(signed(
                claims(own).notBeforeTime(Date.from(box.now().plusSeconds(61))).build()));
    }

    @Test
    void a_token_with_no_algorithm_is_refused() {
        assertRefused(new PlainJWT(claims(token()).build()).serialize());
        String[] parts = token().split("\\.", -1);
        String none = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8));
        assertRefused(none + "." + parts[1] + ".");
        assertRefused(none + "." + parts[1] + "." + parts[2]);
    }

    @Test
    void a_token_with_another_algorithm_is_refused() throws NoSuchAlgorithmException, JOSEException {
        SigningKeys.SigningKey own = signingKey();
        JWTClaimsSet claims = claims(token()).build();
        byte[] doubled = new byte[64];
        System.arraycopy(own.secret(), 0, doubled, 0, 32);
        assertRefused(signed(
                new JWSHeader.Builder(JWSAlgorithm.HS512).keyID(own.kid()).build(), claims, doubled));
        KeyPairGenerator pairs = KeyPairGenerator.getInstance("RSA");
        pairs.initialize(2048);
        SignedJWT rsa = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(own.kid()).build(), claims);
        rsa.sign(new RSASSASigner(pairs.generateKeyPair().getPrivate()));
        assertRefused(rsa.serialize().substring(0, 300) + ".x");
        assertRefused(rsa.serialize());
    }

    @Test
    void a_token_with_an_unknown_key_id_or_none_is_refused() {
        SigningKeys.SigningKey own = signingKey();
        JWTClaimsSet claims = claims(token()).build();
        assertRefused(signed(new JWSHeader(JWSAlgorithm.HS256), claims, own.secret()));
        assertRefused(signed(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("../../x").build(), claims, own.secret()));
    }

    @Test
    void a_token_in_which_one_character_was_changed_is_refused() {
        String token = token();
        for (int i = 0; i < token.length(); i += 7) {
            char other = token.charAt(i) == 'A' ? 'B' : 'A';
            assertRefused(token.substring(0, i) + other + token.substring(i + 1));
        }
    }

    @Test
    void what_is_no_token_is_refused() {
        String deep = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(("{\"alg\":" + "[".repeat(600)).getBytes(StandardCharsets.UTF_8));
        for (String junk : List.of(
                "..",
                "a.b.c",
                "a.b.c.d",
                deep + "..",
                "\u0000.\u0000.\u0000",
                "x".repeat(2000) + "..",
                "e30.e30.e30")) {
            assertRefused(junk);
        }
    }
}
