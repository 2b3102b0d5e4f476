package plotty.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static plotty.access.Box.ADMIN;
import static plotty.access.Box.HERE;
import static plotty.access.Box.PASSWORD;
import static plotty.access.Box.THERE;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plotty.access.AccessRefusedException.Reason;
import plotty.event.StoredEvent;

/** The guard that knows everybody. */
class AccountsTest {
    private static final String CONFIGURED = "your_secret_key";

    @TempDir
    private Path folder;

    private Box box;

    @BeforeEach
    void open() {
        box = Box.in(
                folder,
                settings ->
                        settings.withConfiguredKey(Optional.of(CONFIGURED)).withRates(new Rate(1, 3), new Rate(1, 5)));
    }

    @AfterEach
    void close() {
        box.close();
    }

    @Test
    void without_credentials_the_address_decides() {
        assertEquals(Principal.anonymous(Role.VIEWER), box.accounts().identify(Credentials.none(HERE)));
        try (Box strict =
                Box.in(folder.resolve("strict"), settings -> AccessSettings.of(new Access(Role.NONE, Role.ADMIN)))) {
            InetAddress loopback = InetAddress.getLoopbackAddress();
            assertEquals(
                    Role.NONE,
                    strict.accounts().identify(Credentials.none(HERE)).role());
            assertEquals(
                    Role.ADMIN,
                    strict.accounts().identify(Credentials.none(loopback)).role());
            assertEquals(
                    Role.NONE,
                    strict.accounts()
                            .identify(new Credentials(
                                    loopback,
                                    true,
                                    false,
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.empty()))
                            .role());
        }
    }

    @Test
    void the_key_of_the_configuration_is_an_operator() {
        Principal principal = box.bearer(CONFIGURED);
        assertEquals("key:configured", principal.id());
        assertEquals(Role.OPERATOR, principal.role());
        Box.refused(Reason.WRONG, () -> box.bearer(CONFIGURED + "x"));
        Box.refused(Reason.WRONG, () -> box.bearer(CONFIGURED.substring(1)));
        Box.failed(
                AccountException.Reason.INVALID, () -> box.accounts().tokens().issue(principal));
        assertEquals(
                "key:configured",
                box.ticket(box.accounts().tickets().issue(principal).value()).id());
    }

    @Test
    void without_a_key_in_the_configuration_there_is_none_to_guess() {
        try (Box other = Box.in(folder.resolve("other"))) {
            Box.refused(Reason.WRONG, () -> other.bearer(""));
            Box.refused(Reason.WRONG, () -> other.bearer("null"));
            Box.refused(Reason.WRONG, () -> other.bearer("configured"));
        }
    }

    @Test
    void wrong_keys_slow_their_address_down_and_say_when_to_come_again() {
        NewKey key = box.key("k", Role.VIEWER);
        for (int i = 0; i < Strikes.FREE; i++) {
            Box.refused(Reason.WRONG, () -> box.bearer("plk_guess"));
        }
        AccessRefusedException refusal = Box.refused(Reason.TOO_MANY, () -> box.bearer("plk_guess"));
        assertEquals(Optional.of(Duration.ofSeconds(1)), refusal.retryAfter());
        Box.refused(Reason.TOO_MANY, () -> box.bearer("a.b.c"));
        Box.refused(Reason.TOO_MANY, () -> box.ticket("guess"));
        Box.refused(Reason.TOO_MANY, () -> box.bearer(CONFIGURED));
        // A script with an old key keeps nobody from logging in: the password is looked at.
        Box.refused(Reason.WRONG, () -> box.accounts().users().check(HERE, "ada", "guessed words"));
        assertEquals("key:configured", box.bearer(THERE, CONFIGURED).id());
        assertEquals("key:k", box.bearer(key.secret()).id(), "what nobody can guess is let in");
    }

    @Test
    void who_holds_the_button_ends_all_delays() {
        box.claimed();
        for (int i = 0; i < Strikes.FREE; i++) {
            Box.refused(Reason.WRONG, () -> box.accounts().users().check(HERE, "ada", "guessed words"));
        }
        Box.refused(Reason.TOO_MANY, () -> box.accounts().users().check(HERE, "ada", PASSWORD));
        box.accounts().presence().shown();
        assertEquals(
                "user:ada", box.accounts().users().check(HERE, "ada", PASSWORD).id());
    }

