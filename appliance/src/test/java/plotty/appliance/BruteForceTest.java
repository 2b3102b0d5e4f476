package plotty.appliance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Guessing: it becomes slower and slower for whoever guesses, and for nobody else. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class BruteForceTest {
    private static final String BOB = "a passphrase of bob's";

    @TempDir
    static Path folder;

    private static BesiegedBox box;

    @BeforeAll
    static void open() {
        box = new BesiegedBox(folder);
        box.made("/api/v1/users", "{\"name\":\"bob\",\"role\":\"operator\",\"password\":\"" + box.secret(BOB) + "\"}");
    }

    @AfterAll
    static void close() {
        box.checkUnharmed();
        box.close();
    }

    private static RawExchange.Answer login(String from, String name, String password) {
        String body = "{\"name\":\"%s\",\"password\":\"%s\"}".formatted(name, password);
        RawExchange.Answer answer = box.ask(
                from,
                "POST /api/v1/session HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nContent-Type: application/json\r\n"
                        + "Content-Length: " + body.length() + "\r\n\r\n" + body);
        if (answer.status() == 200) {
            box.secret(BesiegedBox.json(answer).get("csrf_token").asText());
        }
        return answer;
    }

    private static int retryAfterS(RawExchange.Answer answer) {
        assertEquals(429, answer.status(), answer.text());
        return Integer.parseInt(answer.header("retry-after"));
    }

    /** Guesses until a guess is refused for at least so long, and gives every delay on the way. */
    private static List<Integer> delaysUpTo(int seconds, String from, String name) {
        List<Integer> delays = new ArrayList<>();
        RawExchange.await("the delay grows to " + seconds + " s", () -> {
            RawExchange.Answer answer = login(from, name, "a wrong guess");
            if (answer.status() != 401) {
                delays.add(retryAfterS(answer));
            }
            return !delays.isEmpty() && delays.getLast() >= seconds;
        });
        return delays;
    }

    @Test
    void guessing_a_password_becomes_slower_and_locks_nobody_else_out() {
        String guesser = "127.0.2.1";
        for (int i = 0; i < 4; i++) {
            assertEquals(401, login(guesser, "ada", "guess " + i).status());
        }
        List<Integer> delays = delaysUpTo(4, guesser, "ada");
        assertTrue(delays.getFirst() <= 2 && delays.getLast() <= 8, delays.toString());

        assertEquals(429, login(guesser, "ada", BesiegedBox.PASSWORD).status(), "not even the right one is looked at");
        assertEquals(429, login(guesser, "bob", BOB).status(), "nor another account from there");
        assertEquals(200, login(RawExchange.HOME, "ada", BesiegedBox.PASSWORD).status(), "the owner comes in at home");
        assertEquals(200, login("127.0.2.2", "bob", BOB).status(), "others come in anywhere");
        String asked = "GET /api/v1/users HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nX-Api-Key: ";
        assertEquals(200, box.ask(guesser, asked + box.adminKey() + "\r\n\r\n").status(), "and so does a right key");
    }

    @Test
    void guessing_keys_becomes_slower_and_a_right_key_is_good_meanwhile() {
        String guesser = "127.0.2.3";
        String asked = "GET /api/v1/jobs HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nX-Api-Key: ";
        for (int i = 0; i < 5; i++) {
            assertEquals(
                    401, box.ask(guesser, asked + "plk_guess" + i + "\r\n\r\n").status());
        }
        RawExchange.await("a guess is not even looked at", () -> {
            RawExchange.Answer answer = box.ask(guesser, asked + "plk_guess\r\n\r\n");
            return answer.status() != 401 && retryAfterS(answer) >= 1;
        });
        assertEquals(
                200, box.ask(guesser, asked + box.operatorKey() + "\r\n\r\n").status());
        assertEquals(
                200,
                box.ask(guesser, "GET /api/v1/jobs HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n")
                        .status(),
                "without any it is what it was");
    }

    @Test
    void a_name_that_nobody_has_takes_as_long_and_says_the_same() {
        RawExchange.Answer nobody = login("127.0.2.4", "eve", "a wrong guess");
        RawExchange.Answer somebody = login("127.0.2.5", "bob", "a wrong guess");
        assertEquals(somebody.status(), nobody.status());
        assertEquals(somebody.text(), nobody.text());
    }
}
