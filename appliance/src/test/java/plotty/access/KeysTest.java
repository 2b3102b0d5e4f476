package plotty.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static plotty.access.Box.ADMIN;
import static plotty.access.Box.HERE;
import static plotty.access.Box.PASSWORD;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plotty.access.AccessRefusedException.Reason;

/** Keys for programs. */
class KeysTest {
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

    private Keys keys() {
        return box.accounts().keys();
    }

    @Test
    void a_key_is_told_once_and_stands_for_its_role_and_plotters() {
        NewKey made = keys().make(ADMIN, "vpype", Role.OPERATOR, Set.of("a"), Optional.empty());
        assertTrue(made.secret().matches("plk_[a-z2-7]{10}_[\\w-]{43}"), made.secret());
        assertEquals(
                new Principal(
                        "key:vpype",
                        Principal.Kind.KEY,
                        Role.OPERATOR,
                        Set.of("a"),
                        "key:" + made.key().id()),
                box.bearer(made.secret()));
        assertEquals(List.of("key_made"), box.changes());
    }

    @Test
    void a_key_is_still_good_after_a_restart() {
        NewKey made = box.key("vpype", Role.VIEWER);
        box.restart();
        assertEquals("key:vpype", box.bearer(made.secret()).id());
    }

    @Test
    void a_key_may_come_in_the_header_of_old_clients_too() {
        Credentials credentials = new Credentials(
                HERE,
                false,
                true,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(box.key("vpype", Role.VIEWER).secret()),
                Optional.empty());
        assertEquals("key:vpype", box.accounts().identify(credentials).id());
    }

    @Test
    void whatever_is_not_exactly_the_key_is_refused() {
        String secret = box.key("vpype", Role.ADMIN).secret();
        String other = box.key("other", Role.ADMIN).secret();
        int i = 0;
        for (String wrong : List.of(
                "",
                "plk_",
                "plk__",
                secret + "x",
                secret.substring(0, secret.length() - 1),
                secret.substring(0, 15) + other.substring(15),
                secret.toUpperCase(Locale.ROOT),
                " " + secret,
                "plk_" + "x".repeat(100_000))) {
            var client = Box.address("10.0.0." + i++);
            Box.refused(Reason.WRONG, () -> box.bearer(client, wrong));
        }
    }

    @Test
    void a_revoked_key_is_refused() {
        NewKey made = box.key("vpype", Role.VIEWER);
        keys().revoke(ADMIN, made.key().id());
        Box.refused(Reason.WRONG, () -> box.bearer(made.secret()));
        Box.failed(
                AccountException.Reason.UNKNOWN,
                () -> keys().revoke(ADMIN, made.key().id()));
        assertEquals(List.of("key_made", "key_revoked"), box.changes());
    }

    @Test
    void a_key_expires_at_its_moment() {
        Instant end = box.now().plus(Duration.ofDays(1));
        NewKey made = keys().make(ADMIN, "vpype", Role.VIEWER, Set.of(), Optional.of(end));
        box.pass(Duration.ofDays(1).minusMillis(1));
        assertEquals("key:vpype", box.bearer(made.secret()).id());
        box.pass(Duration.ofMillis(1));
        Box.refused(Reason.WRONG, () -> box.bearer(made.secret()));
        assertEquals(Optional.of(end), keys().all().getFirst().expiresAt());
    }

    @Test
    void a_key_that_would_have_expired_already_is_not_made() {
        Box.failed(
                AccountException.Reason.INVALID,
                () -> keys().make(ADMIN, "vpype", Role.VIEWER, Set.of(), Optional.of(box.now())));
        keys().make(ADMIN, "vpype", Role.VIEWER, Set.of(), Optional.of(box.now().plusMillis(1)));
    }

    @Test
    void when_a_key_was_used_last_is_known_to_the_minute_and_after_a_restart() {
        NewKey made = box.key("vpype", Role.VIEWER);
        assertEquals(Optional.empty(), keys().all().getFirst().lastUsedAt());
        box.bearer(made.secret());
        Instant first = box.now();
        box.pass(Duration.ofSeconds(59));
        box.bearer(made.secret());
        assertEquals(Optional.of(first), keys().all().getFirst().lastUsedAt());
        box.pass(Duration.ofSeconds(1));
        box.bearer(made.secret());
        assertEquals(Optional.of(box.now()), keys().all().getFirst().lastUsedAt());
        box.restart();
        assertEquals(Optional.of(box.now()), keys().all().getFirst().lastUsedAt());
    }

