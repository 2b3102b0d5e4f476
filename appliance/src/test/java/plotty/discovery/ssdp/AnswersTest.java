package plotty.discovery.ssdp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AnswersTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final InetSocketAddress ASKER = new InetSocketAddress(InetAddress.ofLiteral("192.0.2.9"), 50_000);
    private static final Ssdp.Network NETWORK =
            new Ssdp.Network("eth0", (Inet4Address) InetAddress.ofLiteral("192.0.2.1"), _ -> true);

    private final Answers answers = new Answers();

    private void ask(Instant now, Duration later) {
        answers.add(new Answers.Due(now.plus(later), ASKER, NETWORK, new byte[1]), now);
    }

    private int sent(Instant now) {
        int sent = 0;
        while (answers.next(now).isPresent()) {
            sent++;
        }
        return sent;
    }

    @Test
    void an_answer_waits_for_its_time() {
        ask(NOON, Duration.ofMillis(300));
        assertTrue(answers.next(NOON.plusMillis(299)).isEmpty());
        assertEquals(Duration.ofMillis(100), answers.wait(NOON.plusMillis(200)));
        assertTrue(answers.next(NOON.plusMillis(300)).isPresent());
        assertEquals(Duration.ofSeconds(1), answers.wait(NOON.plusMillis(300)));
    }

    @Test
    void a_flood_of_questions_gets_ten_answers_a_second() {
        int sent = 0;
        for (int ms = 0; ms < 10_000; ms++) {
            ask(NOON.plusMillis(ms), Duration.ZERO);
            sent += sent(NOON.plusMillis(ms));
        }
        assertTrue(sent >= 100 && sent <= 131, "sent " + sent);
    }

    @Test
    void only_so_many_wait_at_once() {
        for (int i = 0; i < 1000; i++) {
            ask(NOON, Duration.ofSeconds(1));
        }
        assertEquals(30, sent(NOON.plusSeconds(2)));
    }

    @Test
    void a_clock_that_is_set_back_stops_no_answers() {
        ask(NOON, Duration.ZERO);
        assertEquals(1, sent(NOON));
        Instant before = NOON.minus(Duration.ofDays(1));
        ask(before, Duration.ZERO);
        assertEquals(1, sent(before));
    }
}
