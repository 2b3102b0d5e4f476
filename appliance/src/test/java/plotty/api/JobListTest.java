package plotty.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static plotty.api.FrontDoor.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import plotty.access.Role;
import plotty.plotter.PlotterState;

class JobListTest {
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
    void page_after_page_gives_every_job_once_in_the_order_of_the_whole_list() {
        for (String name : List.of("a", "b", "c", "d", "e", "f", "g")) {
            door.submit(name);
        }
        for (String name : List.of("b", "g", "e")) {
            json(200, door.control(name, "cancel"));
        }
        List<String> whole = names(door.get("/api/v1/jobs"));
        assertEquals(List.of("a", "c", "d", "f", "e", "g", "b"), whole);
        for (int limit = 1; limit <= 8; limit++) {
            assertEquals(whole, pages("/api/v1/jobs?limit=" + limit), "limit " + limit);
        }
    }

    @Test
    void jobs_that_come_between_two_pages_shift_nothing() {
        for (String name : List.of("a", "b", "c", "d")) {
            door.submit(name);
        }
        JsonNode first = door.get("/api/v1/jobs?limit=2");
        json(201, door.send("POST", "/api/v1/jobs?name=urgent&priority=1", "image/svg+xml", FrontDoor.SVG));
        door.submit("late");
        json(200, door.control("a", "cancel"));
        List<String> rest =
                pages("/api/v1/jobs?limit=2&cursor=" + first.get("next_cursor").asText());
        assertEquals(List.of("a", "b"), names(first));
        assertEquals(List.of("c", "d", "late", "a"), rest);
    }

    @Test
    void the_job_that_a_cursor_was_made_of_may_be_gone() {
        for (String name : List.of("a", "b", "c")) {
            door.submit(name);
        }
        String cursor = door.get("/api/v1/jobs?limit=2").get("next_cursor").asText();
        json(200, door.control("b", "cancel"));
        assertEquals(204, door.send("DELETE", "/api/v1/jobs/b", "", "").statusCode());
        assertEquals(List.of("c"), pages("/api/v1/jobs?limit=2&cursor=" + cursor));
    }

    @Test
    void the_last_page_has_no_cursor() {
        door.submit("a");
        assertTrue(door.get("/api/v1/jobs?limit=1").get("next_cursor").isNull());
        assertTrue(door.get("/api/v1/jobs?status=failed").get("next_cursor").isNull());
    }

    @Test
    void jobs_are_filtered_by_status_name_device_and_time_open_and_ended_ones_alike() {
        door.submit("Rose");
        door.submit("primrose");
        door.submit("tulip");
        json(200, door.control("primrose", "cancel"));
        json(201, door.send("POST", "/api/v1/jobs?name=here&device=plotter-1", "image/svg+xml", FrontDoor.SVG));
        json(200, door.control("here", "cancel"));
        assertEquals(List.of("Rose", "primrose"), pages("/api/v1/jobs?name=rOSe&limit=1"));
        assertEquals(List.of("Rose"), pages("/api/v1/jobs?name=rose&status=queued"));
        assertTrue(pages("/api/v1/jobs?device=plotter-1").contains("here"));
        assertEquals(List.of(), pages("/api/v1/jobs?device=plotter-2"));
        assertEquals(4, pages("/api/v1/jobs?since=2020-01-01T00:00:00Z").size());
        assertEquals(4, pages("/api/v1/jobs?until=2120-01-01T00:00:00%2B02:00").size());
        assertEquals(List.of(), pages("/api/v1/jobs?until=2020-01-01T00:00:00Z"));
        assertEquals(List.of(), pages("/api/v1/jobs?since=2120-01-01T00:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cursor=x",
                "cursor=",
                "cursor=bm9wZQ",
                "cursor=../..",
                "cursor=ZS45OTk5OTk5OTk5OTk5OTk5OTk5OTk",
                "since=yesterday",
                "until=2026-11-20",
                "limit=1001",
                "limit=-1"
            })
    void a_wrong_option_is_a_bad_request(String query) {
        json(400, door.send("GET", "/api/v1/jobs?" + query, "", ""));
    }

    @Test
    void plotters_are_filtered_by_how_they_stand() {
        assertEquals(
                1,
                door.get("/api/v1/devices?connection=connected,BUSY")
                        .get("devices")
                        .size());
        door.plotter().become(PlotterState.Connection.DISCONNECTED);
        assertEquals(
                0,
                door.get("/api/v1/devices?connection=connected").get("devices").size());
        assertEquals(1, door.get("/api/v1/devices").get("devices").size());
        json(400, door.send("GET", "/api/v1/devices?connection=asleep", "", ""));
    }

    private List<String> pages(String path) {
        List<String> names = new ArrayList<>();
        JsonNode page = door.get(path);
        names.addAll(names(page));
        while (!page.get("next_cursor").isNull()) {
            String next = path.replaceAll("[?&]cursor=[^&]*", "");
            page = door.get(next + (next.contains("?") ? "&" : "?") + "cursor="
                    + page.get("next_cursor").asText());
            names.addAll(names(page));
        }
        return names;
    }

    private static List<String> names(JsonNode page) {
        List<String> names = new ArrayList<>();
        page.get("jobs").forEach(job -> names.add(job.get("name").asText()));
        return names;
    }
}
