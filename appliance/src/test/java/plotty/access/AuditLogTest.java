package plotty.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static plotty.access.Box.HERE;
import static plotty.access.Box.PASSWORD;
import static plotty.access.Box.THERE;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plotty.access.AuditLog.Entry;
import plotty.access.AuditLog.Filter;
import plotty.access.AuditLog.Line;
import plotty.access.AuditLog.Report;

/** Who did what, when and from where. */
class AuditLogTest {
    private static final Principal ADA = new Principal("user:ada", Principal.Kind.SESSION, Role.ADMIN, Set.of());
    private static final Principal BOB = new Principal("user:bob", Principal.Kind.SESSION, Role.VIEWER, Set.of());

    @TempDir
    private Path folder;

    private Box box;

    @BeforeEach
    void open() {
        box = Box.in(folder, settings -> settings.withAuditRows(100));
    }

    @AfterEach
    void close() {
        box.close();
    }

    private AuditLog log() {
        return box.accounts().auditLog();
    }

    private void audit(Principal who, InetAddress client, String action, int outcome) {
        box.accounts().audit(who, client, action, outcome);
    }

    private List<Entry> all() {
        return log().read(Filter.ALL, OptionalLong.empty(), 1000);
    }

    private List<String> actions(Filter filter) {
        return log().read(filter, OptionalLong.empty(), 1000).stream()
                .map(Entry::action)
                .toList();
    }

    @Test
    void an_entry_says_who_did_what_when_from_where_and_how_it_ended() {
        audit(ADA, HERE, "POST /api/v1/jobs", 201);
        Entry entry = all().getFirst();
        assertEquals(new Entry(entry.id(), box.now(), "user:ada", "192.168.1.5", "POST /api/v1/jobs", 201), entry);
    }

    @Test
    void entries_are_still_there_after_a_restart() {
        for (int i = 0; i < 50; i++) {
            audit(ADA, HERE, "action " + i, 200);
        }
        box.restart();
        assertEquals(50, all().size());
    }

    @Test
    void the_latest_come_first_and_page_by_page() {
        for (int i = 1; i <= 25; i++) {
            audit(ADA, HERE, "a" + i, 200);
        }
        List<String> read = new ArrayList<>();
        OptionalLong before = OptionalLong.empty();
        for (int page = 0; page < 4; page++) {
            List<Entry> entries = log().read(Filter.ALL, before, 10);
            entries.forEach(entry -> read.add(entry.action()));
            before = entries.isEmpty()
                    ? before
                    : OptionalLong.of(entries.getLast().id());
        }
        assertEquals(25, read.size());
        assertEquals("a25", read.getFirst());
        assertEquals("a1", read.getLast());
    }

    @Test
    void a_page_has_1_to_1000_entries() {
        assertThrows(IllegalArgumentException.class, () -> log().read(Filter.ALL, OptionalLong.empty(), 0));
        assertThrows(IllegalArgumentException.class, () -> log().read(Filter.ALL, OptionalLong.empty(), 1001));
        assertEquals(List.of(), log().read(Filter.ALL, OptionalLong.empty(), 1000));
    }

    @Test
    void the_oldest_go_when_there_are_as_many_as_are_kept() {
        for (int i = 1; i <= 100; i++) {
            audit(ADA, HERE, "a" + i, 200);
        }
        assertEquals(100, all().size());
        audit(ADA, HERE, "a101", 200);
        assertEquals(100, all().size());
        assertEquals("a2", all().getLast().action());
    }

    @Test
    void a_filter_asks_for_somebody_an_address_a_part_of_the_action_a_time_or_refusals() {
        Instant start = box.now();
        audit(ADA, HERE, "POST /api/v1/jobs", 201);
        box.pass(Duration.ofHours(1));
        audit(BOB, HERE, "DELETE /api/v1/keys/1", 403);
        box.pass(Duration.ofHours(1));
        audit(BOB, THERE, "login", 399);
        assertEquals(List.of("login", "DELETE /api/v1/keys/1"), actions(filter(Optional.of("user:bob"), "", "")));
        assertEquals(List.of("login"), actions(filter(Optional.empty(), "192.168.1.6", "")));
        assertEquals(
                List.of("DELETE /api/v1/keys/1", "POST /api/v1/jobs"), actions(filter(Optional.empty(), "", "/API/")));
        assertEquals(List.of(), actions(filter(Optional.empty(), "", "%")));
        assertEquals(
                List.of("DELETE /api/v1/keys/1"), actions(times(start.plusSeconds(3600), start.plusSeconds(7200))));
        assertEquals(List.of("POST /api/v1/jobs"), actions(times(start, start.plusSeconds(3600))));
        assertEquals(List.of("DELETE /api/v1/keys/1"), actions(refused(true)));
        assertEquals(List.of("login", "POST /api/v1/jobs"), actions(refused(false)));
    }

