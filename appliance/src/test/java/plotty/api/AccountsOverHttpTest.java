package plotty.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static plotty.api.FrontDoor.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plotty.access.Role;

/** Claim, logins, users, keys, tokens and pairings, as clients meet them. */
class AccountsOverHttpTest {
    private static final String PASSWORD = "a flower for algernon";

    @TempDir
    Path folder;

    private FrontDoor door;

    @BeforeEach
    void open() {
        door = new FrontDoor(folder, Role.NONE);
    }

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void a_fresh_box_gets_its_owner_once_by_its_code() {
        assertFalse(door.get("/api/v1/claim").get("claimed").asBoolean());
        HttpResponse<String> wrong = claim("ABCD-EFGH-JKLM");
        assertTrue(json(401, wrong).get("detail").asText().contains("claim code is wrong"));

        HttpResponse<String> answer = claim(door.claimCode());
        JsonNode session = json(200, answer);
        assertEquals("ada", session.get("user").asText());
        assertEquals("admin", session.get("role").asText());
        assertFalse(answer.body().contains(PASSWORD));
        assertTrue(door.get("/api/v1/claim").get("claimed").asBoolean());
        assertEquals("", door.claimCode());
        json(409, claim("ABCD-EFGH-JKLM"));
    }

    @Test
    void who_holds_the_pause_button_claims_without_a_code() {
        json(401, claim());
        door.accounts().presence().shown();
        assertTrue(door.get("/api/v1/claim").get("released").asBoolean());
        json(200, claim());
    }

    @Test
    void the_cookie_of_a_login_is_read_by_no_script_and_sent_to_no_other_site() {
        HttpResponse<String> answer = claim(door.claimCode());
        String cookie = answer.headers().firstValue("Set-Cookie").orElseThrow();
        assertTrue(
                cookie.matches("plotty_session=[A-Za-z0-9_-]+; Path=/; Max-Age=2592000; HttpOnly; SameSite=Strict"),
                cookie);
        assertEquals("no-store", answer.headers().firstValue("Cache-Control").orElseThrow());
    }

    @Test
    void a_browser_logs_in_changes_things_with_its_token_and_logs_out() {
        Map<String, String> browser = owner();
        JsonNode me = json(200, door.send("GET", "/api/v1/session", "", "", browser));
        assertEquals("user:ada", me.get("id").asText());
        assertEquals("session", me.get("kind").asText());
        assertEquals(browser.get("X-CSRF-Token"), me.get("csrf_token").asText());

        Map<String, String> forged = Map.of("Cookie", browser.get("Cookie"));
        json(403, door.send("DELETE", "/api/v1/session", "", "", forged));
        HttpResponse<String> out = door.send("DELETE", "/api/v1/session", "", "", browser);
        assertEquals(204, out.statusCode());
        assertTrue(
                out.headers().firstValue("Set-Cookie").orElseThrow().startsWith("plotty_session=; Path=/; Max-Age=0"));
        assertEquals(
                "anonymous",
                json(200, door.send("GET", "/api/v1/session", "", "", forged))
                        .get("kind")
                        .asText());

        json(401, login("ada", "something else entirely"));
        assertEquals("ada", json(200, login("Ada", PASSWORD)).get("user").asText());
    }

    @Test
    void an_admin_ends_logins() {
        Map<String, String> browser = owner();
        JsonNode sessions = json(200, door.send("GET", "/api/v1/sessions", "", "", browser));
        JsonNode mine = sessions.get("sessions").get(0);
        assertEquals("ada", mine.get("user").asText());
        assertEquals("127.0.0.1", mine.get("address").asText());
        String path = "/api/v1/sessions/" + mine.get("id").asText();
        assertEquals(204, door.send("DELETE", path, "", "", browser).statusCode());
        json(401, door.send("GET", "/api/v1/sessions", "", "", browser));
    }

