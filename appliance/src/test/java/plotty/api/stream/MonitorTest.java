package plotty.api.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plotty.access.Principal;
import plotty.access.Role;
import plotty.api.FrontDoor;
import plotty.plotter.PlotterState;

class MonitorTest {
    @TempDir
    Path folder;

    private FrontDoor door;
    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeEach
    void open() {
        door = new FrontDoor(folder, Role.OPERATOR);
    }

    @AfterEach
    void close() {
        door.close();
        http.close();
    }

    @Test
    void the_session_that_the_document_prints_goes_as_printed() {
        try (StreamClient client = client("/ws/monitor")) {
            JsonNode welcome = client.next();
            assertEquals("system:connected", welcome.get("type").asText());
            assertEquals(
                    "Real-time monitoring active", welcome.at("/data/message").asText());
            assertTrue(welcome.get("timestamp").asText().endsWith("Z"));
            client.say("{\"action\":\"subscribe\",\"filters\":[\"job\",\"pattern\"]}");
            assertEquals(
                    "[\"job\",\"pattern\"]",
                    client.next("system:subscribed").at("/data/filters").toString());
            client.say("{\"action\":\"ping\"}");
            assertEquals(0, client.next("system:pong").get("data").size());
        }
    }

    @Test
    void each_event_of_a_job_carries_the_whole_job() {
        try (StreamClient client = subscribed("job")) {
            String id = door.submit("flower").get("id").asText();
            JsonNode created = client.next("job:created");
            assertEquals(id, created.at("/data/id").asText());
            assertTrue(created.at("/data/phases").isArray());
            assertTrue(created.at("/data/metrics/progress_percentage").isNumber());
            assertEquals(200, door.control("flower", "cancel").statusCode());
            client.next(message -> message.get("type").asText().equals("job:updated")
                    && message.at("/data/status").asText().equals("cancelled"));
            assertEquals(204, door.send("DELETE", "/api/v1/jobs/" + id, "", "").statusCode());
            client.next(message -> message.at("/data/deleted").asBoolean());
        }
    }

    @Test
    void events_of_many_jobs_come_in_their_order() {
        try (StreamClient client = subscribed("job")) {
            List<String> sent = IntStream.range(0, 12)
                    .mapToObj(i -> door.submit("job" + i).get("id").asText())
                    .toList();
            List<String> heard = new ArrayList<>();
            while (heard.size() < sent.size()) {
                heard.add(client.next("job:created").at("/data/id").asText());
            }
            assertEquals(sent, heard);
        }
    }

    @Test
    void only_the_families_that_were_asked_for_are_heard() {
        try (StreamClient client = subscribed("metrics")) {
            door.submit("flower");
            for (int i = 0; i < 3; i++) {
                JsonNode snapshot = client.next();
                assertEquals("metrics:snapshot", snapshot.get("type").asText());
                assertTrue(snapshot.at("/data/active_connections").asInt() >= 1);
                assertEquals(
                        "plotter-1", snapshot.at("/data/signals/0/device_id").asText());
            }
        }
        try (StreamClient client = subscribed("pattern", "material")) {
            door.submit("tree");
            client.say("{\"action\":\"ping\"}");
            assertEquals("system:pong", client.next().get("type").asText());
        }
    }

    @Test
    void what_happened_before_is_told_again_to_who_asks_for_it_and_nothing_twice() {
        String id = door.submit("flower").get("id").asText();
        assertEquals(200, door.control(id, "cancel").statusCode());
        door.restart();
        try (StreamClient client = client("/ws/monitor?replay=500")) {
            client.next("system:connected");
            assertEquals(id, client.next("job:created").at("/data/id").asText());
            client.next("job:updated");
            door.submit("tree");
            client.next(message -> message.at("/data/name").asText().equals("tree"));
        }
        try (StreamClient client = client("/ws/monitor?replay=many")) {
            client.next("system:connected");
            assertEquals(
                    "INVALID_MESSAGE",
                    client.next("system:error").at("/data/error_code").asText());
        }
    }

