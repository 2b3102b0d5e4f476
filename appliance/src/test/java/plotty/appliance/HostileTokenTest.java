package plotty.appliance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens, keys and tickets that are none, each from an address of its own: wrong ones slow down who sends them. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class HostileTokenTest {
    @TempDir
    static Path folder;

    @TempDir
    static Path otherFolder;

    private static final AtomicInteger ADDRESSES = new AtomicInteger(1);
    private static BesiegedBox box;
    private static String token;
    private static ForgedTokens forged;

    @BeforeAll
    static void open() {
        box = new BesiegedBox(folder);
        token = box.secret(
                BesiegedBox.json(box.made("/api/v1/tokens", "")).get("token").asText());
        forged = new ForgedTokens(box.database(), token);
    }

    @AfterAll
    static void close() {
        box.checkUnharmed();
        box.close();
    }

    /** Asks for what only an admin may see. */
    private static int status(String headers) {
        return box.ask(
                        "127.0.1." + ADDRESSES.incrementAndGet(),
                        "GET /api/v1/users HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n" + headers + "\r\n")
                .status();
    }

    private static int withToken(String value) {
        return status("Authorization: Bearer " + box.secret(value) + "\r\n");
    }

    @Test
    void what_the_box_gave_and_what_is_forged_with_its_own_secrets_is_good() {
        assertEquals(200, withToken(token));
        assertEquals(200, withToken(forged.forged("", "")));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            no algorithm | "HS256"->"none" | ``
            no algorithm, in capitals | "HS256"->"NONE" | ``
            no algorithm, in mixed letters | "HS256"->"nOnE" | ``
            RS256 signed with our secret | "HS256"->"RS256" | ``
            ES256 signed with our secret | "HS256"->"ES256" | ``
            another length of the hash | "HS256"->"HS512" | ``
            another one | "HS256"->"HS384" | ``
            the algorithm in small letters | "HS256"->"hs256" | ``
            no name of an algorithm | "HS256"->7 | ``
            no kid | ,"kid":"[^"]*"-> | ``
            an unknown kid | "kid":"[^"]*"->"kid":"aaaaaaaaaa" | ``
            a kid that is a file | "kid":"[^"]*"->"kid":"../../../../dev/null" | ``
            a kid that is SQL | "kid":"[^"]*"->"kid":"x' UNION SELECT 'a" | ``
            a kid that is empty | "kid":"[^"]*"->"kid":"" | ``
            a kid that is a list | "kid":"[^"]*"->"kid":["a"] | ``
            a critical extension | "alg"->"crit":["exp"],"alg" | ``
            an unencoded payload | "alg"->"b64":false,"crit":["b64"],"alg" | ``
            two algorithms | "alg"->"alg":"none","alg" | ``
            another issuer | `` | "iss":"[^"]*"->"iss":"another box"
            no issuer | `` | "iss":"[^"]*",->
            an issuer that is a list | `` | "iss":("[^"]*")->"iss":[$1]
            no subject | `` | "sub":"[^"]*",->
            an unknown user | `` | "sub":"[^"]*"->"sub":"user:eve/x"
            an unknown key | `` | "sub":"[^"]*"->"sub":"key:aaaaaaaaaa"
            a subject without a stamp | `` | "sub":"user:ada/[^"]*"->"sub":"user:ada"
            a subject with another stamp | `` | "sub":"user:ada/[^"]*"->"sub":"user:ada/aaaaaaaaaa"
            the key of the configuration | `` | "sub":"[^"]*"->"sub":"configured"
            no end | `` | ,"exp":[0-9]+->
            an end that is a text | `` | "exp":([0-9]+)->"exp":"$1"
            an end in the far past | `` | "exp":[0-9]+->"exp":-9223372036854775808
            no beginning | `` | ,?"nbf":[0-9]+->
            claims that are a list | `` | ^(.*)$->[$1]
            claims that are deep | `` | "jti":"forged"->"jti":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]
            """)
    void a_token_that_is_properly_signed_but_not_ours_is_refused(String what, String header, String claims) {
        assertEquals(401, withToken(forged.forged(header, claims)), what);
    }

    @Test
    void a_token_is_good_for_its_time_only() {
        assertEquals(401, withToken(forged.lasting(-960, -1)), "expired");
        assertEquals(401, withToken(forged.lasting(120, 900)), "not yet valid");
    }

    @Test
    void a_token_that_was_tampered_with_is_refused() {
        String[] parts = token.split("\\.", -1);
        String other = forged.lasting(0, 800);
        assertEquals(401, withToken(parts[0] + "." + other.split("\\.", -1)[1] + "." + parts[2]), "another payload");
        assertEquals(401, withToken(parts[0] + "." + parts[1] + "."), "no signature");
        assertEquals(401, withToken(parts[0] + "." + parts[1] + "." + parts[2].substring(0, 20)), "half a signature");
        assertEquals(401, withToken(parts[0] + "." + parts[1] + "." + "A".repeat(43)), "a signature of zeros");
        assertEquals(401, withToken(token + ".a.b"), "an encrypted one");
        assertEquals(401, withToken(".."), "empty parts");
    }

    @Test
    void tokens_keys_cookies_and_tickets_of_another_box_are_worth_nothing() {
        try (BesiegedBox other = new BesiegedBox(otherFolder)) {
            String theirs = BesiegedBox.json(other.made("/api/v1/tokens", ""))
                    .get("token")
                    .asText();
            String ticket = BesiegedBox.json(other.made("/api/v1/tickets", ""))
                    .get("ticket")
                    .asText();
            assertEquals(401, withToken(theirs), "a token");
            assertEquals(401, withToken(other.adminKey()), "a key");
            assertEquals(401, status("X-Api-Key: " + other.adminKey() + "\r\n"), "a key in its own header");
            // A cookie that is not good any more is no credential: whoever brings it comes as anybody does.
            assertEquals(403, status("Cookie: plotty_session=" + other.cookie() + "\r\n"), "a cookie");
            assertEquals(401, upgrade("/ws?ticket=" + box.secret(ticket)), "a ticket");
        }
    }

    private static int upgrade(String path) {
        try (RawExchange exchange = box.open("127.0.1." + ADDRESSES.incrementAndGet())) {
            return exchange.upgrade(path, "").status();
        }
    }

    private static String ticket() {
        return box.secret(
                BesiegedBox.json(box.made("/api/v1/tickets", "")).get("ticket").asText());
    }

    @Test
    void a_ticket_opens_one_web_socket_and_nothing_else() {
        String ticket = ticket();
        assertEquals(101, upgrade("/ws?ticket=" + ticket));
        assertEquals(401, upgrade("/ws?ticket=" + ticket), "replayed");
        String unused = ticket();
        RawExchange.Answer plain = box.get("/api/v1/users?ticket=" + unused);
        assertEquals(403, plain.status(), "a ticket is nothing outside of a WebSocket");
        assertFalse(plain.text().contains(unused));
        assertEquals(401, status("Authorization: Bearer " + unused + "\r\n"), "nor is it a token");
        assertEquals(101, upgrade("/ws?ticket=" + unused), "and none of that has used it up");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization: Basic YWRhOmFkYQ==",
                "Authorization: Digest username=ada",
                "Authorization: Bearer",
                "Authorization: Bearer plk_",
                "Authorization: Bearer plk_aaaaaaaaaa_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "X-Api-Key: ' OR '1'='1",
                "X-Api-Key: plk__",
                "X-Api-Key: \u00ff\u00fe"
            })
    void what_is_no_credential_is_refused(String header) {
        int status = status(header + "\r\n");
        assertEquals(401, status, header);
    }

    @Test
    void credentials_of_any_length_are_refused_before_anything_is_compared() {
        assertEquals(401, status("X-Api-Key: plk_" + "a".repeat(600) + "\r\n"));
        assertEquals(401, status("Authorization: Bearer " + "a".repeat(8000) + "\r\n"));
        assertEquals(401, status("Cookie: plotty_session=" + "a".repeat(8000) + "\r\n"));
        assertEquals(403, status("Cookie: " + "plotty_session=; ".repeat(500) + "\r\n"));
    }

    @Test
    void who_names_two_credentials_is_nobody() {
        assertEquals(400, status("X-Api-Key: " + box.adminKey() + "\r\nX-Api-Key: " + box.operatorKey() + "\r\n"));
        assertEquals(
                400,
                status("X-Api-Key: " + box.operatorKey() + "\r\nAuthorization: Bearer " + box.adminKey() + "\r\n"));
        assertEquals(
                400, status("Cookie: plotty_session=" + "a".repeat(43) + "; plotty_session=" + box.cookie() + "\r\n"));
    }
}