    @Test
    void an_admin_keeps_the_users() {
        Map<String, String> ada = owner();
        JsonNode bob = json(201, post("/api/v1/users", user("bob", "operator", "[\"AxiDraw\"]"), ada));
        assertEquals("[\"plotter-1\"]", bob.get("devices").toString(), "plotters are named by id or name");
        assertTrue(json(400, post("/api/v1/users", user("eve", "operator", "[\"Axidraw\"]"), ada))
                .get("detail")
                .asText()
                .contains("Known are 'plotter-1'"));
        json(409, post("/api/v1/users", user("bob", "viewer", "[]"), ada));
        json(400, post("/api/v1/users", user("eve", "king", "[]"), ada));
        json(422, post("/api/v1/users", "{\"name\":\"eve\",\"role\":\"viewer\",\"password\":\"short\"}", ada));

        Map<String, String> browser = browser(login("bob", PASSWORD));
        json(403, door.send("GET", "/api/v1/users", "", "", browser));
        JsonNode changed =
                json(200, door.send("PATCH", "/api/v1/users/bob", "application/json", "{\"role\":\"viewer\"}", ada));
        assertEquals("viewer", changed.get("role").asText());
        assertEquals("[\"plotter-1\"]", changed.get("devices").toString(), "what is left out stays");
        json(401, door.send("GET", "/api/v1/jobs", "", "", browser));

        assertEquals(
                2,
                json(200, door.send("GET", "/api/v1/users", "", "", ada))
                        .get("users")
                        .size());
        assertEquals(204, door.send("DELETE", "/api/v1/users/bob", "", "", ada).statusCode());
        json(404, door.send("DELETE", "/api/v1/users/bob", "", "", ada));
        json(409, door.send("DELETE", "/api/v1/users/ada", "", "", ada));
    }

    @Test
    void everybody_changes_his_own_password_and_stays_logged_in_and_admins_give_new_ones() {
        Map<String, String> ada = owner();
        json(201, post("/api/v1/users", user("bob", "viewer", "[]"), ada));
        Map<String, String> bob = browser(login("bob", PASSWORD));
        String change = "{\"current\":\"%s\",\"password\":\"another flower\"}";
        json(401, post("/api/v1/users/bob/password", change.formatted("not this one"), bob));
        json(403, post("/api/v1/users/ada/password", "{\"password\":\"another flower\"}", bob));

        HttpResponse<String> changed = post("/api/v1/users/bob/password", change.formatted(PASSWORD), bob);
        assertFalse(changed.body().contains("flower"));
        json(401, door.send("GET", "/api/v1/jobs", "", "", bob));
        json(200, door.send("GET", "/api/v1/jobs", "", "", browser(changed)));

        assertEquals(
                204,
                post("/api/v1/users/bob/password", "{\"password\":\"a third flower\"}", ada)
                        .statusCode());
        json(401, login("bob", "another flower"));
        json(200, login("bob", "a third flower"));
    }

    @Test
    void a_key_is_shown_once_works_as_its_role_says_and_ends_when_it_is_revoked() {
        Map<String, String> ada = owner();
        JsonNode made = json(
                201, post("/api/v1/keys", "{\"name\":\"vpype\",\"role\":\"operator\",\"expires_in_days\":30}", ada));
        String secret = made.get("key").asText();
        assertTrue(secret.startsWith("plk_"), secret);
        assertEquals("ada", made.get("owner").asText());
        assertFalse(made.get("expires_at").isNull());

        Map<String, String> key = Map.of("X-Api-Key", secret);
        json(201, door.send("POST", "/api/v1/jobs?name=flower", "image/svg+xml", FrontDoor.SVG, key));
        json(403, door.send("GET", "/api/v1/keys", "", "", key));
        assertFalse(door.send("GET", "/api/v1/keys", "", "", ada).body().contains(secret));
        json(400, post("/api/v1/keys", "{\"name\":\"b\",\"role\":\"viewer\",\"expires_at\":\"soon\"}", ada));
        json(409, post("/api/v1/keys", "{\"name\":\"vpype\",\"role\":\"viewer\"}", ada));

        String path = "/api/v1/keys/" + made.get("id").asText();
        assertEquals(204, door.send("DELETE", path, "", "", ada).statusCode());
        json(401, door.send("GET", "/api/v1/jobs", "", "", key));
        json(404, door.send("DELETE", path, "", "", ada));
    }

