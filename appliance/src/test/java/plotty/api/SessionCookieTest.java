package plotty.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import plotty.access.Login;
import plotty.access.Role;
import plotty.access.Session;
import plotty.access.User;

class SessionCookieTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final Login LOGIN = new Login(
            "c2VjcmV0",
            "csrf",
            new Session("s1", "ada", "192.0.2.1", NOW, NOW, NOW.plus(Duration.ofHours(2))),
            new User("ada", Role.ADMIN, Set.of(), NOW));

    @Test
    void it_lasts_as_long_as_the_login_at_most_and_over_tls_it_is_sent_over_tls_only() {
        String cookie = "plotty_session=c2VjcmV0; Path=/; Max-Age=7200; HttpOnly; SameSite=Strict";
        assertEquals(cookie, SessionCookie.given(LOGIN, false));
        assertEquals(cookie + "; Secure", SessionCookie.given(LOGIN, true));
    }

    @Test
    void it_is_taken_away_with_the_attributes_that_it_was_given_with() {
        String cookie = "plotty_session=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict";
        assertEquals(cookie, SessionCookie.taken(false));
        assertEquals(cookie + "; Secure", SessionCookie.taken(true));
    }
}
