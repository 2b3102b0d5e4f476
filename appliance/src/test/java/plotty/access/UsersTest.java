package plotty.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static plotty.access.Box.ADMIN;
import static plotty.access.Box.HERE;
import static plotty.access.Box.PASSWORD;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plotty.access.AccountException.Reason;

/** Those with a name and a password. */
class UsersTest {
    private static final String OTHER = "some quite other words";

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

    private Users users() {
        return box.accounts().users();
    }

    private void assertLetsIn(String name, String password) {
        assertEquals("user:" + name, users().check(HERE, name, password).id());
    }

    private void assertKeepsOut(String name, String password) {
        Box.refused(AccessRefusedException.Reason.WRONG, () -> users().check(HERE, name, password));
    }

    @Test
    void a_user_has_a_role_and_the_plotters_he_may_use() {
        box.user("Bob", Role.OPERATOR, "axidraw-1");
        Principal bob = users().check(HERE, "BOB", PASSWORD);
        assertEquals(new Reach(Role.OPERATOR, Set.of("axidraw-1")), Reach.of(bob));
        assertTrue(bob.mayUse("axidraw-1"));
        assertFalse(bob.mayUse("axidraw-2"));
        assertEquals(List.of("user_made"), box.changes());
    }

    @Test
    void a_user_is_still_there_after_a_restart() {
        box.user("bob", Role.OPERATOR, "a", "b");
        box.restart();
        assertEquals(List.of(new User("bob", Role.OPERATOR, Set.of("a", "b"), box.now())), users().all());
        assertLetsIn("bob", PASSWORD);
    }

    @Test
    void a_wrong_password_an_unknown_name_and_none_at_all_are_refused_in_the_same_words() {
        box.user("bob", Role.VIEWER);
        String words = Box.refused(AccessRefusedException.Reason.WRONG, () -> users().check(HERE, "bob", OTHER))
                .getMessage();
        for (String name : List.of("nobody", "", "'; DROP TABLE account; --")) {
            assertEquals(
                    words,
                    Box.refused(AccessRefusedException.Reason.WRONG, () -> users().check(HERE, name, PASSWORD))
                            .getMessage());
        }
        assertEquals(1, users().all().size());
    }

    @Test
    void a_name_is_there_once_in_whatever_case() {
        box.user("bob", Role.VIEWER);
        Box.failed(Reason.CONFLICT, () -> box.user("BOB", Role.ADMIN));
        assertEquals(Role.VIEWER, users().named("Bob").orElseThrow().role());
    }

    @Test
    void a_name_has_one_to_32_plain_letters() {
        box.user("a".repeat(32), Role.VIEWER);
        for (String name : List.of("", "a".repeat(33), "a b", "-a", "ädä", "a/b", "a\nb")) {
            Box.failed(Reason.INVALID, () -> box.user(name, Role.VIEWER));
        }
    }

    @Test
    void a_password_has_10_to_128_characters_and_is_not_one_that_is_tried_first() {
        for (String bad : List.of("ninechars", "x".repeat(129), "aaaaaaaaaaaa", "Password123", "1234567890")) {
            Box.failed(Reason.INVALID, () -> users().add(ADMIN, "bob", Role.VIEWER, Set.of(), bad));
        }
        Box.failed(Reason.INVALID, () -> users().add(ADMIN, "bobby.tables", Role.VIEWER, Set.of(), "Bobby.Tables"));
        users().add(ADMIN, "ten", Role.VIEWER, Set.of(), "ten-chars!");
        users().add(ADMIN, "long", Role.VIEWER, Set.of(), "abcdefgh".repeat(16));
        assertLetsIn("long", "abcdefgh".repeat(16));
    }

    @Test
    void a_letter_is_the_same_however_a_keyboard_composes_it() {
        users().add(ADMIN, "zoe", Role.VIEWER, Set.of(), "zoe\u0308 and the plotter");
        assertLetsIn("zoe", "zo\u00eb and the plotter");
    }

    @Test
    void a_user_without_a_role_makes_no_sense() {
        Box.failed(Reason.INVALID, () -> box.user("bob", Role.NONE));
    }

    @Test
    void a_change_of_role_holds_at_once() {
        box.user("bob", Role.VIEWER);
        Login login = box.accounts().sessions().begin(HERE, "bob", PASSWORD);
        users().change(ADMIN, "bob", Optional.of(Role.OPERATOR), Optional.of(Set.of("a")));
        assertEquals(Role.VIEWER, box.cookie(login.cookie()).role());
        assertEquals(Principal.Kind.ANONYMOUS, box.cookie(login.cookie()).kind());
        assertEquals(Role.OPERATOR, users().check(HERE, "bob", PASSWORD).role());
        assertEquals(List.of("user_made", "user_changed"), box.changes());
    }