    @Test
    void tokens_and_tickets_stand_for_a_key_or_a_login_and_nobody_else_gets_one() {
        Map<String, String> key = Map.of("X-Api-Key", door.key("vpype", Role.OPERATOR));
        JsonNode token = json(201, door.send("POST", "/api/v1/tokens", "", "", key));
        assertEquals("Bearer", token.get("token_type").asText());
        Map<String, String> bearer =
                Map.of("Authorization", "Bearer " + token.get("token").asText());
        assertEquals(
                "token",
                json(200, door.send("GET", "/api/v1/session", "", "", bearer))
                        .get("kind")
                        .asText());
        json(422, door.send("POST", "/api/v1/tokens", "", "", bearer));
        assertFalse(json(201, door.send("POST", "/api/v1/tickets", "", "", key))
                .get("ticket")
                .asText()
                .isBlank());
        json(401, door.send("POST", "/api/v1/tickets", "", ""));
    }

    @Test
    void a_program_asks_for_a_key_an_admin_confirms_and_it_gets_it_once() {
        Map<String, String> ada = owner();
        JsonNode asked = json(201, post("/api/v1/pairings", "{\"name\":\"vpype\"}", Map.of()));
        String path = "/api/v1/pairings/" + asked.get("id").asText();
        Map<String, String> secret =
                Map.of("X-Pairing-Secret", asked.get("secret").asText());
        json(401, door.send("GET", path, "", ""));
        assertEquals(
                "waiting",
                json(200, door.send("GET", path, "", "", secret)).get("status").asText());

        String list = door.send("GET", "/api/v1/pairings", "", "", ada).body();
        assertTrue(list.contains(asked.get("code").asText()));
        assertFalse(list.contains(asked.get("secret").asText()));
        assertEquals(204, post(path + "/confirm", "{}", ada).statusCode());
        JsonNode granted = json(200, door.send("GET", path, "", "", secret));
        assertEquals("granted", granted.get("status").asText());
        json(
                200,
                door.send(
                        "GET",
                        "/api/v1/jobs",
                        "",
                        "",
                        Map.of("X-Api-Key", granted.get("key").get("key").asText())));
        json(404, door.send("GET", path, "", "", secret));
    }

    @Test
    void a_program_that_is_denied_hears_so() {
        Map<String, String> ada = owner();
        JsonNode asked = json(201, post("/api/v1/pairings", "{\"name\":\"?\",\"role\":\"viewer\"}", Map.of()));
        String path = "/api/v1/pairings/" + asked.get("id").asText();
        assertEquals(204, post(path + "/deny", "{}", ada).statusCode());
        Map<String, String> secret =
                Map.of("X-Pairing-Secret", asked.get("secret").asText());
        assertEquals(
                "denied",
                json(200, door.send("GET", path, "", "", secret)).get("status").asText());
        json(404, post(path + "/confirm", "{}", ada));
        json(422, post("/api/v1/pairings", "{\"name\":\"?\",\"role\":\"admin\"}", Map.of()));
    }

    private HttpResponse<String> claim(String... code) {
        String field = code.length == 0 ? "" : ",\"code\":\"" + code[0] + "\"";
        return post("/api/v1/claim", "{\"name\":\"ada\",\"password\":\"" + PASSWORD + "\"" + field + "}", Map.of());
    }

    private HttpResponse<String> login(String name, String password) {
        return post("/api/v1/session", "{\"name\":\"%s\",\"password\":\"%s\"}".formatted(name, password), Map.of());
    }

    private static String user(String name, String role, String devices) {
        return "{\"name\":\"%s\",\"role\":\"%s\",\"devices\":%s,\"password\":\"%s\"}"
                .formatted(name, role, devices, PASSWORD);
    }

    private HttpResponse<String> post(String path, String json, Map<String, String> headers) {
        return door.send("POST", path, "application/json", json, headers);
    }

    /** The headers of the browser in which the owner has just claimed the box. */
    private Map<String, String> owner() {
        return browser(claim(door.claimCode()));
    }

    private static Map<String, String> browser(HttpResponse<String> login) {
        String cookie = login.headers().firstValue("Set-Cookie").orElseThrow();
        return Map.of(
                "Cookie",
                cookie.substring(0, cookie.indexOf(';')),
                "X-CSRF-Token",
                json(200, login).get("csrf_token").asText());
    }
}
