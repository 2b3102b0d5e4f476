package plotty.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static plotty.access.Box.ADMIN;
import static plotty.access.Box.HERE;
import static plotty.access.Box.PASSWORD;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plotty.access.AccessRefusedException.Reason;

/** Logins in browsers. */
class SessionsTest {
    private static final Duration IDLE = Duration.ofHours(1);
    private static final Duration LENGTH = Duration.ofHours(3);

    @TempDir
    private Path folder;

    private Box box;

    @BeforeEach
    void open() {
        box = Box.in(folder, settings -> settings.withSessions(IDLE, LENGTH));
        if (box.accounts().users().named("bob").isEmpty()) {
            box.user("bob", Role.OPERATOR);
        }
    }

    @AfterEach
    void close() {
        box.close();
    }

    private Sessions sessions() {
        return box.accounts().sessions();
    }

    private Login login() {
        return sessions().begin(HERE, "bob", PASSWORD);
    }

    private boolean isGood(Login login) {
        return box.cookie(login.cookie()).kind() == Principal.Kind.SESSION;
    }

    @Test
    void a_cookie_stands_for_who_logged_in() {
        Principal bob = box.cookie(login().cookie());
        assertEquals("user:bob", bob.id());
        assertEquals(Role.OPERATOR, bob.role());
    }

    @Test
    void a_change_needs_the_token_that_goes_with_the_cookie() {
        Login login = login();
        assertEquals(
                "user:bob",
                box.cookie(login.cookie(), true, Optional.of(login.csrf())).id());
        Box.refused(Reason.FORGED, () -> box.cookie(login.cookie(), true, Optional.empty()));
        Box.refused(Reason.FORGED, () -> box.cookie(login.cookie(), true, Optional.of("")));
        Box.refused(Reason.FORGED, () -> box.cookie(login.cookie(), true, Optional.of(login().csrf())));
    }

    @Test
    void the_page_gets_its_token_again_after_a_reload_or_a_restart() {
        Login login = login();
        box.restart();
        Sessions.Current current = sessions().of(login.cookie()).orElseThrow();
        assertEquals(login.csrf(), current.csrf());
        assertEquals("bob", current.user().name());
        assertTrue(isGood(login));
    }

    @Test
    void an_unknown_cookie_comes_as_anybody_does_so_that_its_browser_can_log_in() {
        for (String cookie : List.of("", "x", "x".repeat(43), "x".repeat(10_000))) {
            assertEquals(
                    Principal.anonymous(Role.VIEWER),
                    box.cookie(cookie, true, Optional.empty()),
                    "cookie of " + cookie.length());
        }
    }

    @Test
    void a_login_that_is_not_used_ends_after_its_idle_time() {
        Login login = login();
        box.pass(IDLE.minusMillis(1));
        assertEquals(1, sessions().all().size());
        box.pass(Duration.ofMillis(1));
        assertEquals(List.of(), sessions().all());
        assertTrue(sessions().of(login.cookie()).isEmpty());
        assertFalse(isGood(login));
    }

    @Test
    void use_keeps_a_login_alive_until_its_whole_length_is_over() {
        Login login = login();
        for (int i = 1; i < 6; i++) {
            box.pass(Duration.ofMinutes(30));
            assertTrue(isGood(login), "after " + i + " half hours");
        }
        box.pass(Duration.ofMinutes(30).minusMillis(1));
        assertTrue(isGood(login));
        box.pass(Duration.ofMillis(1));
        assertFalse(isGood(login));
    }

    @Test
    void when_it_was_used_last_is_known_after_a_restart() {
        Login login = login();
        box.pass(Duration.ofMinutes(50));
        assertTrue(isGood(login));
        box.restart();
        assertEquals(box.now(), sessions().all().getFirst().lastSeenAt());
        box.pass(Duration.ofMinutes(50));
        assertTrue(isGood(login));
    }

    @Test
    void logging_out_ends_this_login_and_no_other() {
        Login here = login();
        Login there = login();
        assertNotEquals(here.cookie(), there.cookie());
        sessions().end(here.cookie());
        sessions().end(here.cookie());
        sessions().end("nonsense");
        assertFalse(isGood(here));
        assertTrue(isGood(there));
    }

    @Test
    void a_login_can_be_ended_from_the_list() {
        Login login = login();
        Session listed = sessions().all().getFirst();
        assertEquals(HERE.getHostAddress(), listed.address());
        sessions().revoke(ADMIN, listed.id());
        assertFalse(isGood(login));
        Box.failed(AccountException.Reason.UNKNOWN, () -> sessions().revoke(ADMIN, listed.id()));
    }

    @Test
    void only_who_has_as_much_ends_the_login_of_another() {
        box.claimed();
        Principal bob = box.cookie(login().cookie());
        Session adas = sessions().all().stream()
                .filter(session -> session.user().equals("ada"))
                .findFirst()
                .orElseThrow();
        Box.failed(AccountException.Reason.FORBIDDEN, () -> sessions().revoke(bob, adas.id()));
        Session bobs = sessions().all().stream()
                .filter(session -> session.user().equals("bob"))
                .findFirst()
                .orElseThrow();
        sessions().revoke(bob, bobs.id());
    }

    @Test
    void the_twenty_first_login_of_a_user_ends_the_one_not_used_for_longest() {
        Login first = login();
        box.pass(Duration.ofMinutes(2));
        Login second = login();
        box.pass(Duration.ofMinutes(2));
        assertTrue(isGood(first));
        for (int i = 3; i <= Sessions.MAX_PER_USER; i++) {
            login();
        }
        assertTrue(isGood(second));
        box.pass(Duration.ofMinutes(2));
        assertTrue(isGood(first));
        Login more = login();
        assertTrue(isGood(more));
        assertEquals(Sessions.MAX_PER_USER, sessions().all().size());
    }

    @Test
    void logins_that_are_over_leave_the_database() {
        login();
        box.pass(LENGTH);
        login();
        assertEquals(1, count());
    }

    private int count() {
        return box.database().read(connection -> {
            try (var statement = connection.createStatement();
                    var row = statement.executeQuery("SELECT count(*) FROM session")) {
                row.next();
                return row.getInt(1);
            }
        });
    }

    @Test
    void a_clock_that_is_set_back_locks_nobody_out() {
        Login login = login();
        box.pass(Duration.ofDays(-400));
        assertTrue(isGood(login));
    }

    @Test
    void the_cookie_is_not_in_the_database() throws IOException {
        Login login = login();
        box.close();
        byte[] file = Files.readAllBytes(folder.resolve("plotty.db"));
        String text = new String(file, StandardCharsets.ISO_8859_1);
        assertTrue(text.contains(Secrets.hash(login.cookie())));
        assertEquals(-1, text.indexOf(login.cookie()));
        assertEquals(-1, text.indexOf(PASSWORD));
        open();
    }

    @Test
    void a_login_is_restricted_to_the_plotters_of_its_user() {
        box.accounts().users().add(ADMIN, "eve", Role.ADMIN, Set.of("a"), PASSWORD);
        Login login = sessions().begin(HERE, "eve", PASSWORD);
        assertEquals(Set.of("a"), box.cookie(login.cookie()).devices());
    }
}