    @Test
    void as_many_events_are_told_again_as_were_asked_for_whatever_else_happened() {
        List<String> sent = IntStream.range(0, 6)
                .mapToObj(i -> door.submit("job" + i).get("id").asText())
                .toList();
        for (int i = 0; i < 30; i++) {
            door.plotter().become(i % 2 == 0 ? PlotterState.Connection.ERROR : PlotterState.Connection.CONNECTED);
        }
        for (int i = 0; i < 3; i++) {
            assertEquals(200, door.control("job" + i, "cancel").statusCode());
        }
        for (int i = 0; i < 30; i++) {
            door.plotter().become(i % 2 == 0 ? PlotterState.Connection.ERROR : PlotterState.Connection.CONNECTED);
        }
        try (StreamClient client = client("/ws/monitor?replay=3")) {
            client.next("system:connected");
            for (int i = 0; i < 3; i++) {
                JsonNode told = client.next();
                assertTrue(told.get("type").asText().startsWith("job:"), told.toString());
                assertTrue(sent.contains(told.at("/data/id").asText()));
            }
        }
    }

    @Test
    void a_job_that_fails_is_told_as_failed_with_its_error() {
        try (StreamClient client = subscribed("job")) {
            door.send(
                    "POST",
                    "/api/v1/jobs?name=broken",
                    "image/svg+xml",
                    "<svg xmlns='http://www.w3.org/2000/svg' width='9mm' height='9mm'><path d='M0 0L1 1'");
            JsonNode failed = client.next("job:failed");
            assertEquals("failed", failed.at("/data/status").asText());
            assertTrue(failed.at("/data/error").isTextual(), failed.toString());
        }
    }

    @Test
    void an_event_of_the_studio_s_own_is_heard_under_its_name() {
        try (StreamClient client = subscribed("job")) {
            assertEquals(
                    201,
                    door.send(
                                    "POST",
                                    "/api/v1/events",
                                    "application/json",
                                    "{\"event\":\"custom_status\",\"data\":{\"id\":\"job-123\"}}")
                            .statusCode());
            JsonNode custom = client.next("job:custom_status");
            assertEquals("job-123", custom.at("/data/data/id").asText());
            assertEquals("anonymous", custom.at("/data/by").asText());
        }
    }

    @Test
    void unknown_filters_and_actions_are_told_with_the_known_ones() {
        try (StreamClient client = client("/ws/monitor")) {
            client.say("{\"action\":\"subscribe\",\"filters\":[\"weather\"]}");
            JsonNode error = client.next("system:error");
            assertEquals("UNKNOWN_CHANNEL", error.at("/data/error_code").asText());
            assertTrue(error.at("/data/known").toString().contains("pattern"));
            String id = door.submit("flower").get("id").asText();
            assertEquals(
                    id,
                    client.next("job:created").at("/data/id").asText(),
                    "what was not understood takes nothing away");
            client.say("{\"action\":\"dance\"}");
            assertEquals(
                    "UNKNOWN_TYPE",
                    client.next("system:error").at("/data/error_code").asText());
        }
    }

    @Test
    void who_may_use_other_plotters_only_hears_of_no_other() {
        door.close();
        door = new FrontDoor(folder, _ -> new Principal("key:attic", Principal.Kind.KEY, Role.VIEWER, Set.of("attic")));
        try (StreamClient client = subscribed("metrics")) {
            assertFalse(client.next("metrics:snapshot").toString().contains("plotter-1"));
        }
    }

    private StreamClient subscribed(String... filters) {
        StreamClient client = client("/ws/monitor")
                .say("{\"action\":\"subscribe\",\"filters\":[\"" + String.join("\",\"", filters) + "\"]}");
        client.next("system:subscribed");
        return client;
    }

    private StreamClient client(String path) {
        return new StreamClient(http, door.uri(path));
    }
}
