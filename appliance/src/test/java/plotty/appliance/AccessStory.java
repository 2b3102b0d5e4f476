package plotty.appliance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;

/** The box gets an owner, users, keys and paired programs, and everything of that is told to the owner. */
record AccessStory(Witness witness, String claimLine) {
    private static final String PASSWORD = "correct horse battery staple";

    void live() {
        witness.ask("GET", "/api/v1/claim");
        witness.ask("GET", "/api/v1/session");
        String code = claimLine.substring(claimLine.lastIndexOf(' ') + 1);
        Witness.Answer owner = witness.tell(
                "POST", "/api/v1/claim", "{'name':'ada','password':'%s','code':'%s'}".formatted(PASSWORD, code));
        assertEquals(200, owner.status(), owner.body().toString());
        witness.tell("POST", "/api/v1/claim", "{'name':'bob','password':'%s','code':'%s'}".formatted(PASSWORD, code));
        Witness.Answer login =
                witness.tell("POST", "/api/v1/session", "{'name':'ada','password':'%s'}".formatted(PASSWORD));
        witness.tell("POST", "/api/v1/session", "{'name':'ada','password':'wrong'}");
        String cookie =
                login.whole().headers().firstValue("Set-Cookie").orElseThrow().replaceAll(";.*", "");
        String csrf = login.body().get("csrf_token").asText();
        witness.send("GET", "/api/v1/session", "", "", "Cookie", cookie);
        users(cookie, csrf);
        keys(cookie, csrf);
        pairing(cookie, csrf);
        audit();
        JsonNode sessions = witness.ask("GET", "/api/v1/sessions").body().get("sessions");
        witness.ask("DELETE", "/api/v1/sessions/" + sessions.get(0).get("id").asText());
        witness.send("DELETE", "/api/v1/session", "", "", "Cookie", cookie, "X-CSRF-Token", csrf);
    }

    private void users(String cookie, String csrf) {
        witness.tell(
                "POST",
                "/api/v1/users",
                "{'name':'eve','role':'operator','devices':['plotter-1'],'password':'%s'}".formatted(PASSWORD));
        witness.tell("POST", "/api/v1/users", "{'name':'eve','role':'viewer','password':'%s'}".formatted(PASSWORD));
        witness.ask("GET", "/api/v1/users");
        witness.tell("PATCH", "/api/v1/users/eve", "{'role':'viewer'}");
        witness.tell("POST", "/api/v1/users/eve/password", "{'password':'%s!'}".formatted(PASSWORD));
        witness.tell(
                "POST",
                "/api/v1/users/ada/password",
                "{'current':'%s','password':'%s?'}".formatted(PASSWORD, PASSWORD),
                "Cookie",
                cookie,
                "X-CSRF-Token",
                csrf);
        witness.ask("DELETE", "/api/v1/users/eve");
        witness.ask("DELETE", "/api/v1/users/eve");
    }

    private void keys(String cookie, String csrf) {
        JsonNode made = witness.tell(
                        "POST",
                        "/api/v1/keys",
                        "{'name':'slicer','role':'operator','devices':['plotter-1'],'expires_in_days':9}")
                .body();
        String secret = made.get("key").asText();
        witness.send("GET", "/api/v1/session", "", "", "X-Api-Key", secret);
        witness.send("GET", "/api/v1/session", "", "", "X-Api-Key", secret + "x");
        witness.send("GET", "/api/v1/users", "", "", "X-Api-Key", secret);
        witness.send("POST", "/api/v1/tokens", "", "", "X-Api-Key", secret);
        witness.send("POST", "/api/v1/tickets", "", "", "X-Api-Key", secret);
        witness.send("POST", "/api/v1/tickets", "", "");
        witness.send("POST", "/api/v1/tickets", "", "", "Cookie", cookie);
        witness.ask("GET", "/api/v1/keys");
        witness.ask("DELETE", "/api/v1/keys/" + made.get("id").asText());
    }

    private void pairing(String cookie, String csrf) {
        JsonNode first = witness.tell("POST", "/api/v1/pairings", "{'name':'vpype','role':'operator'}")
                .body();
        String path = "/api/v1/pairings/" + first.get("id").asText();
        String secret = first.get("secret").asText();
        witness.ask("GET", "/api/v1/pairings");
        witness.send("GET", path, "", "", "X-Pairing-Secret", secret);
        witness.ask("GET", path);
        witness.ask("POST", path + "/confirm");
        witness.send("GET", path, "", "", "X-Pairing-Secret", secret);
        JsonNode second =
                witness.tell("POST", "/api/v1/pairings", "{'name':'stranger'}").body();
        String other = "/api/v1/pairings/" + second.get("id").asText();
        witness.ask("POST", other + "/deny");
        witness.send(
                "GET", other, "", "", "X-Pairing-Secret", second.get("secret").asText());
    }

    private void audit() {
        witness.ask("GET", "/api/v1/audit?limit=2");
        witness.ask("GET", "/api/v1/audit?limit=0");
        witness.ask("GET", "/api/v1/audit/report?refused=true");
        witness.ask("GET", "/api/v1/audit/report");
        witness.ask("GET", "/api/v1/audit/export");
        witness.ask("GET", "/api/v1/audit/export?format=csv");
    }
}