    @Test
    void a_change_to_what_is_already_so_ends_no_login() {
        box.user("bob", Role.OPERATOR);
        Login login = box.accounts().sessions().begin(HERE, "bob", PASSWORD);
        users().change(ADMIN, "bob", Optional.of(Role.OPERATOR), Optional.empty());
        assertEquals("user:bob", box.cookie(login.cookie()).id());
        assertEquals(List.of("user_made"), box.changes());
    }

    @Test
    void the_last_admin_for_all_plotters_cannot_be_deleted_demoted_or_restricted() {
        box.claimed();
        box.user("restricted", Role.ADMIN, "a");
        Box.failed(Reason.CONFLICT, () -> users().delete(ADMIN, "ada"));
        Box.failed(Reason.CONFLICT, () -> users().change(ADMIN, "ada", Optional.of(Role.OPERATOR), Optional.empty()));
        Box.failed(Reason.CONFLICT, () -> users().change(ADMIN, "ada", Optional.empty(), Optional.of(Set.of("a"))));
        box.user("bea", Role.ADMIN);
        users().delete(ADMIN, "ada");
        Box.failed(Reason.CONFLICT, () -> users().delete(ADMIN, "bea"));
        assertEquals(
                List.of("bea", "restricted"),
                users().all().stream().map(User::name).toList());
    }

    @Test
    void who_was_deleted_is_not_let_in_nor_are_his_keys() {
        box.user("bob", Role.OPERATOR);
        Principal bob = users().check(HERE, "bob", PASSWORD);
        NewKey key = box.accounts().keys().make(bob, "script", Role.OPERATOR, Set.of(), Optional.empty());
        Login login = box.accounts().sessions().begin(HERE, "bob", PASSWORD);
        users().delete(ADMIN, "bob");
        assertKeepsOut("bob", PASSWORD);
        Box.refused(AccessRefusedException.Reason.WRONG, () -> box.bearer(key.secret()));
        assertEquals(Principal.Kind.ANONYMOUS, box.cookie(login.cookie()).kind());
        assertEquals(List.of(), box.accounts().keys().all());
        Box.failed(Reason.UNKNOWN, () -> users().delete(ADMIN, "bob"));
    }

    @Test
    void an_admin_gives_a_new_password_and_ends_the_logins() {
        box.user("bob", Role.VIEWER);
        Login login = box.accounts().sessions().begin(HERE, "bob", PASSWORD);
        users().resetPassword(ADMIN, "bob", OTHER);
        assertEquals(Principal.Kind.ANONYMOUS, box.cookie(login.cookie()).kind());
        assertKeepsOut("bob", PASSWORD);
        assertLetsIn("bob", OTHER);
        assertEquals(List.of("user_made", "password_changed"), box.changes());
    }

    @Test
    void a_user_changes_his_own_password_with_the_one_he_has() {
        box.user("bob", Role.VIEWER);
        Principal bob = users().check(HERE, "bob", PASSWORD);
        Box.refused(
                AccessRefusedException.Reason.WRONG,
                () -> users().changePassword(bob, HERE, "not this one at all", OTHER));
        Box.failed(Reason.INVALID, () -> users().changePassword(bob, HERE, PASSWORD, "short"));
        users().changePassword(bob, HERE, PASSWORD, OTHER);
        assertLetsIn("bob", OTHER);
    }

    @Test
    void a_key_has_no_password_to_change() {
        Principal key = box.bearer(box.key("k", Role.ADMIN).secret());
        Box.failed(Reason.INVALID, () -> users().changePassword(key, HERE, PASSWORD, OTHER));
    }

    @Test
    void nobody_gives_or_takes_more_than_he_has() {
        box.claimed();
        Principal operator = new Principal("user:bob", Principal.Kind.SESSION, Role.OPERATOR, Set.of());
        Principal restricted = new Principal("user:eve", Principal.Kind.SESSION, Role.ADMIN, Set.of("a"));
        Box.failed(Reason.FORBIDDEN, () -> users().add(operator, "x", Role.ADMIN, Set.of(), PASSWORD));
        Box.failed(Reason.FORBIDDEN, () -> users().add(restricted, "x", Role.VIEWER, Set.of(), PASSWORD));
        Box.failed(Reason.FORBIDDEN, () -> users().add(restricted, "x", Role.VIEWER, Set.of("a", "b"), PASSWORD));
        Box.failed(Reason.FORBIDDEN, () -> users().resetPassword(restricted, "ada", OTHER));
        Box.failed(Reason.FORBIDDEN, () -> users().delete(restricted, "ada"));
        users().add(restricted, "x", Role.ADMIN, Set.of("a"), PASSWORD);
        Box.failed(Reason.FORBIDDEN, () -> users().change(restricted, "x", Optional.empty(), Optional.of(Set.of())));
    }

    @Test
    void there_are_two_hundred_users_and_no_more() {
        for (int i = 1; i <= Users.MAX_USERS; i++) {
            box.user("u" + i, Role.VIEWER);
        }
        Box.failed(Reason.FULL, () -> box.user("one.more", Role.VIEWER));
    }
}
