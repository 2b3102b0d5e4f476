package plotty.api.activity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plotty.access.Principal;
import plotty.access.Role;
import plotty.api.FrontDoor;
import plotty.plotter.PlotterNotice;
import plotty.plotter.PositionTrust;

class ActivityTest {
    @TempDir
    Path folder;

    private FrontDoor door;

    @BeforeEach
    void open() {
        door = new FrontDoor(folder, Role.OPERATOR);
    }

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void the_log_tells_in_sentences_what_happened_the_latest_first_also_after_a_restart() {
        String id = door.submit("flower").get("id").asText();
        assertEquals(200, door.control("flower", "cancel").statusCode());
        JsonNode before = door.get("/api/v1/activity?job=" + id).get("activity");
        assertTrue(before.get(0).get("message").asText().startsWith("'flower' was cancelled"), before.toString());
        assertEquals("job_state_change", before.get(0).get("event_type").asText());
        assertEquals(
                "'flower' has come in.",
                before.get(before.size() - 1).get("message").asText());
        door.restart();
        assertEquals(before, door.get("/api/v1/activity?job=" + id).get("activity"));
    }

    @Test
    void faults_of_a_plotter_are_told_with_how_bad_they_are() {
        door.plotter().tell(new PlotterNotice.Faulted(null, "The line is cut.", PositionTrust.SUSPECT, true));
        JsonNode alert = awaitEntry("/api/v1/activity?type=device_alert&device=plotter-1");
        assertEquals("error", alert.get("severity").asText());
        assertTrue(alert.get("message").asText().contains("The line is cut."));
    }

    @Test
    void a_long_log_comes_in_pages_without_a_gap() {
        for (int i = 0; i < 7; i++) {
            assertEquals(201, custom("{\"event\":\"step-" + i + "\"}"));
        }
        List<String> told = new ArrayList<>();
        String cursor = "";
        while (!cursor.equals("null")) {
            JsonNode page =
                    door.get("/api/v1/activity?type=custom&limit=3" + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
            page.get("activity").forEach(entry -> told.add(entry.get("message").asText()));
            cursor = page.get("next_cursor").asText();
        }
        assertEquals(7, told.size(), told.toString());
        assertTrue(told.getFirst().contains("step-6") && told.getLast().contains("step-0"), told.toString());
    }

    @Test
    void only_what_is_asked_for_is_told_and_what_cannot_be_asked_is_refused() {
        assertEquals(201, custom("{\"event\":\"paper-changed\"}"));
        assertEquals(
                0,
                door.get("/api/v1/activity?since=2100-01-01T00:00:00Z")
                        .get("activity")
                        .size());
        assertTrue(door.get("/api/v1/activity?since=2020-01-01T00:00:00Z")
                        .get("activity")
                        .size()
                > 0);
        for (String query : List.of("since=yesterday", "cursor=x", "limit=0", "limit=501", "page=2")) {
            assertEquals(
                    400, door.send("GET", "/api/v1/activity?" + query, "", "").statusCode(), query);
        }
    }

    @Test
    void events_of_the_studio_s_own_are_kept_within_bounds() {
        assertEquals(
                201, custom("{\"event\":\"paper-changed\",\"data\":{\"sheet\":{\"size\":\"A3\",\"left\":[1,2.5]}}}"));
        for (String bad : List.of(
                "{}",
                "{\"event\":\"\"}",
                "{\"event\":\"two words\"}",
                "{\"event\":\"completed\"}",
                "{\"event\":\"a\",\"data\":5}",
                "{\"event\":\"a\",\"colour\":\"red\"}",
                "{\"event\":\"a\",\"data\":{\"text\":\"" + "x".repeat(CustomEvent.MOST_CHARS) + "\"}}",
                "{\"event\":\"a\",\"data\":{\"a\":[[[[[[[[1]]]]]]]]}}")) {
            assertEquals(400, custom(bad), bad.substring(0, Math.min(60, bad.length())));
        }
        door.close();
        door = new FrontDoor(folder, Role.VIEWER);
        assertEquals(403, custom("{\"event\":\"paper-changed\"}"));
    }

    @Test
    void who_may_use_other_plotters_only_is_told_nothing_of_this_one() {
        door.plotter().tell(new PlotterNotice.Faulted(null, "The line is cut.", PositionTrust.SUSPECT, true));
        awaitEntry("/api/v1/activity?type=device_alert");
        door.close();
        door = new FrontDoor(folder, _ -> new Principal("key:attic", Principal.Kind.KEY, Role.VIEWER, Set.of("attic")));
        JsonNode told = door.get("/api/v1/activity").get("activity");
        assertTrue(StreamSupport.stream(told.spliterator(), false)
                .noneMatch(entry -> entry.toString().contains("plotter-1")));
    }

    @Test
    void who_may_use_some_plotters_only_is_told_nothing_of_jobs_for_any_but_hears_the_studio_s_events() {
        door.submit("flower");
        assertEquals(201, custom("{\"event\":\"paper-changed\"}"));
        door.close();
        door = new FrontDoor(folder, _ -> new Principal("key:attic", Principal.Kind.KEY, Role.VIEWER, Set.of("attic")));
        String told = door.get("/api/v1/activity").toString();
        assertFalse(told.contains("flower"), told);
        assertTrue(told.contains("paper-changed"), told);
    }

    @Test
    void who_comes_and_goes_is_for_admins() {
        door.key("vpype", Role.OPERATOR);
        assertEquals(
                0,
                door.get("/api/v1/activity?type=access_update").get("activity").size());
        door.close();
        door = new FrontDoor(folder, Role.ADMIN);
        assertTrue(awaitEntry("/api/v1/activity?type=access_update")
                .get("message")
                .asText()
                .contains("vpype"));
    }

    private JsonNode awaitEntry(String path) {
        long deadline = System.nanoTime() + 30_000_000_000L;
        while (System.nanoTime() < deadline) {
            JsonNode found = door.get(path).get("activity");
            if (!found.isEmpty()) {
                return found.get(0);
            }
        }
        throw new AssertionError("nothing at " + path);
    }

    private int custom(String body) {
        return door.send("POST", "/api/v1/events", "application/json", body).statusCode();
    }
}