    @Test
    void a_key_counts_more_than_a_cookie_and_needs_no_csrf_token() {
        box.claimed();
        Login login = box.accounts().sessions().begin(HERE, "ada", PASSWORD);
        NewKey key = box.key("k", Role.VIEWER);
        Principal principal = box.accounts()
                .identify(new Credentials(
                        HERE,
                        false,
                        true,
                        Optional.of(login.cookie()),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(key.secret()),
                        Optional.empty()));
        assertEquals("key:k", principal.id());
    }

    @Test
    void a_wrong_key_is_refused_though_a_good_cookie_came_with_it() {
        box.claimed();
        Login login = box.accounts().sessions().begin(HERE, "ada", PASSWORD);
        Box.refused(
                Reason.WRONG,
                () -> box.accounts()
                        .identify(new Credentials(
                                HERE,
                                false,
                                false,
                                Optional.of(login.cookie()),
                                Optional.empty(),
                                Optional.of("plk_wrong"),
                                Optional.empty(),
                                Optional.empty())));
    }

    @Test
    void who_stays_is_asked_again_whether_he_still_may_what_he_might() {
        box.claimed();
        box.user("bob", Role.OPERATOR);
        Login login = box.accounts().sessions().begin(HERE, "bob", PASSWORD);
        Principal bySession = box.cookie(login.cookie());
        Principal byTicket =
                box.ticket(box.accounts().tickets().issue(bySession).value());
        NewKey key = box.key("k", Role.VIEWER);
        Principal byKey = box.bearer(key.secret());
        for (Principal principal :
                List.of(bySession, byTicket, byKey, box.bearer(CONFIGURED), Principal.anonymous(Role.VIEWER))) {
            assertTrue(box.accounts().stillHolds(principal), principal.id());
        }
        box.accounts().sessions().end(login.cookie());
        box.accounts().keys().revoke(ADMIN, key.key().id());
        for (Principal principal : List.of(bySession, byTicket, byKey)) {
            assertFalse(box.accounts().stillHolds(principal), principal.id());
        }
    }

    @Test
    void a_key_of_a_user_who_was_lowered_does_not_hold_what_it_held() {
        box.claimed();
        box.user("bob", Role.OPERATOR);
        Principal bob = box.accounts().users().check(HERE, "bob", PASSWORD);
        Principal key = box.bearer(box.accounts()
                .keys()
                .make(bob, "k", Role.OPERATOR, Set.of(), Optional.empty())
                .secret());
        assertTrue(box.accounts().stillHolds(key));
        box.accounts().users().change(ADMIN, "bob", Optional.empty(), Optional.of(Set.of("a")));
        assertFalse(box.accounts().stillHolds(key));
    }

    @Test
    void a_key_may_ask_so_often_wherever_it_is_and_an_address_so_often_whoever_it_is() {
        Accounts accounts = box.accounts();
        Principal key = box.bearer(box.key("k", Role.VIEWER).secret());
        assertEquals(Optional.empty(), accounts.overLimit(key, HERE));
        assertEquals(Optional.empty(), accounts.overLimit(key, THERE));
        assertEquals(Optional.empty(), accounts.overLimit(key, THERE));
        assertEquals(Optional.of(Duration.ofSeconds(1)), accounts.overLimit(key, HERE));
        Principal anybody = Principal.anonymous(Role.VIEWER);
        for (int i = 0; i < 4; i++) {
            assertEquals(Optional.empty(), accounts.overLimit(anybody, HERE));
        }
        assertEquals(Optional.of(Duration.ofSeconds(1)), accounts.overLimit(anybody, HERE));
        box.pass(Duration.ofSeconds(1));
        assertEquals(Optional.empty(), accounts.overLimit(anybody, HERE));
    }

    @Test
    void other_roles_and_rates_hold_at_once_but_the_key_of_the_configuration_stays() {
        box.accounts()
                .take(AccessSettings.of(new Access(Role.NONE, Role.NONE)).withRates(new Rate(1, 1), new Rate(1, 1)));
        assertEquals(Role.NONE, box.accounts().identify(Credentials.none(HERE)).role());
        assertEquals("key:configured", box.bearer(CONFIGURED).id());
        Principal anybody = Principal.anonymous(Role.NONE);
        assertEquals(Optional.empty(), box.accounts().overLimit(anybody, HERE));
        assertEquals(Optional.of(Duration.ofSeconds(1)), box.accounts().overLimit(anybody, HERE));
    }