    @Test
    void a_key_never_may_more_than_its_owner_may_now() {
        box.user("bob", Role.ADMIN);
        Principal bob = box.accounts().users().check(HERE, "bob", PASSWORD);
        NewKey all = keys().make(bob, "all", Role.ADMIN, Set.of(), Optional.empty());
        NewKey other = keys().make(bob, "other", Role.ADMIN, Set.of("b"), Optional.empty());
        box.user("ada", Role.ADMIN);
        box.accounts().users().change(ADMIN, "bob", Optional.of(Role.VIEWER), Optional.of(Set.of("a")));
        assertEquals(new Reach(Role.VIEWER, Set.of("a")), Reach.of(box.bearer(all.secret())));
        Box.refused(Reason.WRONG, () -> box.bearer(other.secret()));
    }

    @Test
    void a_key_made_with_a_key_belongs_to_the_same_owner() {
        box.user("bob", Role.ADMIN);
        Principal bob = box.accounts().users().check(HERE, "bob", PASSWORD);
        NewKey first = keys().make(bob, "first", Role.ADMIN, Set.of(), Optional.empty());
        NewKey second = keys().make(box.bearer(first.secret()), "second", Role.ADMIN, Set.of(), Optional.empty());
        assertEquals(Optional.of("bob"), second.key().owner());
        box.user("ada", Role.ADMIN);
        box.accounts().users().delete(ADMIN, "bob");
        Box.refused(Reason.WRONG, () -> box.bearer(second.secret()));
    }

    @Test
    void nobody_makes_or_revokes_a_key_with_more_than_he_has() {
        Principal operator = new Principal("user:x", Principal.Kind.SESSION, Role.OPERATOR, Set.of("a"));
        Box.failed(
                AccountException.Reason.FORBIDDEN,
                () -> keys().make(operator, "k", Role.ADMIN, Set.of("a"), Optional.empty()));
        Box.failed(
                AccountException.Reason.FORBIDDEN,
                () -> keys().make(operator, "k", Role.OPERATOR, Set.of(), Optional.empty()));
        NewKey admins = box.key("admins", Role.ADMIN);
        Box.failed(
                AccountException.Reason.FORBIDDEN,
                () -> keys().revoke(operator, admins.key().id()));
        keys().make(operator, "k", Role.VIEWER, Set.of("a"), Optional.empty());
    }

    @Test
    void a_name_is_there_once_and_the_one_of_the_configured_key_is_taken() {
        box.key("vpype", Role.VIEWER);
        Box.failed(AccountException.Reason.CONFLICT, () -> box.key(" vpype ", Role.VIEWER));
        Box.failed(AccountException.Reason.CONFLICT, () -> box.key("configured", Role.VIEWER));
    }

    @Test
    void a_name_has_1_to_64_printable_characters() {
        box.key("Zoë's Laptop 💻", Role.VIEWER);
        box.key("x".repeat(64), Role.VIEWER);
        for (String name : List.of("", "  ", "x".repeat(65), "a\u0000b", "a\u202eb", "a\nb", "a\ud800b")) {
            Box.failed(AccountException.Reason.INVALID, () -> box.key(name, Role.VIEWER));
        }
    }

    @Test
    void a_plotter_is_named_by_printable_characters() {
        for (String device : List.of("", "x".repeat(65), "a\nb")) {
            Box.failed(
                    AccountException.Reason.INVALID,
                    () -> keys().make(ADMIN, "k", Role.VIEWER, Set.of(device), Optional.empty()));
        }
        assertFalse(keys().all().stream().anyMatch(key -> key.name().equals("k")));
    }

    @Test
    void the_key_is_not_in_the_database() throws IOException {
        String secret = box.key("vpype", Role.VIEWER).secret();
        box.close();
        String text = Files.readString(folder.resolve("plotty.db"), StandardCharsets.ISO_8859_1);
        assertTrue(text.contains(Secrets.hash(secret)));
        assertFalse(text.contains(secret.substring(15)));
        open();
    }
}
