package plotty.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static plotty.access.Box.ADMIN;
import static plotty.access.Box.HERE;
import static plotty.access.Box.PASSWORD;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plotty.access.AccessRefusedException.Reason;

/** One-time tickets, with which a browser opens a WebSocket. */
class TicketsTest {
    @TempDir
    private Path folder;

    private Box box;
    private Login login;

    @BeforeEach
    void open() {
        box = Box.in(folder);
        box.user("bob", Role.OPERATOR);
        login = box.accounts().sessions().begin(HERE, "bob", PASSWORD);
    }

    @AfterEach
    void close() {
        box.close();
    }

    private String ticket() {
        return box.accounts().tickets().issue(box.cookie(login.cookie())).value();
    }

    @Test
    void a_ticket_stands_for_who_got_it_once() {
        String ticket = ticket();
        Principal bob = box.ticket(ticket);
        assertEquals("user:bob", bob.id());
        assertEquals(Principal.Kind.TICKET, bob.kind());
        assertEquals(Role.OPERATOR, bob.role());
        Box.refused(Reason.WRONG, () -> box.ticket(ticket));
    }

    @Test
    void a_ticket_is_good_for_thirty_seconds() {
        String first = ticket();
        String second = ticket();
        box.pass(Duration.ofSeconds(30).minusMillis(1));
        box.ticket(first);
        box.pass(Duration.ofMillis(1));
        Box.refused(Reason.WRONG, () -> box.ticket(second));
    }

    @Test
    void a_ticket_ends_with_its_login() {
        String ticket = ticket();
        box.accounts().sessions().end(login.cookie());
        Box.refused(Reason.WRONG, () -> box.ticket(ticket));
    }

    @Test
    void a_ticket_of_a_restricted_key_is_restricted_too() {
        NewKey key = box.accounts().keys().make(ADMIN, "k", Role.VIEWER, Set.of("a"), Optional.empty());
        Principal redeemed = box.ticket(
                box.accounts().tickets().issue(box.bearer(key.secret())).value());
        assertEquals(Set.of("a"), redeemed.devices());
    }

    @Test
    void who_has_no_login_needs_no_ticket() {
        Box.failed(
                AccountException.Reason.INVALID,
                () -> box.accounts().tickets().issue(Principal.anonymous(Role.VIEWER)));
    }

    @Test
    void the_seventeenth_ticket_of_a_login_ends_its_first() {
        List<String> tickets = new ArrayList<>();
        for (int i = 0; i < Tickets.MAX_PER_GRANT; i++) {
            tickets.add(ticket());
        }
        box.ticket(tickets.removeFirst());
        tickets.add(ticket());
        tickets.add(ticket());
        Box.refused(Reason.WRONG, () -> box.ticket(tickets.getFirst()));
        tickets.removeFirst();
        tickets.forEach(box::ticket);
    }

    @Test
    void a_thousand_and_twenty_four_tickets_wait_and_no_more() {
        Tickets tickets = box.accounts().tickets();
        for (int i = 0; i < Tickets.MAX_WAITING; i++) {
            tickets.issue(grant("key:k" + i));
        }
        Box.failed(AccountException.Reason.FULL, () -> tickets.issue(grant("key:more")));
        box.pass(Duration.ofSeconds(30));
        tickets.issue(grant("key:more"));
    }

    private static Principal grant(String grant) {
        return new Principal("key:k", Principal.Kind.KEY, Role.VIEWER, Set.of(), grant);
    }
}