    @Test
    void ten_wrong_passwords_in_a_row_become_an_event_without_address_or_guess() throws IOException {
        box.claimed();
        for (int i = 0; i < 10; i++) {
            box.pass(Duration.ofMinutes(5));
            InetAddress client = Box.address("10.0.0." + i);
            Box.refused(Reason.WRONG, () -> box.accounts().users().check(client, "ada", "guessed words"));
        }
        assertEquals(List.of("claimed", "many_wrong_credentials"), box.changes());
        AccessEvent event =
                (AccessEvent) box.database().events().since(1, 1).getFirst().event();
        assertEquals(
                "{\"change\":\"many_wrong_credentials\",\"subject\":\"user:ada\",\"message\":\"10 wrong credentials in a"
                        + " row: user:ada. The audit log tells where from.\"}",
                json(event));
    }

    private static String json(AccessEvent event) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = new JsonFactory().createGenerator(text)) {
            out.writeStartObject();
            event.writeFields(out);
            out.writeEndObject();
        }
        assertEquals(text.toString(), StoredEvent.of(event).fields());
        return text.toString();
    }

    @Test
    void every_event_says_in_a_sentence_what_happened() {
        for (AccessEvent event : List.of(
                new AccessEvent.Claimed("ada"),
                new AccessEvent.UserMade("bob", Role.VIEWER, "user:ada"),
                new AccessEvent.UserChanged("bob", Role.VIEWER, "user:ada"),
                new AccessEvent.UserDeleted("bob", "user:ada"),
                new AccessEvent.PasswordChanged("bob", "user:ada"),
                new AccessEvent.KeyMade("vpype", Role.OPERATOR, "user:ada"),
                new AccessEvent.KeyRevoked("vpype", "user:ada"),
                new AccessEvent.PairingAsked("vpype", Role.OPERATOR),
                new AccessEvent.ManyWrong("user:ada"))) {
            assertTrue(event.message().contains(event.subject()), event.message());
            assertTrue(event.message().endsWith("."), event.message());
            assertTrue(event.durable());
            assertEquals("access_update", event.type());
        }
    }

    @Test
    void nobody_else_on_the_machine_can_read_the_database() throws IOException {
        for (String name : List.of("plotty.db", "plotty.db-wal")) {
            assertEquals(
                    PosixFilePermissions.fromString("rw-------"),
                    Files.getPosixFilePermissions(folder.resolve(name)),
                    name);
        }
    }

    @Test
    void no_secret_appears_where_something_is_printed() {
        String code = box.notices().getLast();
        Login login = box.claimed();
        NewKey key = box.key("k", Role.ADMIN);
        Principal principal = box.bearer(key.secret());
        Token token = box.accounts().tokens().issue(principal);
        Token ticket = box.accounts().tickets().issue(principal);
        Pairing.Asked asked = box.accounts().pairings().ask(HERE, "p", Role.VIEWER);
        box.accounts().pairings().confirm(ADMIN, asked.pairing().id());
        Pairing.Answer answer =
                box.accounts().pairings().poll(HERE, asked.pairing().id(), asked.secret());
        Register register = new Register(box.database());
        Directory directory = register.now();
        SigningKeys.SigningKey signing =
                new SigningKeys(box.database(), new Secrets(new SecureRandom()), box::now).current();
        List<Object> printed = List.of(
                login,
                key,
                key.key(),
                principal,
                token,
                ticket,
                asked,
                answer,
                box.accounts().sessions().of(login.cookie()).orElseThrow(),
                box.accounts().sessions().all(),
                box.accounts().keys().all(),
                box.accounts().users().all(),
                directory,
                directory.accounts(),
                directory.keys(),
                directory.sessions(),
                signing,
                AccessSettings.of(new Access(Role.VIEWER, Role.VIEWER)).withConfiguredKey(Optional.of(CONFIGURED)),
                new Credentials(
                        HERE,
                        false,
                        false,
                        Optional.of(login.cookie()),
                        Optional.of(login.csrf()),
                        Optional.of(token.value()),
                        Optional.of(key.secret()),
                        Optional.of(ticket.value())),
                box.database().events().since(0, 100),
                box.accounts().auditLog().read(AuditLog.Filter.ALL, OptionalLong.empty(), 100));
        String all = printed.toString();
        for (String secret : List.of(
                code,
                PASSWORD,
                CONFIGURED,
                login.cookie(),
                login.csrf(),
                key.secret(),
                token.value(),
                ticket.value(),
                asked.secret(),
                Secrets.hash(key.secret()),
                Secrets.hash(login.cookie()),
                directory.account("ada").orElseThrow().password())) {
            assertFalse(all.contains(secret), all);
        }
    }
}