    private static Filter filter(Optional<String> who, String address, String action) {
        return new Filter(
                who,
                Optional.of(address).filter(text -> !text.isEmpty()),
                Optional.of(action).filter(text -> !text.isEmpty()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static Filter times(Instant from, Instant until) {
        return new Filter(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(from),
                Optional.of(until),
                Optional.empty());
    }

    private static Filter refused(boolean refused) {
        return new Filter(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(refused));
    }

    @Test
    void the_report_sums_up_who_did_what_when_and_from_where() {
        Instant start = box.now();
        audit(BOB, THERE, "login", 401);
        box.pass(Duration.ofMinutes(1));
        audit(ADA, HERE, "DELETE /api/v1/jobs/01890a5d-ac96-774b-bcce-b302099a8057", 204);
        box.pass(Duration.ofMinutes(1));
        audit(ADA, HERE, "DELETE /api/v1/jobs/01890a5d-ac96-774b-bcce-b302099a8058", 404);
        box.pass(Duration.ofMinutes(1));
        audit(ADA, THERE, "login", 200);
        Instant end = box.now();
        Report report = log().report(Filter.ALL);
        assertEquals(4, report.entries());
        assertEquals(
                List.of(
                        new Line(
                                "user:ada",
                                3,
                                1,
                                start.plusSeconds(60),
                                end,
                                List.of("DELETE /api/v1/jobs/{id}", "login"),
                                List.of("192.168.1.5", "192.168.1.6")),
                        new Line("user:bob", 1, 1, start, start, List.of("login"), List.of("192.168.1.6"))),
                report.principals());
        assertEquals(
                List.of(
                        new Line(
                                "DELETE /api/v1/jobs/{id}",
                                2,
                                1,
                                start.plusSeconds(60),
                                start.plusSeconds(120),
                                List.of("user:ada"),
                                List.of("192.168.1.5")),
                        new Line("login", 2, 1, start, end, List.of("user:ada", "user:bob"), List.of("192.168.1.6"))),
                report.actions());
        assertEquals(1, log().report(filter(Optional.of("user:bob"), "", "")).entries());
    }

    @Test
    void no_query_no_key_and_no_line_end_gets_into_an_action() {
        String secret = box.key("k", Role.VIEWER).secret();
        audit(ADA, HERE, "GET /ws?api_key=hidden", 101);
        audit(ADA, HERE, "POST /x/" + secret + "/y", 404);
        audit(ADA, HERE, "a\nb\u0000c\u202ed\u2028e", 404);
        audit(ADA, HERE, "x".repeat(300), 404);
        assertEquals(List.of("x".repeat(200), "a·b·c·d·e", "POST /x/plk_…/y", "GET /ws"), actions(Filter.ALL));
    }

    @Test
    void a_login_that_failed_says_whose_it_was_but_keeps_no_name_that_nobody_has() {
        box.claimed();
        Users users = box.accounts().users();
        Box.refused(AccessRefusedException.Reason.WRONG, () -> users.check(HERE, "ada", "not this one"));
        Box.refused(AccessRefusedException.Reason.WRONG, () -> users.check(HERE, PASSWORD, "ada"));
        users.check(HERE, "ada", PASSWORD);
        assertEquals(
                List.of("user:ada login 200", "anonymous login 401", "user:ada login 401", "user:ada claim 200"),
                all().stream()
                        .map(entry -> entry.who() + " " + entry.action() + " " + entry.outcome())
                        .toList());
    }

    @Test
    void writing_never_waits_for_the_disk_and_past_a_bound_the_rest_is_lost() throws InterruptedException {
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        CompletableFuture<Boolean> slow = box.database().write(_ -> {
            busy.countDown();
            try {
                return go.await(20, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        assertTrue(busy.await(20, TimeUnit.SECONDS));
        for (int i = 1; i <= AuditLog.MAX_WAITING + 5; i++) {
            audit(ADA, HERE, "a" + i, 200);
        }
        go.countDown();
        assertTrue(slow.join());
        assertEquals("a" + AuditLog.MAX_WAITING, all().getFirst().action());
        audit(ADA, HERE, "again", 200);
        assertEquals("again", all().getFirst().action());
    }
}
