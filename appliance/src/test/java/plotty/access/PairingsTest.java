package plotty.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static plotty.access.Box.ADMIN;
import static plotty.access.Box.HERE;
import static plotty.access.Box.PASSWORD;
import static plotty.access.Box.THERE;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plotty.access.AccessRefusedException.Reason;
import plotty.access.Pairing.Answer;
import plotty.access.Pairing.Asked;

/** How a program gets a key without anyone typing one. */
class PairingsTest {
    @TempDir
    private Path folder;

    private Box box;

    @BeforeEach
    void open() {
        box = Box.in(folder);
        box.claimed();
    }

    @AfterEach
    void close() {
        box.close();
    }

    private Pairings pairings() {
        return box.accounts().pairings();
    }

    private Asked ask() {
        return pairings().ask(HERE, "vpype", Role.OPERATOR);
    }

    private Answer poll(Asked asked) {
        return pairings().poll(HERE, asked.pairing().id(), asked.secret());
    }

    private void assertUnknown(Asked asked) {
        Box.failed(AccountException.Reason.UNKNOWN, () -> poll(asked));
    }

    @Test
    void a_program_asks_a_person_compares_and_confirms_and_the_program_has_its_key() {
        Asked asked = ask();
        assertTrue(asked.pairing().code().matches("\\d{6}"));
        assertInstanceOf(Answer.Waiting.class, poll(asked));
        assertEquals(List.of(asked.pairing()), pairings().pending());
        Principal ada = box.accounts().users().check(HERE, "ada", PASSWORD);
        pairings().confirm(ada, asked.pairing().id());
        assertEquals(List.of(), pairings().pending());
        NewKey key = assertInstanceOf(Answer.Granted.class, poll(asked)).key();
        assertEquals("key:vpype", box.bearer(key.secret()).id());
        assertEquals(Role.OPERATOR, box.bearer(key.secret()).role());
        assertEquals(List.of("claimed", "pairing_asked", "key_made"), box.changes());
    }

    @Test
    void the_key_is_given_exactly_once() {
        Asked asked = ask();
        pairings().confirm(ADMIN, asked.pairing().id());
        poll(asked);
        assertUnknown(asked);
        assertEquals(1, box.accounts().keys().all().size());
    }

    @Test
    void who_was_denied_is_told_so_and_gets_nothing() {
        Asked asked = ask();
        pairings().deny(ADMIN, asked.pairing().id());
        assertInstanceOf(Answer.Denied.class, poll(asked));
        Box.failed(
                AccountException.Reason.UNKNOWN,
                () -> pairings().confirm(ADMIN, asked.pairing().id()));
        assertEquals(List.of(), box.accounts().keys().all());
    }

    @Test
    void a_pairing_is_good_for_five_minutes() {
        Asked asked = ask();
        box.pass(Duration.ofMinutes(5).minusMillis(1));
        assertInstanceOf(Answer.Waiting.class, poll(asked));
        box.pass(Duration.ofMillis(1));
        assertUnknown(asked);
        Box.failed(
                AccountException.Reason.UNKNOWN,
                () -> pairings().confirm(ADMIN, asked.pairing().id()));
    }

    @Test
    void a_key_that_is_not_fetched_in_time_is_never_made() {
        Asked asked = ask();
        pairings().confirm(ADMIN, asked.pairing().id());
        box.pass(Duration.ofMinutes(5));
        assertUnknown(asked);
        assertEquals(List.of(), box.accounts().keys().all());
    }

    @Test
    void only_who_asked_can_fetch_the_key() {
        Asked asked = ask();
        pairings().confirm(ADMIN, asked.pairing().id());
        String id = asked.pairing().id();
        for (int i = 0; i < Strikes.FREE; i++) {
            Box.refused(Reason.WRONG, () -> pairings().poll(THERE, id, "guessed"));
        }
        Box.refused(Reason.TOO_MANY, () -> pairings().poll(THERE, id, "guessed"));
        assertInstanceOf(Answer.Granted.class, poll(asked));
    }

    @Test
    void a_program_cannot_ask_to_be_an_admin() {
        Box.failed(AccountException.Reason.INVALID, () -> pairings().ask(HERE, "vpype", Role.ADMIN));
        Box.failed(AccountException.Reason.INVALID, () -> pairings().ask(HERE, "vpype", Role.NONE));
        Box.failed(AccountException.Reason.INVALID, () -> pairings().ask(HERE, "a\u202eb", Role.VIEWER));
    }

    @Test
    void who_holds_the_button_confirms_the_only_pairing() {
        Asked asked = ask();
        box.accounts().presence().shown();
        NewKey key = assertInstanceOf(Answer.Granted.class, poll(asked)).key();
        assertEquals(Role.OPERATOR, box.bearer(key.secret()).role());
    }

    @Test
    void the_button_confirms_nothing_when_two_ask() {
        Asked one = ask();
        Asked two = pairings().ask(THERE, "other", Role.VIEWER);
        box.accounts().presence().shown();
        assertInstanceOf(Answer.Waiting.class, poll(one));
        assertInstanceOf(Answer.Waiting.class, poll(two));
    }

    @Test
    void the_key_is_for_the_plotters_of_who_confirmed() {
        Asked asked = ask();
        pairings()
                .confirm(
                        new Principal("user:x", Principal.Kind.SESSION, Role.ADMIN, Set.of("a")),
                        asked.pairing().id());
        NewKey key = assertInstanceOf(Answer.Granted.class, poll(asked)).key();
        assertEquals(Set.of("a"), key.key().devices());
    }

    @Test
    void who_is_less_than_what_is_asked_for_cannot_confirm() {
        Asked asked = ask();
        Principal viewer = new Principal("user:x", Principal.Kind.SESSION, Role.VIEWER, Set.of());
        Box.failed(
                AccountException.Reason.FORBIDDEN,
                () -> pairings().confirm(viewer, asked.pairing().id()));
        assertInstanceOf(Answer.Waiting.class, poll(asked));
    }

    @Test
    void a_key_of_a_user_who_was_deleted_meanwhile_is_not_made() {
        box.user("bob", Role.ADMIN);
        Principal bob = box.accounts().users().check(HERE, "bob", PASSWORD);
        Asked asked = ask();
        pairings().confirm(bob, asked.pairing().id());
        box.accounts().users().delete(ADMIN, "bob");
        Box.failed(AccountException.Reason.FORBIDDEN, () -> poll(asked));
        assertEquals(List.of(), box.accounts().keys().all());
    }

    @Test
    void a_second_program_of_the_same_name_gets_a_number() {
        for (String expected : List.of("vpype", "vpype 2", "vpype 3")) {
            Asked asked = ask();
            pairings().confirm(ADMIN, asked.pairing().id());
            assertEquals(
                    expected,
                    assertInstanceOf(Answer.Granted.class, poll(asked))
                            .key()
                            .key()
                            .name());
        }
    }

    @Test
    void an_address_asks_three_times_in_five_minutes() {
        ask();
        ask();
        Asked third = ask();
        pairings().deny(ADMIN, third.pairing().id());
        Box.refused(Reason.TOO_MANY, this::ask);
        box.pass(Duration.ofMinutes(5));
        ask();
    }

    @Test
    void sixteen_programs_wait_and_no_more() {
        for (int i = 0; i < Pairings.MAX_PENDING; i++) {
            pairings().ask(Box.address("10.0.0." + i), "p" + i, Role.VIEWER);
        }
        Box.failed(AccountException.Reason.FULL, this::ask);
        pairings().deny(ADMIN, pairings().pending().getFirst().id());
        ask();
    }
}
