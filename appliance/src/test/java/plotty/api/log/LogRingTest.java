package plotty.api.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tinylog.Level;
import plotty.event.Channel;
import plotty.event.EventLog;
import plotty.event.Subscription;

class LogRingTest {
    private final LogRing ring = new LogRing();

    @Test
    void only_the_last_lines_are_kept() {
        for (int i = 1; i <= LogRing.LINES + 10; i++) {
            say("line " + i);
        }
        assertEquals(LogRing.LINES, ring.last().size());
        assertEquals("line 11", ring.last().getFirst().message());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "key plk_abcDEF123-_ was used",
                "GET /ws?api_key=topsecret123&x=1",
                "ticket=topsecret123",
                "Authorization: Bearer topsecret123",
                "cookie plotty_session=topsecret123; a=b",
                "token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ0b3BzZWNyZXQxMjMifQ.abc",
                "{\"password\":\"topsecret123\"}"
            })
    void what_looks_like_a_secret_is_hidden(String line) {
        say(line);
        String kept = ring.last().getFirst().message();
        assertTrue(kept.contains("[hidden]"), kept);
        assertFalse(kept.contains("topsecret123") || kept.contains("abcDEF123") || kept.contains("eyJzdWIi"), kept);
    }

    @Test
    void a_line_that_is_written_while_lines_are_told_does_not_make_them_be_told_again() {
        EventLog events = new EventLog("epoch", 0, (_, _) -> List.of(), InstantSource.system());
        Deque<Runnable> tasks = new ArrayDeque<>();
        LogFeed feed = new LogFeed(ring, events, tasks::add);
        try (feed;
                Subscription hearing = events.subscribe(Set.of(Channel.LOGS), () -> say("somebody is woken"))) {
            say("first");
            assertEquals(1, tasks.size());
            tasks.remove().run();
            assertEquals(0, tasks.size(), "the log feeds itself");
            say("second");
            tasks.remove().run();
            List<String> heard = new ArrayList<>();
            for (var next = hearing.poll(); next.isPresent(); next = hearing.poll()) {
                heard.add(((LogLine) next.get().event()).message());
            }
            assertEquals(List.of("first", "somebody is woken", "second"), heard);
        }
    }

    private void say(String message) {
        ring.add(Instant.EPOCH, Level.INFO, "plotty.Test", "main", message);
    }
}
