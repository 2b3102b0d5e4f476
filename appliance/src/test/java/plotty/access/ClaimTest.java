package plotty.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static plotty.access.Box.HERE;
import static plotty.access.Box.PASSWORD;
import static plotty.access.Box.THERE;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plotty.access.AccessRefusedException.Reason;

/** How a box gets its owner, once. */
class ClaimTest {
    @TempDir
    private Path folder;

    private Box box;

    @BeforeEach
    void open() {
        box = Box.in(folder);
    }

    @AfterEach
    void close() {
        box.close();
    }

    private Claim claim() {
        return box.accounts().claim();
    }

    private String code() {
        return box.notices().getLast();
    }

    @Test
    void a_clock_that_is_finer_than_the_database_keeps_nobody_out() {
        box.pass(Duration.ofNanos(123_456_789));
        assertEquals("ada", box.claimed().user().name());
    }

    @Test
    void a_box_without_an_owner_tells_a_code_that_is_easy_to_type() {
        assertTrue(claim().open());
        assertTrue(code().matches("[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}"), code());
    }

    @Test
    void whoever_has_the_code_becomes_its_first_admin_and_is_logged_in() {
        Login login = claim().by(HERE, "Ada", PASSWORD, Optional.of(code()));
        assertEquals("ada", login.user().name());
        Principal ada = box.cookie(login.cookie());
        assertEquals(Role.ADMIN, ada.role());
        assertEquals("user:ada", ada.id());
        assertFalse(claim().open());
        assertEquals("claimed", code());
        assertEquals(List.of("claimed"), box.changes());
    }

    @Test
    void the_code_may_be_typed_in_small_letters_and_without_hyphens() {
        String typed = code().replace("-", "").toLowerCase(Locale.ROOT) + " ";
        assertEquals(
                "ada",
                claim().by(HERE, "ada", PASSWORD, Optional.of(typed)).user().name());
    }

    @Test
    void a_box_is_claimed_once() {
        String code = code();
        box.claimed();
        Box.failed(AccountException.Reason.CONFLICT, () -> claim().by(HERE, "eve", PASSWORD, Optional.of(code)));
        box.accounts().presence().shown();
        assertFalse(claim().released());
        Box.failed(AccountException.Reason.CONFLICT, () -> claim().by(HERE, "eve", PASSWORD, Optional.empty()));
    }

    @Test
    void a_box_that_was_claimed_stays_so_after_a_restart_and_tells_no_code() {
        box.claimed();
        box.restart();
        assertFalse(claim().open());
        assertEquals("claimed", code());
    }

    @Test
    void a_box_that_was_not_claimed_has_another_code_after_a_restart() {
        String before = code();
        box.restart();
        assertNotEquals(before, code());
        Box.refused(Reason.WRONG, () -> claim().by(HERE, "ada", PASSWORD, Optional.of(before)));
        box.claimed();
    }

    @Test
    void a_missing_or_wrong_code_is_refused() {
        Box.refused(Reason.WRONG, () -> claim().by(HERE, "eve", PASSWORD, Optional.empty()));
        Box.refused(Reason.WRONG, () -> claim().by(HERE, "eve", PASSWORD, Optional.of("")));
        Box.refused(Reason.WRONG, () -> claim().by(HERE, "eve", PASSWORD, Optional.of("AAAA-AAAA-AAAA")));
        assertTrue(claim().open());
    }

    @Test
    void a_bad_name_or_password_does_not_use_the_code_up() {
        Box.failed(AccountException.Reason.INVALID, () -> claim().by(HERE, "a da", PASSWORD, Optional.of(code())));
        Box.failed(AccountException.Reason.INVALID, () -> claim().by(HERE, "ada", "short", Optional.of(code())));
        box.claimed();
    }

    @Test
    void guessing_the_code_is_slowed_down_from_wherever_it_is_tried() {
        for (int i = 0; i < Strikes.FREE; i++) {
            var client = Box.address("10.0.0." + i);
            Box.refused(Reason.WRONG, () -> claim().by(client, "eve", PASSWORD, Optional.of("AAAA-AAAA-AAAA")));
        }
        AccessRefusedException refusal =
                Box.refused(Reason.TOO_MANY, () -> claim().by(HERE, "ada", PASSWORD, Optional.of(code())));
        assertEquals(Optional.of(Duration.ofSeconds(1)), refusal.retryAfter());
        box.pass(Duration.ofSeconds(1));
        box.claimed();
    }

    @Test
    void who_holds_the_button_needs_no_code_for_two_minutes() {
        assertFalse(claim().released());
        box.accounts().presence().shown();
        box.pass(Duration.ofMinutes(2).minusMillis(1));
        assertTrue(claim().released());
        assertEquals(
                "ada",
                claim().by(THERE, "ada", PASSWORD, Optional.empty()).user().name());
    }

    @Test
    void after_two_minutes_the_code_is_needed_again() {
        box.accounts().presence().shown();
        box.pass(Duration.ofMinutes(2));
        assertFalse(claim().released());
        Box.refused(Reason.WRONG, () -> claim().by(THERE, "eve", PASSWORD, Optional.empty()));
    }
}
