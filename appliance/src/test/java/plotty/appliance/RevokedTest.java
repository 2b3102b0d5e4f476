package plotty.appliance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose key or login has ended is no longer there, whatever he opened with it before. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class RevokedTest {
    @TempDir
    static Path folder;

    private static BesiegedBox box;

    @BeforeAll
    static void open() {
        box = new BesiegedBox(folder);
    }

    @AfterAll
    static void close() {
        box.checkUnharmed();
        box.close();
    }

    private static String madeKey(String name) {
        var made = BesiegedBox.json(box.made("/api/v1/keys", "{\"name\":\"" + name + "\",\"role\":\"operator\"}"));
        box.secret(made.get("key").asText());
        return made.get("id").asText() + " " + made.get("key").asText();
    }

    private static void revoke(String path) {
        RawExchange.Answer gone = box.ask(
                "DELETE " + path + " HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n" + box.asOwner() + "\r\n");
        assertEquals(204, gone.status(), gone.text());
    }

    @ParameterizedTest
    @CsvSource({"/ws,''", "/ws/monitor,''", "/ws,plotty.v1+json", "/ws,plotty.v1+cbor"})
    void a_socket_of_a_revoked_key_is_closed_with_a_word_within_a_heartbeat(String path, String subprotocol) {
        String[] key = madeKey("beat " + path + subprotocol).split(" ", -1);
        try (RawExchange socket = box.open()) {
            assertEquals(101, socket.upgrade(path, headers(key[1], subprotocol)).status());
            revoke("/api/v1/keys/" + key[0]);
            RawExchange.Frame end = socket.close(true);
            assertEquals(1008, end.closeCode());
            assertTrue(end.text().contains("has ended"), end.text());
        }
    }

    @Test
    void a_command_after_that_is_refused_at_once_and_not_carried_out() {
        String[] key = madeKey("command").split(" ", -1);
        try (RawExchange socket = box.open()) {
            assertEquals(101, socket.upgrade("/ws", headers(key[1], "")).status());
            socket.say("{\"type\":\"ping\"}");
            RawExchange.Frame heard = socket.frame();
            while (!heard.text().contains("pong")) {
                heard = socket.frame();
            }
            revoke("/api/v1/keys/" + key[0]);
            socket.say("{\"type\":\"job_submit\",\"name\":\"late\",\"format\":\"svg\",\"document\":\"<svg/>\"}");
            assertEquals(1008, socket.close(false).closeCode());
        }
        assertEquals(404, box.get("/api/v1/jobs/late").status());
    }

    @Test
    void events_of_a_revoked_key_end_with_a_word() {
        String[] key = madeKey("events").split(" ", -1);
        try (RawExchange stream = box.open()) {
            stream.send("GET /api/v1/events HTTP/1.1\r\nHost: {host}\r\nX-Api-Key: " + key[1] + "\r\n\r\n");
            assertEquals(200, stream.answer().status());
            revoke("/api/v1/keys/" + key[0]);
            assertTrue(stream.rest().contains("Your login or key has ended"));
        }
    }

    @Test
    void a_page_that_logs_out_takes_its_sockets_with_it() {
        RawExchange.Answer login =
                box.post("/api/v1/session", "", "{\"name\":\"ada\",\"password\":\"" + BesiegedBox.PASSWORD + "\"}");
        String cookie = box.secret(login.header("set-cookie").replaceFirst("plotty_session=([^;]*);.*", "$1"));
        String csrf = BesiegedBox.json(login).get("csrf_token").asText();
        try (RawExchange socket = box.open()) {
            String page = "Origin: http://localhost:" + box.port() + "\r\nCookie: plotty_session=" + cookie + "\r\n";
            assertEquals(101, socket.upgrade("/ws", page).status());
            RawExchange.Answer out = box.ask("DELETE /api/v1/session HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n"
                    + page + "X-CSRF-Token: " + csrf + "\r\n\r\n");
            assertEquals(204, out.status(), out.text());
            assertEquals(1008, socket.close(true).closeCode());
        }
    }

    @Test
    void who_still_holds_his_key_stays() {
        try (RawExchange socket = box.open()) {
            assertEquals(
                    101, socket.upgrade("/ws", headers(box.operatorKey(), "")).status());
            for (int beats = 0; beats < 3; ) {
                RawExchange.Frame heard = socket.frame();
                assertTrue(heard.opcode() != 8, heard.text());
                if (heard.opcode() == 9) {
                    socket.frame(0x8a, heard.payload());
                    beats++;
                }
            }
        }
    }

    private static String headers(String key, String subprotocol) {
        return "X-Api-Key: " + key + "\r\n"
                + (subprotocol.isEmpty() ? "" : "Sec-WebSocket-Protocol: " + subprotocol + "\r\n");
    }
}
